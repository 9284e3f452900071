/// Numbers that follow from a seed alone (SplitMix64), so that whatever was made with them can be made again.
package struct Dice: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  package mutating func below(_ bound: Int) -> Int {
    Int.random(in: 0..<max(1, bound), using: &self)
  }

  package mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }

  package mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }

  /// A word as a pseudonym is: 26 letters and digits, found nowhere by chance.
  package mutating func key() -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
    return String((0..<26).map { _ in letters[below(letters.count)] })
  }
}
