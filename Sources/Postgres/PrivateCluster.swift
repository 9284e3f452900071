internal import Foundation
public import Logging

/// A PostgreSQL server of one's own in a data folder: a unix socket only, started and stopped by its users.
///
/// Several processes may use one server: each holds a shared lock while it does, and whoever finds itself
/// alone at the end stops the server. The locks are the kernel's, so a killed process leaves none behind;
/// the server it left running is found, used and in the end stopped by the next.
public struct PrivateCluster: Sendable {
  public enum Failure: Error, Sendable, CustomStringConvertible {
    case serverMissing
    case serverTooOld(String)
    case command(String, output: String)
    case folder(String, String)

    public var description: String {
      switch self {
      case .serverMissing:
        "no PostgreSQL server found (PG_BIN, /usr/lib/postgresql/*/bin, PATH): install it, on Debian with `apt-get install postgresql`"
      case .serverTooOld(let version): "PostgreSQL \(version) is too old: 15 or newer is needed"
      case .command(let name, let output): "\(name) failed: \(output)"
      case .folder(let path, let why): "\(path): \(why)"
      }
    }
  }

  /// A server in use by this process.
  public final class Running: Sendable {
    /// The superuser `postgres`, database `postgres`.
    public let address: Address
    /// Where the cluster lives.
    public let folder: String
    private let cluster: PrivateCluster
    private let users: FileLock

    init(cluster: PrivateCluster, users: FileLock) {
      self.cluster = cluster
      self.users = users
      folder = cluster.folder
      address = Address(["host": cluster.folder, "user": "postgres", "dbname": "postgres"])
    }

    /// Ends this process's use; stops the server when no other process uses it.
    public func release() async {
      cluster.stopIfUnused(users)
    }
  }

  /// Where the cluster of this home lives, always the same for the same home.
  public let folder: String
  private let settings: [String]
  private let logger: Logger

  /// - Parameters:
  ///   - home: the data folder; made when it is not there.
  ///   - settings: further lines of `postgresql.conf`.
  public init(home: String, settings: [String] = [], logger: Logger) {
    folder = Self.place(home: home)
    self.settings = settings
    self.logger = logger
  }

  /// Makes the cluster when it is not there, and starts its server when it is not running.
  public func start() async throws -> Running {
    let tools = try Tools()
    guard folder.utf8.count <= Self.longest else {
      throw Failure.folder(
        folder, "the path is too long for a socket; move the home to a shorter one")
    }
    try makeFolder(tools)
    if let user = tools.user, !Self.isReachable((folder as NSString).deletingLastPathComponent) {
      throw Failure.folder(
        folder,
        "\(user.name) cannot get there; let others pass through the folders above (chmod o+x)")
    }
    let gate = try FileLock(path: folder + "/start.lock")
    gate.lockExclusively()
    defer { gate.unlock() }
    let users = try FileLock(path: folder + "/users.lock")
    users.lockShared()
    do {
      if !FileManager.default.fileExists(atPath: data + "/PG_VERSION") { try initialize(tools) }
      if !isRunning(tools) { try launch(tools) }
    } catch {
      users.unlock()
      throw error
    }
    return Running(cluster: self, users: users)
  }

  private var data: String { folder + "/data" }

  private func isRunning(_ tools: Tools) -> Bool {
    awaitBurial()
    return tools.run("pg_ctl", ["status", "-D", data]).status == 0
  }

  /// A killed server keeps its number, and so looks alive, until the system has buried it.
  private func awaitBurial() {
    for _ in 0..<200 where isDead() { usleep(50_000) }
  }

  /// Whether the server of the lock file is a process that has ended and is not buried yet.
  private func isDead() -> Bool {
    guard let lock = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8),
      let process = lock.split(separator: "\n").first,
      let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    else { return false }
    // The state follows the program's name, which stands in parentheses and may hold any.
    return state.split(separator: ")").last?.hasPrefix(" Z") ?? false
  }

  private func initialize(_ tools: Tools) throws {
    let fresh = folder + "/data.tmp"
    try? FileManager.default.removeItem(atPath: fresh)
    let made = tools.run(
      "initdb",
      [
        "-D", fresh, "-U", "postgres", "-E", "UTF8", "--locale=C", "--lc-ctype=C.UTF-8",
        "-A", "trust", "--data-checksums", "--no-instructions",
      ])
    guard made.status == 0 else { throw Failure.command("initdb", output: made.output) }
    let lines =
      [
        "listen_addresses = ''",
        "unix_socket_permissions = 0700", "max_connections = 50", "shared_buffers = '128MB'",
        "max_wal_size = '2GB'", "timezone = 'UTC'", "lc_messages = 'C'",
      ] + settings
    let configuration = fresh + "/postgresql.conf"
    let text = try String(contentsOfFile: configuration, encoding: .utf8)
    try (text + lines.joined(separator: "\n") + "\n")
      .write(toFile: configuration, atomically: false, encoding: .utf8)
    try FileManager.default.moveItem(atPath: fresh, toPath: data)
    logger.info("a cluster was made in \(folder)")
  }

  private func launch(_ tools: Tools) throws {
    // Told at each start: the folder may have been moved. pg_ctl gives the option to a shell.
    let socket = "-k '" + folder.replacing("'", with: "'\\''") + "'"
    // Children of a killed server may hold its memory for a moment longer.
    for attempt in 1...5 {
      let started = tools.run(
        "pg_ctl",
        ["start", "-w", "-t", "60", "-D", data, "-l", folder + "/server.log", "-o", socket])
      if started.status == 0 { return }
      if attempt < 5 { usleep(500_000) }
    }
    let log = (try? String(contentsOfFile: folder + "/server.log", encoding: .utf8)) ?? ""
    throw Failure.command(
      "pg_ctl start", output: log.split(separator: "\n").suffix(5).joined(separator: "\n"))
  }

  fileprivate func stopIfUnused(_ users: FileLock) {
    guard let gate = try? FileLock(path: folder + "/start.lock") else { return users.unlock() }
    gate.lockExclusively()
    defer { gate.unlock() }
    users.unlock()
    guard users.tryLockExclusively() else { return }
    defer { users.unlock() }
    guard let tools = try? Tools() else { return }
    let stopped = tools.run("pg_ctl", ["stop", "-w", "-m", "fast", "-D", data])
    if stopped.status != 0 { logger.warning("the server did not stop: \(stopped.output)") }
  }

  /// Under /var/tmp anyone could have made a folder, or a link, of this name before us.
  private func requireOwn(_ tools: Tools) throws {
    var status = stat()
    guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      [geteuid(), tools.user?.uid].contains(status.st_uid)
    else { throw Failure.folder(folder, "it is not a folder of ours; remove it and try again") }
  }

  private func makeFolder(_ tools: Tools) throws {
    do {
      // The way there stays open, so that the server's user can pass; the folder itself is closed.
      try FileManager.default.createDirectory(
        atPath: (folder as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o755])
      // A link that leads nowhere is there as well, and no folder is made through it.
      var status = stat()
      if lstat(folder, &status) != 0 {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: false,
          attributes: [.posixPermissions: 0o700])
      }
    } catch {
      throw Failure.folder(folder, "the folder cannot be made")
    }
    try requireOwn(tools)
    if let user = tools.user {
      guard lchown(folder, user.uid, user.gid) == 0 else {
        throw Failure.folder(folder, "the folder cannot be given to \(user.name)")
      }
    }
  }
}
