/// Values in order, among which many are placed one after the other.
///
/// nan (not measured) is left out.
public struct OrderedValues: Hashable, Sendable, ExpressibleByArrayLiteral {
  private let values: [Double]
  /// One of them that does not count.
  private var excluded: Double?

  /// - Complexity: O(*n* log *n*).
  public init(_ values: [Double]) { self.values = values.filter { !$0.isNaN }.sorted() }

  public init(arrayLiteral elements: Double...) { self.init(elements) }

  /// All but one value that is among them; nil and nan take nothing out.
  ///
  /// - Complexity: O(1).
  public func without(_ value: Double?) -> OrderedValues {
    var others = self
    others.excluded = value.flatMap { $0.isNaN ? nil : $0 }
    return others
  }

  /// The share of the values that lie below `value`, with half of those equal to it, times 100; nil for none.
  ///
  /// They do not hold the value's own school. A nan value gives nil.
  ///
  /// - Complexity: O(log *n*).
  public func midrankPercentile(of value: Double) -> Double? {
    guard !value.isNaN else { return nil }
    var below = firstIndex { $0 >= value }
    var equal = firstIndex { $0 > value } - below
    var count = values.count
    if let excluded {
      count -= 1
      if excluded < value { below -= 1 } else if excluded == value { equal -= 1 }
    }
    guard count > 0 else { return nil }
    return (Double(below) + Double(equal) / 2) / Double(count) * 100
  }

  /// The first place from which on all values are `far`.
  private func firstIndex(where isFar: (Double) -> Bool) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if isFar(values[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
