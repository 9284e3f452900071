/// The two-sided p-value that intervals of a difference imply: 1 less the coverage of the longest one that leaves 0 out.
///
/// So a p-value at or below 0.05 and a 95 % interval without 0 are one statement, whatever the method.
///
/// - Parameter interval: the interval for a normal quantile `z`; it must not shrink as `z` grows. Nil gives nil.
/// - Returns: 1 where the shortest interval holds 0 already; never below 2Φ(−8), some 1e-15.
/// - Complexity: some ten intervals; *z* is found to 1e-9 by the Illinois variant of false position.
/// - Source: the duality of tests and intervals; Dowell and Jarratt, BIT 11 (1971).
public func pValue(_ interval: (_ z: Double) -> Interval?) -> Double? {
  guard let shortest = interval(0), let longest = interval(8) else { return nil }
  if shortest.contains(0) { return 1 }
  let isAbove = shortest.low > 0
  func clearance(_ found: Interval) -> Double { isAbove ? found.low : -found.high }
  guard clearance(longest) < 0 else { return 2 * normalCDF(-8) }
  var (inside, outside) = (
    (z: 0.0, value: clearance(shortest)), (z: 8.0, value: clearance(longest))
  )
  var lastSide = 0
  while outside.z - inside.z > 1e-9 {
    // Never nearer to an end than this, so that the two ends close in.
    let part = min(max(inside.value / (inside.value - outside.value), 1e-3), 1 - 1e-3)
    let z = inside.z + (outside.z - inside.z) * part
    guard let found = interval(z) else { return nil }
    let value = clearance(found)
    if value > 0 {
      inside = (z, value)
      if lastSide == 1 { outside.value /= 2 }
      lastSide = 1
    } else {
      outside = (z, value)
      if lastSide == -1 { inside.value /= 2 }
      lastSide = -1
    }
  }
  return 2 * normalCDF(-outside.z)
}

/// The two-sided p-value of Student's `t`: P(|T| ≥ |`t`|). Nil without degrees of freedom or for nan.
///
/// Relative accuracy 1e-11 down to p-values of 1e-12.
public func studentPValue(_ t: Double, degreesOfFreedom: Double) -> Double? {
  guard degreesOfFreedom > 0, !t.isNaN else { return nil }
  guard t.isFinite else { return 0 }
  return min(1, 2 * studentTail(abs(t), degreesOfFreedom))
}
