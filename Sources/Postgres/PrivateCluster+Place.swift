internal import Foundation

/// Where a cluster stands.
extension PrivateCluster {
  /// `<home>/postgres`, or a short folder named by the home where the server's user cannot get there or the
  /// path is too long for a socket.
  ///
  /// A cluster that was made once is found again, whatever became of the way to it since: a permission that
  /// changes must not show an empty database. Links are followed, so that every name of a home finds it.
  static func place(home: String) -> String {
    let home = followed(URL(fileURLWithPath: home).standardizedFileURL.path)
    let wanted = home + "/postgres"
    let short = "/var/tmp/soko-" + hash(home)
    if holdsCluster(wanted) { return wanted }
    if holdsCluster(short) { return short }
    return wanted.utf8.count <= longest && isReachable(home) ? wanted : short
  }

  /// The bytes of a folder's path that leave room for a socket's name.
  static let longest = 85

  /// Whether another user may pass through every folder on the way; root's server runs as another.
  static func isReachable(_ path: String) -> Bool {
    guard geteuid() == 0 else { return true }
    var above = ""
    for part in path.split(separator: "/") {
      above += "/" + part
      var status = stat()
      // A folder that is not there yet will be made by us, open for passing.
      guard stat(above, &status) == 0 else { continue }
      if status.st_mode & 0o001 == 0 { return false }
    }
    return true
  }

  private static func holdsCluster(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/data/PG_VERSION")
  }

  /// The path with the links of its existing part followed.
  private static func followed(_ path: String) -> String {
    var above = path
    var rest = ""
    while above != "/" {
      if let real = realpath(above, nil) {
        defer { free(real) }
        return rest.isEmpty ? String(cString: real) : String(cString: real) + rest
      }
      rest = "/" + (above as NSString).lastPathComponent + rest
      above = (above as NSString).deletingLastPathComponent
    }
    return path
  }

  /// FNV-1a of 64 bits, in sixteen digits.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
