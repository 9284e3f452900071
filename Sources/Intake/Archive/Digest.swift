internal import Crypto

/// The SHA-256 of `bytes`, 32 bytes.
package func sha256(_ bytes: [UInt8]) -> [UInt8] {
  var digest = Digest()
  bytes.withUnsafeBytes { digest.update($0) }
  return digest.finish()
}

/// A SHA-256 over bytes that come in parts.
struct Digest {
  private var hash = SHA256()

  mutating func update(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

  func finish() -> [UInt8] { Array(hash.finalize()) }
}

/// `bytes` as lower-case hexadecimal digits.
package func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// The bytes of a text of hexadecimal digits; nil when it is not one.
func bytes(hexadecimal text: some StringProtocol) -> [UInt8]? {
  let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
  guard digits.count.isMultiple(of: 2) else { return nil }
  var result: [UInt8] = []
  for index in stride(from: 0, to: digits.count, by: 2) {
    guard let high = digits[index], let low = digits[index + 1] else { return nil }
    result.append(UInt8(high << 4 | low))
  }
  return result
}
