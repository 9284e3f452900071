/// A model of pupils within schools: an outcome from predictors, an effect of each group and a rest.
///
/// *y* = *Xβ* + *u*(group) [+ *v*(group)·*x*] + *e*, with *u* (and *v*) normal between groups and *e* normal
/// within them.
///
/// ```swift
/// let fit = try MixedModel().fit(
///   outcome: score, predictors: [prior], groups: school, groupCount: 65)
/// fit.effects[0].effect  // what school 0 adds, drawn toward 0 the more the fewer pupils it has
/// ```
///
/// - Source: Laird and Ware, Random-effects models for longitudinal data, Biometrics 38 (1982); Bates, Mächler,
///   Bolker and Walker, Fitting linear mixed-effects models using lme4, Journal of Statistical Software 67
///   (2015), whose criteria these are; Goldstein, Multilevel Statistical Models (2011).
public struct MixedModel: Hashable, Sendable {
  /// What is minimized: −2 log-likelihood, or its restricted form.
  public enum Estimator: Hashable, Sendable, CaseIterable {
    /// Restricted maximum likelihood: variances not biased by the fixed effects. For reports.
    case reml
    /// Maximum likelihood. For comparing models of different predictors.
    case ml
  }

  public var estimator: Estimator
  /// The predictor whose slope differs from group to group; nil for a random intercept alone.
  public var randomSlope: Int?

  public init(estimator: Estimator = .reml, randomSlope: Int? = nil) {
    self.estimator = estimator
    self.randomSlope = randomSlope
  }

  /// Why there is no fit.
  public enum Failure: Error, Hashable, Sendable {
    /// Fewer rows than the model has fixed effects and one more.
    case tooFewRows(needed: Int)
    /// Fewer than two groups that have rows.
    case tooFewGroups(Int)
    /// No group has two rows: between and within cannot be told apart.
    case singleRows
    /// The outcome does not vary.
    case constantOutcome
    /// Nothing is left to the rest: its variance is 0.
    case exactFit
    /// The slope's predictor is constant, or depends on those before it.
    case slopeNotEstimable
  }

  /// A fixed effect.
  public struct Coefficient: Hashable, Sendable {
    /// The predictor's number, nil for the intercept.
    public let predictor: Int?
    public let estimate: Double
    /// With the variances taken as known.
    public let standardError: Double
  }

  /// Variances between groups and within them.
  public struct Variances: Hashable, Sendable {
    /// Of the intercepts; with a random slope, of the lines where the predictor is 0.
    public let group: Double
    public let residual: Double
    /// Of the slopes; nil without a random slope.
    public let slope: Double?
    public let covariance: Double?

    /// The share of the variance that lies between groups, of a random intercept alone.
    public var intraclassCorrelation: Double? {
      slope == nil ? group / (group + residual) : nil
    }
  }

  /// What a group adds, given its rows: the conditional mean, which is drawn toward 0.
  public struct Effect: Hashable, Sendable {
    /// Rows of the group.
    public let count: Int
    public let effect: Double
    /// The conditional standard deviation, with fixed effects and variances taken as known.
    public let standardError: Double
    /// The standard deviation of what the effect may be off, the error of the fixed effects included: for an
    /// interval around the effect beside the average of all groups there might be.
    public let predictionError: Double
    /// What the group's slope adds to the fixed one, and its standard error; nil without a random slope.
    public let slope: Double?
    public let slopeError: Double?
  }

  public struct Fit: Hashable, Sendable {
    /// The intercept first, then the predictors in their order, those in ``leftOut`` not among them.
    public let fixed: [Coefficient]
    public let variances: Variances
    /// −2 log-likelihood at its minimum, restricted for REML.
    public let criterion: Double
    /// One for each group number, in their order; a group without rows has effect 0 and the spread of groups.
    public let effects: [Effect]
    /// Predictors that say nothing of their own: constant ones, and those that depend on the ones before them.
    public let leftOut: [Int]
    /// Evaluations of the criterion.
    public let evaluations: Int
    /// The criterion, of outcomes in units of `unit`.
    let deviance: ProfiledDeviance
    let unit: Double
  }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - outcome: one value a row, no nan.
  ///   - predictors: columns as long as the outcome, no nan.
  ///   - groups: the group of each row, 0 ..< `groupCount`.
  /// - The order of rows changes nothing, to the last digit; groups are added up in the order of their numbers.
  /// - A between variance of 0 is an answer: all effects are 0, and so are their standard errors.
  /// - Complexity: O(*n*·*p*²) once, then O(groups·*p*²) for each of some twenty evaluations (a hundred with a
  ///   slope); memory O(groups·*p*²).
  public func fit(
    outcome: [Double], predictors: [[Double]], groups: [Int32], groupCount: Int
  ) throws(Failure) -> Fit {
    precondition(
      groups.count == outcome.count && predictors.allSatisfy { $0.count == outcome.count },
      "columns of equal length")
    let columns = predictors.map(MixedColumn.init)
    let target = MixedColumn(outcome)
    guard outcome.count > 1, target.deviation > 0 else {
      throw outcome.count > 1 ? .constantOutcome : .tooFewRows(needed: 2 + predictors.count)
    }
    var sums = GroupSums(columns, target, groups, groupCount)
    let filled = sums.counts.count { $0 > 0 }
    guard filled >= 2 else { throw .tooFewGroups(filled) }
    guard sums.counts.contains(where: { $0 > 1 }) else { throw .singleRows }
    let kept = sums.independentColumns()
    guard outcome.count > kept.count + 2 else { throw .tooFewRows(needed: kept.count + 3) }
    var slope: Int?
    if let asked = randomSlope {
      slope = kept.firstIndex(of: asked).map { $0 + 1 }
      if slope == nil { throw .slopeNotEstimable }
    }
    sums.keep(kept)
    let search = VarianceSearch(
      ProfiledDeviance(sums, isRestricted: estimator == .reml, slope: slope))
    guard let found = search.minimum() else { throw .exactFit }
    let scale = MixedScale(kept.map { columns[$0] }, target, slope: slope)
    return Fit(
      fixed: scale.coefficients(found.point, kept), variances: scale.variances(found.point),
      criterion: found.point.deviance
        + scale.criterionShift(isRestricted: estimator == .reml, count: outcome.count),
      effects: scale.effects(search.deviance, found.point),
      leftOut: predictors.indices.filter { !kept.contains($0) }, evaluations: found.evaluations,
      deviance: search.deviance, unit: target.deviation)
  }
}
