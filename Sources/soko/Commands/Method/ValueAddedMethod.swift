import ArgumentParser
import Intake
import Statistics

struct ValueAddedMethod: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "value-added",
    abstract: "What each group adds to its rows' outcome: a mixed model.",
    discussion: """
      A row is a pupil. The outcome is explained by the predictors, an effect of the
      group and a rest; effects are drawn toward 0, the more the fewer rows a group
      has. Each has a 95 % interval and an interval of its rank (1 is the highest).
      Those take the variances as known; the keys that begin with integrated do not,
      and are what is published. setLow and setHigh hold the ranks of all groups at
      once; effects ± comparisonFactor errors that do not overlap differ.

      EXAMPLES
        soko method value-added --input exam.csv.gz --group school --outcome normexam
        soko method value-added --input exam.csv.gz --group school \\
          --outcome normexam --predictors standLRT --random-slope standLRT
      """)

  enum Estimator: String, CaseIterable, ExpressibleByArgument { case reml, ml }

  @OptionGroup var input: MethodInput
  @Option(help: "The column that names a row's group.") var group: String
  @Option(help: "The column to explain.") var outcome: String
  @Option(help: "Columns that explain it, with commas between (default: none).")
  var predictors: NameList?
  @Option(name: .customLong("random-slope"), help: "The predictor whose slope differs by group.")
  var randomSlope: String?
  @Option(help: "reml or ml.") var estimator = Estimator.reml

  func run() async throws {
    let names = predictors?.names ?? []
    try input.print(texts: [group], numbers: [outcome] + names) { table in
      let slope = randomSlope.flatMap { names.firstIndex(of: $0) }
      if randomSlope != nil, slope == nil { throw MethodFault("method.slope_unknown") }
      let rows = GroupedRows(table)
      try MethodFault.rows(rows.used, needed: names.count + 3)
      let model = MixedModel(
        estimator: estimator == .reml ? .reml : .ml, randomSlope: slope)
      do throws(MixedModel.Failure) {
        let fit = try model.fit(
          outcome: rows.columns[0], predictors: Array(rows.columns.dropFirst()),
          groups: rows.groups, groupCount: rows.names.count)
        return document(fit, rows, of: table.rows)
      } catch {
        throw fault(error, rows.used)
      }
    }
  }

  private func fault(_ failure: MixedModel.Failure, _ used: Int) -> MethodFault {
    switch failure {
    case .tooFewRows(let needed):
      MethodFault("method.rows_too_few", ["found": String(used), "needed": String(needed)])
    case .tooFewGroups(let found): MethodFault("method.groups_too_few", ["found": String(found)])
    case .singleRows: MethodFault("method.groups_single")
    case .constantOutcome: MethodFault("method.outcome_constant", column: outcome)
    case .exactFit: MethodFault("method.outcome_explained", column: outcome)
    case .slopeNotEstimable: MethodFault("method.slope_unknown")
    }
  }

  private func document(_ fit: MixedModel.Fit, _ rows: GroupedRows, of all: Int) -> MethodDocument {
    let names = predictors?.names ?? []
    var document = MethodDocument(
      "value-added", rows: all, used: rows.used,
      parameters: [
        .init("group", .string(group)), .init("outcome", .string(outcome)),
        .init("predictors", .strings(names)),
        .init("randomSlope", randomSlope.map { .string($0) } ?? .null),
        .init("estimator", .string(estimator.rawValue)),
      ])
    document.add("dropped", .strings(fit.leftOut.map { names[$0] }))
    document.add(
      "fixed",
      fit.fixed.map {
        [
          .init("name", .string($0.predictor.map { names[$0] } ?? "(Intercept)")),
          .init("estimate", real: $0.estimate), .init("standardError", real: $0.standardError),
        ]
      })
    document.add("variance", .object(variance(fit.variances)))
    document.add("criterion", .real(fit.criterion))
    let places = EffectRanks.places(
      estimates: fit.effects.map(\.effect), standardErrors: fit.effects.map(\.standardError))
    let integrated = fit.integrated()
    let estimates = integrated?.map(\.effect) ?? fit.effects.map(\.effect)
    let errors = integrated?.map(\.standardError) ?? fit.effects.map(\.standardError)
    let sets = RankSets.sets(estimates: estimates, standardErrors: errors)
    let integratedPlaces = integrated.map { _ in
      EffectRanks.places(estimates: estimates, standardErrors: errors)
    }
    document.add(
      "comparisonFactor",
      .real(comparisonFactor(standardErrors: fit.effects.map(\.standardError))))
    if integrated != nil {
      document.add(
        "integratedComparisonFactor", .real(comparisonFactor(standardErrors: errors)))
    }
    document.add(
      "effects",
      fit.effects.indices.map { index in
        let (effect, place) = (fit.effects[index], places[index])
        let half = 1.96 * effect.standardError
        return [
          .init("group", .string(rows.names[index])), .init("n", .integer(effect.count)),
          .init("effect", real: effect.effect), .init("standardError", real: effect.standardError),
          .init("low", real: effect.effect - half), .init("high", real: effect.effect + half),
          .init("rank", .integer(place.rank)), .init("rankLow", .integer(place.low)),
          .init("rankHigh", .integer(place.high)), .init("expectedRank", real: place.expected),
          .init("predictionError", real: effect.predictionError),
          .init("setLow", .integer(sets[index].lowerBound)),
          .init("setHigh", .integer(sets[index].upperBound)),
        ]
          + integratedMembers(integrated?[index], integratedPlaces?[index])
          + (effect.slope == nil
            ? []
            : [
              .init("slope", real: effect.slope), .init("slopeError", real: effect.slopeError),
            ])
      })
    return document
  }

  private func integratedMembers(
    _ effect: IntegratedEffect?, _ place: EffectRanks.Place?
  ) -> [JSONValue.Member] {
    guard let effect, let place else { return [] }
    return [
      .init("integratedEffect", real: effect.effect),
      .init("integratedError", real: effect.standardError),
      .init("integratedLow", real: effect.low), .init("integratedHigh", real: effect.high),
      .init("integratedAboveZero", real: effect.aboveZero),
      .init("integratedRank", .integer(place.rank)),
      .init("integratedRankLow", .integer(place.low)),
      .init("integratedRankHigh", .integer(place.high)),
    ]
  }

  private func variance(_ found: MixedModel.Variances) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("group", real: found.group), .init("residual", real: found.residual),
    ]
    if let slope = found.slope, let covariance = found.covariance {
      members += [.init("slope", real: slope), .init("covariance", real: covariance)]
    } else {
      members.append(.init("intraclassCorrelation", real: found.intraclassCorrelation))
    }
    return members
  }
}
