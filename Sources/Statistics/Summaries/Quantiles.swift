/// The quantile of `values` at `probability`, by linear interpolation between order statistics; nil for none.
///
/// nan values (not measured) are left out; `probability` is cut to 0…1.
///
/// - Complexity: O(*n* log *n*).
/// - Source: type 7 of Hyndman and Fan, The American Statistician 50 (1996); the default of R and NumPy.
public func quantile(_ values: [Double], _ probability: Double) -> Double? {
  let sorted = values.filter { !$0.isNaN }.sorted()
  return sorted.isEmpty ? nil : sortedQuantile(sorted, probability)
}

/// The same of values that stand in order, without nan; one at least.
func sortedQuantile(_ sorted: [Double], _ probability: Double) -> Double {
  let position = min(max(probability, 0), 1) * Double(sorted.count - 1)
  let below = Int(position)
  guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
  let share = position - Double(below)
  return share == 0
    ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below])
}

/// The middle of `values`: the mean of the two middle ones when their number is even; nil for none.
public func median(_ values: [Double]) -> Double? { quantile(values, 0.5) }

/// The share of `others` that lie below `value`, with half of those equal to it, times 100; nil for none.
///
/// `others` does not hold the value's own school. nan among them is left out; a nan value gives nil. Where many are placed
/// among the same, ``OrderedValues`` costs less.
///
/// - Complexity: O(*n* log *n*).
public func midrankPercentile(of value: Double, among others: [Double]) -> Double? {
  OrderedValues(others).midrankPercentile(of: value)
}

/// The mean and the sample standard deviation (n − 1) of the values that are not nan; the deviation of fewer
/// than two values, or of equal ones, is exactly 0. Nil for none.
func meanAndDeviation(_ values: [Double]) -> (mean: Double, deviation: Double)? {
  var (count, sum, first) = (0, 0.0, Double.nan)
  var isConstant = true
  for value in values where !value.isNaN {
    if count == 0 { first = value } else if value != first { isConstant = false }
    count += 1
    sum += value
  }
  guard count > 0 else { return nil }
  // Equal values stay equal: a mean made by division may miss them by a rounding.
  if isConstant { return (first, 0) }
  let mean = sum / Double(count)
  var spread = 0.0
  for value in values where !value.isNaN { spread += (value - mean) * (value - mean) }
  return (mean, (spread / Double(count - 1)).squareRoot())
}

/// The sample standard deviation (n − 1) of the values that are not nan; 0 of fewer than two, or of equal ones.
public func sampleDeviation(_ values: [Double]) -> Double {
  meanAndDeviation(values)?.deviation ?? 0
}
