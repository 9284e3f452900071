internal import Crypto
internal import CryptoExtras
internal import Dispatch
internal import Foundation
internal import Schools
internal import Synchronization

/// What is kept of a password: scrypt of it with a random salt, and at what cost.
package struct PasswordHash: Sendable {
  /// The parameters of scrypt. Memory is 128 · `rounds` · `blockSize` bytes; time grows with all three.
  package struct Cost: Hashable, Sendable {
    /// N, a power of two.
    package let rounds: Int
    /// r.
    package let blockSize: Int
    /// p.
    package let parallelism: Int

    package init(rounds: Int, blockSize: Int, parallelism: Int) {
      self.rounds = rounds
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// 32 MiB. Source: OWASP, Password Storage Cheat Sheet (N = 2¹⁵, r = 8, p = 3).
    package static let current = Cost(rounds: 1 << 15, blockSize: 8, parallelism: 3)
  }

  let salt: [UInt8]
  let digest: [UInt8]
  let cost: Cost

  init(salt: [UInt8], digest: [UInt8], cost: Cost) {
    self.salt = salt
    self.digest = digest
    self.cost = cost
  }

  /// The hash of no password: it matches nothing, at the cost of one that does.
  init(ofNothing cost: Cost) {
    var source = SystemRandomNumberGenerator()
    salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &source) }
    digest = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &source) }
    self.cost = cost
  }

  /// The hash of a password with a salt of its own.
  init(_ password: String, cost: Cost = .current) throws {
    var source = SystemRandomNumberGenerator()
    salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &source) }
    digest = try Self.key(password, salt, cost).withUnsafeBytes { Array($0) }
    self.cost = cost
  }

  /// Whether `password` is the one, in the same time whether it is or not.
  func matches(_ password: String) throws -> Bool {
    try Self.key(password, salt, cost) == SymmetricKey(data: digest)
  }

  /// Keyboards compose letters such as «й» differently; composed they are the same password.
  private static func key(_ password: String, _ salt: [UInt8], _ cost: Cost) throws -> SymmetricKey
  {
    try KDF.Scrypt.deriveKey(
      from: Array(password.precomposedStringWithCanonicalMapping.utf8), salt: salt,
      outputByteCount: 32, rounds: cost.rounds, blockSize: cost.blockSize,
      parallelism: cost.parallelism)
  }

  /// How long a password may be, in characters.
  static let lengths = 12...256

  /// - Throws: ``AccessRefusal`` for a password that is too short or too long.
  static func check(_ password: String) throws {
    guard lengths.contains(password.count) else {
      throw AccessRefusal(
        Problem(
          "access.password_unfit",
          ["least": "\(lengths.lowerBound)", "most": "\(lengths.upperBound)"]))
    }
  }

  /// A new password of 100 random bits, in letters and digits that are not taken for each other.
  package static func generated() -> String {
    let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
    var source = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      String((0..<5).map { _ in letters[Int.random(in: 0..<32, using: &source)] })
    }.joined(separator: "-")
  }
}

/// Looks at passwords on a thread of its own, one at a time: memory and a processor for one, whoever asks.
final class PasswordDesk: Sendable {
  private let queue = DispatchQueue(label: "soko.passwords")
  private let waiting = Mutex(0)
  private static let limit = 32

  /// Whether `password` is that of `hash`.
  ///
  /// - Throws: ``AccessError/busy`` when too many wait already.
  func matches(_ hash: PasswordHash, _ password: String) async throws -> Bool {
    let isIn = waiting.withLock { count in
      guard count < Self.limit else { return false }
      count += 1
      return true
    }
    guard isIn else { throw AccessError.busy }
    defer { waiting.withLock { $0 -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try hash.matches(password) }) }
    }
  }
}
