/// A seeded stream of random numbers that is the same on every platform.
///
/// SplitMix64 (Steele, Lea, Flood 2014). Only additions, multiplications and divisions of doubles are used,
/// so that no mathematical library can change a byte of a sample. Each topic of each school draws from a
/// stream of its own: a change in one table leaves the others as they were.
struct Dice {
  private var state: UInt64

  /// The stream named by `parts`; their order matters.
  init(_ parts: UInt64...) {
    state = parts.reduce(0x9E37_79B9_7F4A_7C15) {
      Dice.mixed($0 ^ Dice.mixed($1 &+ 0x632B_E59B_D9B4_E019))
    }
  }

  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Dice.mixed(state)
  }

  /// A number in 0 ..< 1.
  mutating func uniform() -> Double {
    Double(next() >> 11) / 9_007_199_254_740_992
  }

  /// A nearly normal number of mean 0 and standard deviation 1, within ±4.9: the sum of eight uniforms.
  mutating func normal() -> Double {
    var sum = 0
    for _ in 0..<2 {
      let bits = next()
      for shift in [0, 16, 32, 48] as [UInt64] { sum += Int((bits >> shift) & 0xFFFF) }
    }
    // Eight 16-bit uniforms: mean 4 · 65535, variance 8/12 · 65536².
    return (Double(sum) - 262_140) / (65_536 * 0.816_496_580_927_726)
  }

  mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[integer(in: 0...(elements.count - 1))]
  }

  /// An element drawn with the chance its weight gives it.
  mutating func pick<Element>(_ weighted: [(Element, Double)]) -> Element {
    var rest = uniform() * weighted.reduce(0) { $0 + $1.1 }
    for (element, weight) in weighted {
      if rest < weight { return element }
      rest -= weight
    }
    return weighted[weighted.count - 1].0
  }

  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for i in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(i, integer(in: 0...i))
    }
    return result
  }

  /// `share` of `whole`, rounded up or down at random so that the mean is exact; within 0...whole.
  mutating func count(of whole: Int, share: Double) -> Int {
    min(whole, max(0, Int(Double(whole) * share + uniform())))
  }

  /// `whole` split into parts in proportion to `weights`, with some scatter; the parts add up exactly.
  mutating func split(_ whole: Int, by weights: [Double]) -> [Int] {
    var rest = whole
    var weightLeft = weights.reduce(0, +)
    var parts: [Int] = []
    for weight in weights.dropLast() {
      let part = weightLeft > 0 ? count(of: rest, share: weight / weightLeft) : 0
      parts.append(part)
      rest -= part
      weightLeft -= weight
    }
    return parts + [rest]
  }

  /// How many of `trials` succeed.
  mutating func successes(of trials: Int, chance probability: Double) -> Int {
    (0..<trials).reduce(0) { sum, _ in sum + (chance(probability) ? 1 : 0) }
  }
}

extension Comparable {
  func clamped(to range: ClosedRange<Self>) -> Self {
    min(max(self, range.lowerBound), range.upperBound)
  }
}
