internal import Foundation

/// A disk of a few megabytes in memory, where mounting is permitted.
struct SmallDisk: Sendable {
  let path: String

  /// - Returns: nil when this machine does not let us mount.
  init?(_ path: String, kilobytes: Int, owner: String? = nil) {
    self.path = path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard Self.run("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=0755", "tmpfs", path])
    else { return nil }
    if let owner, !Self.run("chown", [owner, path]) {
      remove()
      return nil
    }
  }

  /// A disk that was mounted before.
  init(mounted path: String) {
    self.path = path
  }

  /// What is used of it.
  var usedKilobytes: Int {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return 0 }
    return Int(status.f_blocks - status.f_bfree) * Int(status.f_frsize) / 1024
  }

  func resize(kilobytes: Int) -> Bool {
    Self.run("mount", ["-o", "remount,size=\(kilobytes)k", path])
  }

  func remove() { _ = Self.run("umount", ["--lazy", path]) }

  private static func run(_ name: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
