internal import Foundation

/// The lock file of a server, `postmaster.pid`, held against the system's own list of processes.
///
/// Its first line is the server's process number, its last says how far the server has come.
struct ServerLock {
  private let data: String
  private var path: String { data + "/postmaster.pid" }

  init(data: String) {
    self.data = data
  }

  private var lines: [Substring] {
    ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n")
  }

  private var process: Int32? { lines.first.flatMap { Int32($0) } }

  /// Waits until a server that was killed is buried: until then it keeps its number, and so looks alive.
  func awaitBurial() {
    for _ in 0..<200 where isDead { usleep(50_000) }
  }

  private var isDead: Bool {
    guard let process,
      let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    else { return false }
    // The state follows the program's name, which stands in parentheses and may hold any.
    return state.split(separator: ")").last?.hasPrefix(" Z") ?? false
  }

  /// Whether the number has gone to a process that is no server of this folder, as after a loss of power.
  ///
  /// Where the system does not tell, the file is believed.
  var isStrangers: Bool {
    guard let process else { return false }
    // By number: the same folder may have other names, in another mount.
    var (its, own) = (stat(), stat())
    if stat("/proc/\(process)/cwd", &its) == 0, stat(data, &own) == 0 {
      return its.st_ino != own.st_ino || its.st_dev != own.st_dev
    }
    guard let name = try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8) else {
      return false
    }
    return !name.hasPrefix("postgres")
  }

  func remove() { unlink(path) }

  /// Waits until the server takes connections, a minute at most; false when it ends instead.
  func awaitReady() -> Bool {
    for _ in 0..<1200 {
      guard let process, kill(process, 0) == 0 || errno == EPERM else { return false }
      let state = lines.last?.trimmingCharacters(in: .whitespaces)
      if state == "ready" || state == "standby" { return true }
      usleep(50_000)
    }
    return true
  }
}
