/// The minimum of the profiled deviance.
///
/// For a random intercept the derivative's root between the best of a row of decades and its neighbor; 0 where
/// the deviance rises from there. With a slope, Newton's steps on the triangular root of Ψ, damped where the
/// deviance is not convex, from several starts.
struct VarianceSearch {
  let deviance: ProfiledDeviance

  init(_ deviance: ProfiledDeviance) { self.deviance = deviance }

  struct Minimum {
    let point: ProfiledDeviance.Point
    let evaluations: Int
  }

  /// Nil when the rest has no variance: the model explains the outcome.
  func minimum() -> Minimum? {
    var evaluations = 0
    guard let intercept = alongIntercepts(&evaluations) else { return nil }
    guard deviance.slope != nil else {
      return Minimum(point: intercept, evaluations: evaluations)
    }
    var best = intercept
    let unit = max(intercept.psi.a, 0.01).squareRoot()
    for (share, lean) in [(0.5, 0.0), (0.1, 0.0), (0.5, 0.4), (0.5, -0.4)] {
      let start = Root(a: unit, b: lean * unit, c: share * unit)
      if let found = descend(from: start, &evaluations), found.deviance < best.deviance {
        best = found
      }
    }
    return Minimum(point: best, evaluations: evaluations)
  }

  // MARK: One variance

  private static let decades = (-5...7).map { power in
    (0..<abs(power)).reduce(1.0) { value, _ in power < 0 ? value / 10 : value * 10 }
  }

  private func alongIntercepts(_ evaluations: inout Int) -> ProfiledDeviance.Point? {
    var tried: [(ratio: Double, point: ProfiledDeviance.Point)] = []
    for ratio in [0] + Self.decades {
      evaluations += 1
      guard let point = deviance(Symmetric2(a: ratio)) else { break }
      tried.append((ratio, point))
    }
    guard let best = tried.indices.min(by: { tried[$0].point.deviance < tried[$1].point.deviance })
    else { return nil }
    // The best is the largest ratio at which anything was left to the rest.
    if best == tried.count - 1, tried.count < Self.decades.count + 1 { return nil }
    let slope = deviance.gradient(at: tried[best].point).a
    if best == 0 && slope >= 0 { return tried[0].point }
    let other = slope > 0 ? best - 1 : best + 1
    // The deviance falls on: beside the groups nothing is left to the rest.
    guard tried.indices.contains(other) else { return nil }
    return root(
      between: (tried[best].ratio, slope, tried[best].point),
      (tried[other].ratio, deviance.gradient(at: tried[other].point).a, tried[other].point),
      &evaluations)
  }

  private typealias End = (ratio: Double, slope: Double, point: ProfiledDeviance.Point)

  /// The ratio where the derivative is 0: regula falsi after Illinois, kept inside its bracket.
  private func root(
    between first: End, _ second: End, _ evaluations: inout Int
  ) -> ProfiledDeviance.Point {
    var (low, high) = first.ratio < second.ratio ? (first, second) : (second, first)
    var best = low.point.deviance <= high.point.deviance ? low.point : high.point
    guard low.slope < 0, high.slope > 0 else { return best }
    var (weightLow, weightHigh) = (low.slope, high.slope)
    var side = 0
    for step in 0..<200 {
      var ratio = (low.ratio * weightHigh - high.ratio * weightLow) / (weightHigh - weightLow)
      // Far from the root, where the derivative is no line, halve instead.
      if step % 4 == 3 || !(ratio > low.ratio && ratio < high.ratio) {
        ratio =
          low.ratio > 0
          ? (low.ratio * high.ratio).squareRoot() : (low.ratio + high.ratio) / 2
      }
      evaluations += 1
      guard let point = deviance(Symmetric2(a: ratio)) else { break }
      best = point
      let slope = deviance.gradient(at: point).a
      if slope == 0 || high.ratio - low.ratio <= 1e-13 * high.ratio { break }
      let moved = abs(ratio - (slope < 0 ? low.ratio : high.ratio))
      if slope < 0 {
        low = (ratio, slope, point)
        weightLow = slope
        if side == -1 { weightHigh /= 2 }
        weightHigh = side == -1 ? weightHigh : high.slope
        side = -1
      } else {
        high = (ratio, slope, point)
        weightHigh = slope
        if side == 1 { weightLow /= 2 }
        weightLow = side == 1 ? weightLow : low.slope
        side = 1
      }
      if moved <= 1e-12 * ratio { break }
    }
    return best
  }

  // MARK: Intercepts and slopes

  /// The lower triangle of the root of Ψ.
  private struct Root {
    var a: Double
    var b: Double
    var c: Double

    var psi: Symmetric2 { Symmetric2(a: a * a, b: a * b, d: b * b + c * c) }

    subscript(_ index: Int) -> Double {
      get { index == 0 ? a : index == 1 ? b : c }
      set {
        if index == 0 { a = newValue } else if index == 1 { b = newValue } else { c = newValue }
      }
    }
  }

  /// The derivatives by the elements of the root: 2·*GL*.
  private func slopes(at root: Root, _ point: ProfiledDeviance.Point) -> [Double] {
    let g = deviance.gradient(at: point)
    return [
      2 * (g.a * root.a + g.b * root.b), 2 * (g.b * root.a + g.d * root.b), 2 * g.d * root.c,
    ]
  }

  private func descend(from start: Root, _ evaluations: inout Int) -> ProfiledDeviance.Point? {
    var root = start
    evaluations += 1
    guard var point = deviance(root.psi) else { return nil }
    var damping = 0.0
    for _ in 0..<200 {
      let gradient = slopes(at: root, point)
      guard let curvature = curvature(at: root, &evaluations) else { return point }
      var hasMoved = false
      for _ in 0..<40 {
        guard let step = newton(curvature, gradient, damping) else {
          damping = max(damping * 4, 1e-3)
          continue
        }
        let gain = zip(step, gradient).reduce(0) { $0 - $1.0 * $1.1 }
        if gain < 1e-11 { return point }
        var next = root
        for index in 0..<3 { next[index] += step[index] }
        evaluations += 1
        if let found = deviance(next.psi), found.deviance < point.deviance {
          (root, point, hasMoved) = (next, found, true)
          damping = damping < 1e-6 ? 0 : damping / 8
          break
        }
        damping = max(damping * 4, 1e-3)
      }
      if !hasMoved { return point }
    }
    return point
  }

  /// Second derivatives, by central differences of the first; the lower triangle.
  private func curvature(at root: Root, _ evaluations: inout Int) -> [Double]? {
    var rows: [[Double]] = []
    for index in 0..<3 {
      let width = 1e-5 * max(abs(root[index]), 0.1)
      var (below, above) = (root, root)
      below[index] -= width
      above[index] += width
      evaluations += 2
      guard let low = deviance(below.psi), let high = deviance(above.psi) else { return nil }
      rows.append(
        zip(slopes(at: above, high), slopes(at: below, low)).map { ($0 - $1) / (2 * width) })
    }
    return [
      rows[0][0], (rows[1][0] + rows[0][1]) / 2, rows[1][1], (rows[2][0] + rows[0][2]) / 2,
      (rows[2][1] + rows[1][2]) / 2, rows[2][2],
    ]
  }

  /// The step of Newton, damped by a share of the greatest curvature; nil where that is not convex.
  private func newton(
    _ curvature: [Double], _ gradient: [Double], _ damping: Double
  ) -> [Double]? {
    let scale = max(abs(curvature[0]), abs(curvature[2]), abs(curvature[5]), 1e-300)
    var matrix = curvature
    for place in [0, 2, 5] { matrix[place] += damping * scale }
    guard let factor = Cholesky(matrix, 3), factor.last > 1e-8 * scale.squareRoot() else {
      return nil
    }
    return factor.backward(factor.forward(gradient.map { -$0 }))
  }
}
