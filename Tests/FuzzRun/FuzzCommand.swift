import Foundation
import Hostile

/// `make fuzz`: spoiled files by seed, read one after another for as long as told. Exit 1 when one of them crashed
/// the reader, kept it too long, took too much memory or brought out a value.
///
/// A child does the reading and notes each seed before it: what ends the child is known, and the next goes on behind.
@main
struct FuzzCommand {
  private static let usage =
    "soko-fuzz [SECONDS=60] [SEED=1] [DOOR=csv|descriptor|zip|workbook|page|privacy] [COUNT=n]"
  /// Memory that a child may come to, whatever it reads.
  private static let memoryMiB = 512

  private struct Plan {
    var seconds = 60.0
    var seed: UInt64 = 1
    var doors = FuzzInput.Door.allCases
    var count = UInt64.max
    /// Where a child notes what it is at.
    var trace: String?
  }

  static func main() {
    guard let plan = plan(CommandLine.arguments.dropFirst()) else {
      message("usage: \(usage)")
      exit(2)
    }
    if let trace = plan.trace { child(plan, trace) }
    let failures = supervise(plan)
    exit(failures == 0 ? 0 : 1)
  }

  private static func plan(_ words: some Sequence<String>) -> Plan? {
    var plan = Plan()
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      switch parts[0] {
      case "SECONDS": plan.seconds = Double(parts[1]) ?? -1
      case "SEED": plan.seed = UInt64(parts[1]) ?? 0
      case "COUNT": plan.count = UInt64(parts[1]) ?? 0
      case "TRACE": plan.trace = parts[1]
      case "DOOR":
        guard let door = FuzzInput.Door(rawValue: parts[1]) else { return nil }
        plan.doors = [door]
      default: return nil
      }
    }
    return plan.seconds > 0 && plan.count > 0 ? plan : nil
  }

  // MARK: The child

  /// Reads inputs until time is up; its trace ends with what it was at.
  private static func child(_ plan: Plan, _ trace: String) -> Never {
    guard let file = FileHandle(forWritingAtPath: trace) else { exit(2) }
    let end = ContinuousClock.now + .seconds(plan.seconds)
    var counts: [String: (all: Int, rejected: Int)] = [:]
    var failures = 0
    var seed = plan.seed
    while ContinuousClock.now < end, seed - plan.seed < plan.count {
      let door = plan.doors[Int(seed % UInt64(plan.doors.count))]
      try? file.seek(toOffset: 0)
      file.write(Data("\(seed) \(door.rawValue)          \n".utf8))
      let (complaint, isRejected) = FuzzResult.complaint(about: FuzzInput(door: door, seed: seed))
      counts[door.rawValue, default: (0, 0)].all += 1
      if isRejected { counts[door.rawValue, default: (0, 0)].rejected += 1 }
      if let complaint {
        failures += 1
        print("FAILED \(door.rawValue): \(complaint)\n  \(replay(seed, door.rawValue))")
      }
      if peakMiB > memoryMiB {
        print("FAILED \(door.rawValue): \(peakMiB) MiB of memory\n  \(replay(seed, door.rawValue))")
        failures += 1
        break
      }
      seed += 1
    }
    for (door, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("\(door): \(count.all) inputs, \(count.rejected) refused")
    }
    print("peak memory \(peakMiB) MiB; next seed \(seed)")
    exit(failures == 0 ? 0 : 1)
  }

  private static var peakMiB: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss >> 10
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss >> 20
    #endif
  }

  private static func replay(_ seed: UInt64, _ door: String) -> String {
    "again: soko-fuzz SEED=\(seed) DOOR=\(door) COUNT=1"
  }

  // MARK: The parent

  /// Starts children one after another until time is up; returns how many of them failed.
  private static func supervise(_ plan: Plan) -> Int {
    let trace = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-fuzz-\(ProcessInfo.processInfo.processIdentifier)").path
    defer { try? FileManager.default.removeItem(atPath: trace) }
    let end = ContinuousClock.now + .seconds(plan.seconds)
    var failures = 0
    var seed = plan.seed
    while ContinuousClock.now < end {
      guard FileManager.default.createFile(atPath: trace, contents: nil) else {
        return failures + 1
      }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        .resolvingSymlinksInPath()
      let left = (end - ContinuousClock.now) / .seconds(1)
      process.arguments =
        ["SECONDS=\(max(left, 0.1))", "SEED=\(seed)", "TRACE=\(trace)"]
        + (plan.doors.count == 1 ? ["DOOR=\(plan.doors[0].rawValue)"] : [])
        + (plan.count == .max ? [] : ["COUNT=\(plan.count)"])
      do { try process.run() } catch {
        message("soko-fuzz: \(error)")
        return failures + 1
      }
      let isHung = watch(process, trace)
      guard isHung || process.terminationReason == .uncaughtSignal else {
        return failures + (process.terminationStatus == 0 ? 0 : 1)
      }
      let at = words(of: trace)
      failures += 1
      print("FAILED \(at.last ?? "?"): \(isHung ? "it hung" : "it crashed")")
      guard at.count == 2, let stopped = UInt64(at[0]), plan.count == .max else { return failures }
      print("  \(replay(stopped, at[1]))")
      seed = stopped + 1
    }
    return failures
  }

  /// Waits for the end; true when the child stood at one seed for twice as long as it may, and was killed.
  private static func watch(_ process: Process, _ trace: String) -> Bool {
    var (at, since) = (words(of: trace), ContinuousClock.now)
    while process.isRunning {
      Thread.sleep(forTimeInterval: 0.05)
      let now = words(of: trace)
      if now != at { (at, since) = (now, ContinuousClock.now) }
      if ContinuousClock.now - since > .seconds(2 * FuzzResult.longest) {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return true
      }
    }
    process.waitUntilExit()
    return false
  }

  private static func words(of trace: String) -> [String] {
    (try? String(contentsOfFile: trace, encoding: .utf8))?.split { $0 == " " || $0 == "\n" }
      .map(String.init) ?? []
  }

  private static func message(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
