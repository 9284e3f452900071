/// What is known of one value: the value itself, or a distribution around it.
public enum UncertainValue: Hashable, Sendable {
  /// Not measured.
  case missing
  /// Known, or not sampled: a flag.
  case exact(Double)
  case normal(mean: Double, deviation: Double)
  /// A share with the parameters of a beta distribution, both positive.
  case beta(a: Double, b: Double)

  /// The mean of the distribution; nan for a missing value.
  public var estimate: Double {
    switch self {
    case .missing: .nan
    case .exact(let value): value
    case .normal(let mean, _): mean
    case .beta(let a, let b): a / (a + b)
    }
  }

  /// The standard deviation of the distribution; 0 for what is exact or missing.
  public var deviation: Double {
    switch self {
    case .missing, .exact: return 0
    case .normal(_, let deviation): return deviation
    case .beta(let a, let b):
      let sum = a + b
      return (a * b / (sum * sum * (sum + 1))).squareRoot()
    }
  }

  func draw(_ source: inout RandomSource) -> Double {
    switch self {
    case .missing: .nan
    case .exact(let value): value
    case .normal(let mean, let deviation): mean + deviation * source.normal()
    case .beta(let a, let b): source.beta(a, b)
    }
  }
}
