import Schools
import Statistics
import Testing

@testable import Pipeline

@Suite struct ContextExpectationTests {
  private let limits = SimilarSchoolTests.limits
  private let key = ContextModel.Key(
    region: 1, year: 2025, level: .secondary, schoolClass: .general)

  private func set(_ id: Int, _ score: Double?, reason: ContextReason? = nil) -> FrozenSet {
    let variable = SimilarBasis.Variable(
      variable: .size, weight: 1, score: score, isCarried: false, isOff: false)
    return FrozenSet(
      key: key, reason: reason,
      basis: SimilarBasis(
        version: 1, level: .secondary, schoolClass: .general, eligible: 39, neighbors: 8,
        coverage: 1, variables: [variable], weightsFrom: .equal, weightsYear: 2025, lists: 0,
        isHub: false, hubs: [], stability: []),
      vector: .init(id: id, code: "s\(id)", scores: [score ?? .nan], carried: []))
  }

  private func model(_ coefficient: Double?) -> ContextModel {
    ContextModel(
      key: key, version: 1, schoolCount: 40, neighborCount: 8, caliper: 1, typicalDistance: 1,
      weightsYear: 2025, weightsFrom: .equal, penalty: nil, crossFit: nil,
      variables: [
        .init(variable: .size, center: 0, unit: 1, weight: 1, coefficient: coefficient)
      ])
  }

  /// Forty schools on a line, whose outcomes lie by turns above and below it.
  private func region(_ count: Int = 40) -> (sets: [FrozenSet], outcomes: [Int: ExamOutcome]) {
    let sets = (0..<count).map { set($0, Double($0) / 10 - 2) }
    let outcomes = sets.map { item in
      let side = item.vector.id % 4 < 2 ? 0.5 : -0.5
      return (
        item.vector.id,
        ExamOutcome(value: 0.4 * item.vector.scores[0] + side, variance: 0.01)
      )
    }
    return (sets, Dictionary(uniqueKeysWithValues: outcomes))
  }

  private func results(
    _ sets: [FrozenSet], _ outcomes: [Int: ExamOutcome], sound: [Int: ExamOutcome]? = nil,
    coefficient: Double? = 0.4
  ) -> [ContextExpectation.Result] {
    ContextExpectation(limits: limits).results(
      model(coefficient), sets, outcomes: outcomes, sound: sound ?? outcomes)
  }

  @Test func `the index has the mean 50 and the deviation 10, and follows the coefficients`() {
    let (sets, outcomes) = region()
    let found = results(sets, outcomes).compactMap(\.index)
    #expect(found.count == 40)
    #expect(abs(found.reduce(0, +) / 40 - 50) < 1e-9)
    #expect(abs(sampleDeviation(found) - 10) < 1e-9)
    #expect(found == found.sorted())
    // Made before there were outcomes: by the coefficients of now, of the same sign.
    #expect(
      zip(results(sets, outcomes, coefficient: nil).compactMap(\.index), found)
        .allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(results(sets, outcomes, coefficient: -0.4).compactMap(\.index).first! > 50)
  }

  @Test func `expected is what the others show, and the rest is drawn toward nothing`() throws {
    let (sets, outcomes) = region()
    let found = results(sets, outcomes)
    for school in [0, 17, 39] {
      let others = sets.filter { $0.vector.id != school }
      let fit = ContextWeights.fit(
        sets.map(\.vector.scores), sets.compactMap { outcomes[$0.vector.id] })
      let without = Ridge(
        others.map(\.vector.scores), others.compactMap { outcomes[$0.vector.id]?.value },
        weights: others.map { _ in 1 }, penalty: fit.penalty * Double(40) / weight(outcomes))
      let expected = without.predicted(sets[school].vector.scores)
      #expect(abs(try #require(found[school].expected) - expected) < 1e-9)
      let left = try #require(outcomes[school]).value - found[school].expected!
      let kept = try #require(found[school].residualCenter) / left
      #expect(kept > 0.8 && kept < 1)
    }
  }

  /// The sum of the weights of a fit of outcomes that all have one variance.
  private func weight(_ outcomes: [Int: ExamOutcome]) -> Double {
    let values = outcomes.sorted { $0.key < $1.key }.map(\.value)
    let between = betweenVariance(
      estimates: values.map(\.value), variances: values.map(\.variance))
    return Double(values.count) / (between + 0.01)
  }

  @Test func `types are told by the half of the context and the side of the interval`() {
    let (sets, outcomes) = region()
    let found = results(sets, outcomes)
    // Not at the ends of the line, where the prediction itself is uncertain.
    #expect(found[12].typology == .resilient && found[14].typology == .risk)
    #expect(found[24].typology == .aboveExpected && found[26].typology == .underused)
    // More noise as there is in all: nothing can be said.
    let blurred = outcomes.mapValues { ExamOutcome(value: $0.value, variance: 4) }
    #expect(results(sets, blurred).allSatisfy { $0.typology == .asExpected })
  }

  @Test func `a reason stands where there is no type`() {
    let (sets, outcomes) = region()
    let more = sets + [set(40, nil, reason: .noContext), set(41, 0.5)]
    let found = results(more, outcomes)
    #expect(found[40].reason == .noContext && found[40].index == nil)
    // Expected can be said of a school without an outcome, a type not.
    #expect(found[41].reason == .noOutcome && found[41].expected != nil)
    #expect(found.allSatisfy { ($0.typology == nil) == ($0.reason != nil) })
    let few = region(29)
    #expect(results(few.sets, few.outcomes).allSatisfy { $0.reason == .tooFewSchools })
  }

  @Test func `a school in doubt teaches nothing and is judged by the others`() throws {
    let (sets, outcomes) = region()
    var strange = outcomes
    strange[5] = ExamOutcome(value: 9, variance: 0.01)
    let sound = outcomes.filter { $0.key != 5 }
    let found = results(sets, strange, sound: sound)
    let plain = results(sets, outcomes, sound: sound)
    for school in sets.indices where school != 5 {
      #expect(found[school].expected == plain[school].expected)
    }
    #expect(try #require(found[5].residualCenter) > 5)
  }
}
