#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How large a bundle may be as it is sent: the one limit that an installation may set for itself.
extension BundleLimits {
  package static let setting = "SOKO_BUNDLE_LIMIT"
  static let standardArchiveBytes = 2 << 30
  /// Beyond 3 GiB single entries would not fit into what is said of them in 32 bits.
  private static let allowed = 1 << 20...3 << 30

  /// What the environment says, else the standard.
  static let archiveBytesInForce = said.flatMap(bytes) ?? standardArchiveBytes

  /// What is wrong with what the environment says; nil when nothing is.
  package static var complaintOfSetting: String? {
    guard let said, bytes(said) == nil else { return nil }
    return "\(setting): bytes, or a number with M or G, from 1M to 3G; 2G when it is not set"
  }

  private static var said: String? { getenv(setting).map { String(cString: $0) } }

  /// `512M`, `2G` or a number of bytes; nil when it is none of them or not allowed.
  static func bytes(_ text: String) -> Int? {
    let shifts: [Character: Int] = ["M": 20, "G": 30]
    let shift = text.last.flatMap { shifts[$0] }
    guard let number = Int(shift == nil ? text[...] : text.dropLast()), number >= 0 else {
      return nil
    }
    let (bytes, isOverflown) = number.multipliedReportingOverflow(by: 1 << (shift ?? 0))
    return !isOverflown && allowed.contains(bytes) ? bytes : nil
  }
}
