/// The factor that makes intervals comparable by eye: with ± factor × error two rows' intervals do not overlap about as
/// often as their difference is beyond 1.96 of its errors.
///
/// It is the mean over pairs of 1.96·√(s² + t²) / (s + t): 1.386 for equal errors, more for unequal ones. Rows without error do not
/// count; nil for fewer than two with one.
///
/// - Complexity: O(*n*²).
/// - Source: Goldstein and Healy, The graphical presentation of a collection of means, JRSS A 158 (1995).
public func comparisonFactor(standardErrors: [Double]) -> Double? {
  let errors = standardErrors.filter { $0 > 0 }
  guard errors.count >= 2 else { return nil }
  var sum = 0.0
  for one in errors.indices {
    for other in 0..<one {
      let (s, t) = (errors[one], errors[other])
      sum += (s * s + t * t).squareRoot() / (s + t)
    }
  }
  return 1.96 * sum / (Double(errors.count) * Double(errors.count - 1) / 2)
}
