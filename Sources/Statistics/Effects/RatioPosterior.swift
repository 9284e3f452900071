internal import Glibc

/// How likely each ratio ψ = σu²/σe² of the variances is, given the rows: some values of it with their weights.
///
/// The restricted likelihood with the variance of the rest integrated out is the profiled restricted deviance as
/// exp(−½·deviance), up to a constant. The prior is flat in ψ and in ln σe², so the weight of a node is that times the width
/// of ψ it stands for. Nodes lie evenly in ln ψ over all that weighs more than 1e-8 of the most likely one; the sum over
/// them is then exact to some eight digits, for the integrand falls off on both sides.
///
/// - Source: Morris and Tang, Estimating random effects via adjustment for density maximization, Statistical Science 26
///   (2011), for the prior; Trefethen and Weideman, The exponentially convergent trapezoidal rule, SIAM Review 56 (2014).
struct RatioPosterior {
  struct Node {
    let weight: Double
    let point: ProfiledDeviance.Point
  }

  let nodes: [Node]

  private static let count = 48
  /// ln 1e8: what weighs less is left out.
  private static let reach = 18.4

  /// Nil when the deviance is not the restricted one of a random intercept, or has no point anywhere.
  ///
  /// - Complexity: some 120 evaluations of the deviance.
  init?(_ deviance: ProfiledDeviance) {
    guard deviance.isRestricted, deviance.slope == nil else { return nil }
    func height(_ t: Double) -> Double {
      deviance(Symmetric2(a: exp(t))).map { t - 0.5 * $0.deviance } ?? -.infinity
    }
    let summit = Self.summit(height)
    guard summit.height > -.infinity else { return nil }
    let floor = summit.height - Self.reach
    let left = Self.end(from: summit.t, step: -0.02, floor, height)
    let right = Self.end(from: summit.t, step: 0.02, floor, height)
    let step = (right - left) / Double(Self.count - 1)
    let found = Parallel.map(Self.count) { index -> Node? in
      let t = left + Double(index) * step
      return deviance(Symmetric2(a: exp(t))).map {
        Node(weight: exp(t - 0.5 * $0.deviance - summit.height), point: $0)
      }
    }.compactMap { $0 }
    let total = found.reduce(0) { $0 + $1.weight }
    nodes = found.map { Node(weight: $0.weight / total, point: $0.point) }
  }

  /// The highest point between ψ = e⁻³⁰ and e²⁰, by golden section: below it rises with ψ, above it falls.
  private static func summit(
    _ height: (Double) -> Double
  ) -> (t: Double, height: Double) {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (-30.0, 20.0)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (first, second) = (height(left), height(right))
    while high - low > 1e-3 {
      // Where nothing is left to the rest there is no height on either side: ψ is too large.
      if first >= second {
        (high, right, second) = (right, left, first)
        left = high - ratio * (high - low)
        first = height(left)
      } else {
        (low, left, first) = (left, right, second)
        right = low + ratio * (high - low)
        second = height(right)
      }
    }
    return first >= second ? (left, first) : (right, second)
  }

  /// Where, going from the summit, the height has fallen to `floor`, to a twentieth of the way.
  private static func end(
    from start: Double, step: Double, _ floor: Double, _ height: (Double) -> Double
  ) -> Double {
    var (inside, distance) = (0.0, step)
    while height(start + distance) > floor, abs(distance) < 100 {
      (inside, distance) = (distance, 2 * distance)
    }
    while abs(distance - inside) > 0.05 * abs(distance) {
      let middle = (inside + distance) / 2
      if height(start + middle) > floor { inside = middle } else { distance = middle }
    }
    return start + distance
  }
}
