/// A seeded source of random numbers: xoshiro256**, its state filled by SplitMix64.
///
/// The same seed gives the same numbers on every machine. `stream(_:)` derives independent sources from the
/// seed alone, so work can be cut into streams and done in any order, on any number of threads, with the same
/// result. Not for secrets.
///
/// - Complexity: O(1) a number; a few nanoseconds.
/// - Source: Blackman and Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47 (2021);
///   Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
public struct RandomSource: RandomNumberGenerator, Sendable {
  private let seed: UInt64
  private var state: (UInt64, UInt64, UInt64, UInt64)

  public init(seed: UInt64) {
    self.seed = seed
    var filler = SplitMix(state: seed)
    state = (filler.next(), filler.next(), filler.next(), filler.next())
  }

  init(state: (UInt64, UInt64, UInt64, UInt64)) {
    seed = 0
    self.state = state
  }

  /// The source number `index` of this one's seed; how much was drawn from this one does not matter.
  public func stream(_ index: UInt64) -> RandomSource {
    RandomSource(seed: SplitMix.mix(seed &+ SplitMix.mix(index &+ SplitMix.step)))
  }

  /// The source that belongs to a name: equal names give equal sources (FNV-1a, 64 bits, of the UTF-8).
  public func stream(named name: String) -> RandomSource {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    return stream(hash)
  }

  public mutating func next() -> UInt64 {
    let (s0, s1, s2, s3) = state
    let scrambled = s1 &* 5
    let result = (scrambled << 7 | scrambled >> 57) &* 9
    let mixed2 = s2 ^ s0
    let mixed3 = s3 ^ s1
    state = (s0 ^ mixed3, s1 ^ mixed2, mixed2 ^ (s1 << 17), mixed3 << 45 | mixed3 >> 19)
    return result
  }

  /// A number of the open interval (0, 1): the midpoint of one of 2⁵² equal cells.
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A number of the standard normal distribution, by its quantile function at `uniform()`; within ±8.2.
  public mutating func normal() -> Double {
    normalQuantile(uniform())
  }

  /// A whole number of 0 ..< `bound`, each equally likely. `bound` must be positive.
  mutating func index(below bound: Int) -> Int {
    Int(UInt64(bound).multipliedFullWidth(by: unbiased(UInt64(bound))).high)
  }

  /// A draw whose product with `bound` is not in the short cell of Lemire's method.
  private mutating func unbiased(_ bound: UInt64) -> UInt64 {
    let threshold = (0 &- bound) % bound
    while true {
      let draw = next()
      if draw.multipliedFullWidth(by: bound).low >= threshold { return draw }
    }
  }
}

/// SplitMix64: a counter put through a mixer.
struct SplitMix {
  static let step: UInt64 = 0x9e37_79b9_7f4a_7c15
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
