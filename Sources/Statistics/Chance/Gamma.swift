internal import Glibc

/// The quantile of the gamma distribution of the given shape and scale 1; `tail` is taken from the left or
/// from the right, so that neither loses digits.
///
/// Relative accuracy 1e-10 below a shape of 10,000; above it the approximation of Wilson and Hilferty, whose
/// relative error is under 1e-6 there. Half a chi-square quantile of 2·`shape` degrees.
func gammaQuantile(shape: Double, tail: Double, fromRight: Bool) -> Double {
  let z = fromRight ? -normalQuantile(tail) : normalQuantile(tail)
  let cube = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
  let start = max(shape * cube * cube * cube, 1e-12)
  if shape > 10_000 { return start }
  var high = max(start, shape) * 2
  while incompleteGamma(shape, high).upper > (fromRight ? tail : 1 - tail) { high *= 2 }
  let logFront = logGamma(shape)
  return crossing(from: 0, to: high, start: min(start, high)) { x in
    let (lower, upper) = incompleteGamma(shape, x)
    return (
      fromRight ? tail - upper : lower - tail, exp((shape - 1) * log(x) - x - logFront)
    )
  }
}
