internal import Crypto
internal import Foundation

/// 256 random bits that tell a browser or a program: whoever shows them is let in. Kept is only their digest.
struct Secret: Hashable, Sendable {
  private let bytes: [UInt8]

  /// A new one, from the random numbers of the system.
  init() {
    var source = SystemRandomNumberGenerator()
    bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &source) }
  }

  /// The secret written as ``text``, or nil.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count == 43, let data = Self.bytes(ofText: String(text)), data.count == 32
    else { return nil }
    bytes = Array(data)
  }

  /// 43 letters, digits, hyphens and underscores.
  var text: String { Self.text(bytes) }

  /// SHA-256: enough for 256 random bits, which nobody can try out.
  var digest: [UInt8] { Array(SHA256.hash(data: bytes)) }

  /// What a form must bring back: only a page made for the holder of the secret knows it.
  var seal: String { derived("form") }

  /// 43 letters that tell nothing of the secret, another for each purpose.
  func derived(_ purpose: String) -> String {
    Self.text(Array(SHA256.hash(data: Array(purpose.utf8) + bytes)))
  }

  /// Whether `text` is the seal, in a time that does not tell how much of it is right.
  func isSealed(by text: String) -> Bool {
    let (own, other) = (Array(seal.utf8), Array(text.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// SHA-256 of a text.
  static func digest(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

  /// What ``text(_:)`` wrote, or nil. Source: RFC 4648, 5.
  static func bytes(ofText text: String) -> Data? {
    var base64 = text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "+")
      case UInt8(ascii: "_"): UInt8(ascii: "/")
      default: byte
      }
    }
    while base64.count % 4 > 0 { base64.append(UInt8(ascii: "=")) }
    return Data(base64Encoded: Data(base64))
  }

  /// Base64 in letters, digits, hyphens and underscores.
  static func text(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
