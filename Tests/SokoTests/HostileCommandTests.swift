import Foundation
import Hostile
import Testing

/// Dangerous files, each looked at by the program in a process of its own: what it says, how long it computes,
/// how much memory it takes.
@Suite(.serialized) struct HostileCommandTests {
  private static let memoryMiB = 256
  /// Of the processor: how long one waits depends on what else the machine does.
  private static let seconds = 10.0

  private struct End {
    let status: Int32
    let seconds: Double
    let peakMiB: Int
    let output: String
  }

  @Test func `a dangerous file is refused in time and in little memory`() throws {
    let folder = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = try CommandTests.products().appendingPathComponent("soko").path
    var (slowest, largest) = (0.0, 0)
    for dangerous in DangerousFile.all {
      let file = folder.appendingPathComponent(dangerous.fileName)
      try Data(dangerous.bytes()).write(to: file)
      let end = try Self.check(
        program, file.path, output: folder.appendingPathComponent("out").path)
      try FileManager.default.removeItem(at: file)
      let said = dangerous.codes.isEmpty || dangerous.codes.contains { end.output.contains($0) }
      #expect(said, "\(dangerous.name): \(end.output.prefix(600))")
      // Refused or read: nothing else is an end.
      let isRead = end.status == 0
      #expect(
        end.status == 3 << 8 || (isRead && dangerous.codes.isEmpty),
        "\(dangerous.name): \(end.status)")
      #expect(end.seconds < Self.seconds, "\(dangerous.name): \(end.seconds) s")
      #expect(end.peakMiB < Self.memoryMiB, "\(dangerous.name): \(end.peakMiB) MiB")
      (slowest, largest) = (max(slowest, end.seconds), max(largest, end.peakMiB))
      if ProcessInfo.processInfo.environment["SOKO_SHOW"] != nil {
        print(dangerous.name, String(format: "%.2f s", end.seconds), end.peakMiB, "MiB")
      }
    }
    print("dangerous files: slowest \(String(format: "%.1f", slowest)) s, largest \(largest) MiB")
  }

  /// Runs `soko bundle check` and asks the system what it took.
  private static func check(_ program: String, _ path: String, output: String) throws -> End {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let words = [
      program, "bundle", "check", path, "--school", "s1", "--year", "2025", "--as-of", "2025-06-21",
      "--mode", "full",
    ]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, program, &actions, nil, &arguments, environ) == 0)
    var (status, peak) = (Int32(0), 0)
    var usage = rusage()
    let deadline = ContinuousClock.now + .seconds(300)
    // What wait4 tells of memory counts this process before the program began.
    while wait4(process, &status, WNOHANG, &usage) != process {
      peak = max(peak, Self.peakMiB(of: process))
      if ContinuousClock.now > deadline { kill(process, SIGKILL) }
      usleep(2000)
    }
    return End(
      status: status, seconds: usage.ru_utime.seconds + usage.ru_stime.seconds, peakMiB: peak,
      output: try String(contentsOfFile: output, encoding: .utf8))
  }

  /// The most memory that a process has had so far; 0 where the system does not say it.
  private static func peakMiB(of process: pid_t) -> Int {
    let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) >> 10
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
