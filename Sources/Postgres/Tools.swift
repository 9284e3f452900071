internal import Foundation

/// PostgreSQL's own programs, run as a user the server accepts.
struct Tools {
  struct User {
    let name: String
    let uid: uid_t
    let gid: gid_t
  }

  /// Whom the server runs as, when we are root; nil is ourselves.
  let user: User?
  private let folder: String

  /// - Throws: ``PrivateCluster/Failure`` when there is no server, or only one older than 15.
  init() throws {
    guard let folder = Self.candidates().first(where: { Self.holdsServer($0) }) else {
      throw PrivateCluster.Failure.serverMissing
    }
    self.folder = folder
    user = geteuid() == 0 ? Self.serverUser() : nil
    let version = run("postgres", ["--version"]).output
    let major = version.split(separator: " ").compactMap { Int($0.prefix { $0.isNumber }) }.first
    guard let major, major >= 15 else { throw PrivateCluster.Failure.serverTooOld(version) }
  }

  /// Runs a program to its end; what it prints goes through a file, because a server it starts keeps
  /// inherited pipes open.
  func run(_ name: String, _ arguments: [String]) -> (status: Int32, output: String) {
    var command = ["\(folder)/\(name)"] + arguments
    if let user {
      command =
        [
          "setpriv", "--reuid=\(user.uid)", "--regid=\(user.gid)", "--clear-groups",
          "--no-new-privs",
        ] + command
    }
    let environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PG") }
      .merging(["LC_ALL": "C"]) { $1 }
    let output = FileManager.default.temporaryDirectory.path + "/soko-pg-\(UUID().uuidString)"
    defer { unlink(output) }
    let status = Self.spawn(
      ["/usr/bin/env", "--chdir=/"] + command,
      environment: environment.map { "\($0.key)=\($0.value)" },
      output: output)
    let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    return (status, text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Starts a program with none of our files but its output, and waits for it alone: a server that it
  /// leaves behind is not waited for, as `Foundation.Process` would do.
  private static func spawn(
    _ arguments: [String], environment: [String], output: String
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    for file in openFiles() where file > 2 { posix_spawn_file_actions_addclose(&actions, file) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Signals that we block or ignore are the program's own affair.
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    guard posix_spawn(&process, words[0]!, &actions, &attributes, &words, &variables) == 0 else {
      return -1
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return -1 } }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
  }

  /// Descriptors that a child would inherit; to close one that is gone by then is no error.
  private static func openFiles() -> [Int32] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    return names?.compactMap { Int32($0) } ?? Array(3..<256)
  }

  private static func candidates() -> [String] {
    let environment = ProcessInfo.processInfo.environment
    let versions =
      ((try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? [])
      .compactMap { name in Int(name).map { ($0, name) } }
      .sorted { $0.0 > $1.0 }
      .map { "/usr/lib/postgresql/\($0.1)/bin" }
    let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return [environment["PG_BIN"]].compactMap(\.self) + versions + path
  }

  private static func holdsServer(_ folder: String) -> Bool {
    ["postgres", "initdb", "pg_ctl"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)")
    }
  }

  private static func serverUser() -> User? {
    for name in ["postgres", "nobody"] {
      if let entry = getpwnam(name) {
        return User(name: name, uid: entry.pointee.pw_uid, gid: entry.pointee.pw_gid)
      }
    }
    return nil
  }
}

/// A lock of the kernel's on a file; it is gone when the process is.
final class FileLock: Sendable {
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw PrivateCluster.Failure.folder(path, "the lock file cannot be opened")
    }
  }

  deinit { close(descriptor) }

  func lockShared() { flock(descriptor, LOCK_SH) }
  func lockExclusively() { flock(descriptor, LOCK_EX) }
  func tryLockExclusively() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
  func unlock() { flock(descriptor, LOCK_UN) }
}
