/// How columns of different units are made comparable before distances are taken.
public enum Standardization: Hashable, Sendable, CaseIterable {
  /// Columns as they are.
  case none
  /// Sample standard deviations (n − 1) from the mean.
  case zScore
  /// Deviations from the median in units of 1.4826·MAD, cut to −3…3, so that a few strange schools neither
  /// set the scale nor stand apart for ever. Where MAD is 0 the sample standard deviation is the unit.
  case robust

  /// Returns `rows` with every column standardized, in the same order.
  ///
  /// A column that does not vary becomes 0 (`none` leaves it); nan stays nan and takes no part.
  ///
  /// - Complexity: O(*n* log *n*) a column.
  /// - Source: Rousseeuw and Croux, Alternatives to the median absolute deviation, JASA 88 (1993).
  public func columns(_ rows: [[Double]]) -> [[Double]] {
    var result = rows
    for column in (rows.first ?? []).indices {
      let values = rows.map { $0[column] }
      guard let (center, unit) = scale(values) else { continue }
      for row in rows.indices where !values[row].isNaN {
        let score = unit > 0 ? (values[row] - center) / unit : 0
        result[row][column] = self == .robust ? min(3, max(-3, score)) : score
      }
    }
    return result
  }

  /// From where and in which unit a column is measured: the unit is 0 where the column does not vary. Nil for a
  /// column without any value, and for `none`.
  ///
  /// Whoever keeps the two can put a row that comes later on the same scale.
  public func scale(_ values: [Double]) -> (center: Double, unit: Double)? {
    guard self != .none, let moments = meanAndDeviation(values) else { return nil }
    guard self == .robust, let middle = median(values) else {
      return (moments.mean, moments.deviation)
    }
    let spread = 1.4826 * (median(values.map { abs($0 - middle) }) ?? 0)
    return (middle, spread > 0 ? spread : moments.deviation)
  }
}
