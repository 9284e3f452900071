/// A sum kept in two numbers, so that the order of what is added does not show.
///
/// The pair carries about 106 bits: rounded to one number it is the same for any order, but for sums whose
/// true value lies within 1e-30 of itself of the middle between two numbers.
///
/// - Source: Knuth, The Art of Computer Programming 2, 4.2.2 (the error of an addition is itself a number).
struct ExactSum {
  private(set) var high = 0.0
  private(set) var low = 0.0

  @inline(__always)
  mutating func add(_ value: Double) { (high, low) = Self.adding(value, high, low) }

  /// The pair (`high`, `low`) with `value` added.
  @inline(__always)
  static func adding(_ value: Double, _ high: Double, _ low: Double) -> (Double, Double) {
    let sum = high + value
    let part = sum - high
    let error = (high - (sum - part)) + (value - part)
    let rest = low + error
    let total = sum + rest
    return (total, rest - (total - sum))
  }

  var value: Double { high + low }
}

/// The mean and the sample standard deviation of a column without nan, whatever the order of its rows.
func exactMoments(_ values: [Double]) -> (mean: Double, deviation: Double) {
  guard let first = values.first else { return (.nan, .nan) }
  if values.allSatisfy({ $0 == first }) { return (first, 0) }
  var sum = ExactSum()
  for value in values { sum.add(value) }
  let mean = sum.value / Double(values.count)
  var squares = ExactSum()
  for value in values { squares.add((value - mean) * (value - mean)) }
  return (mean, (squares.value / Double(values.count - 1)).squareRoot())
}
