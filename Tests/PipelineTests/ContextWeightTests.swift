import Schools
import Statistics
import Testing

@testable import Pipeline

@Suite struct ContextWeightTests {
  private let limits = SimilarSchoolTests.limits

  private func variables(_ list: [ContextVariable]) -> [ContextModel.Variable] {
    list.map { ContextModel.Variable(variable: $0, center: 0, unit: 1, weight: 0) }
  }

  private func region(_ count: Int, seed: UInt64, slope: Double) -> ([[Double]], [ExamOutcome?]) {
    var source = RandomSource(seed: seed)
    let rows = (0..<count).map { _ in (0..<3).map { _ in source.normal() } }
    let outcomes = rows.map { row -> ExamOutcome? in
      ExamOutcome(value: slope * (row[0] - row[1] / 2) + 0.3 * source.normal(), variance: 0.01)
    }
    return (rows, outcomes)
  }

  @Test func `variables weigh as they tell of outcomes`() {
    let (rows, outcomes) = region(100, seed: 1, slope: 0.5)
    let found = ContextWeights(
      variables([.size, .lowIncome, .movedIn]), scores: rows, outcomes: outcomes, year: 2024,
      under: limits)
    #expect(found.source == .regression && found.year == 2024)
    let weights = found.variables.map(\.weight)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
    // Planted 2 : 1 : 0; a slope's standard error here is near 0.03 of 0.5.
    #expect(abs(weights[0] / weights[1] - 2) < 0.6 && weights[2] < 0.15 && weights[2] > 0.019)
    #expect((found.variables[0].coefficient ?? 0) > 0.3)
    #expect((found.variables[1].coefficient ?? 0) < -0.15)
  }

  @Test func `few schools, or a regression that tells little, weigh all the same`() {
    let (rows, outcomes) = region(59, seed: 2, slope: 0.5)
    let few = ContextWeights(
      variables([.size, .lowIncome, .movedIn]), scores: rows, outcomes: outcomes, year: 2024,
      under: limits)
    #expect(few.source == .equal && few.variables.allSatisfy { $0.weight == 1.0 / 3 })
    // What is expected of a context can be said of thirty.
    #expect(few.variables.allSatisfy { $0.coefficient != nil })
    let (noise, none) = region(100, seed: 3, slope: 0)
    let silent = ContextWeights(
      variables([.size, .lowIncome, .movedIn]), scores: noise, outcomes: none, year: 2024,
      under: limits)
    #expect(silent.source == .equal && silent.crossFit ?? 1 < 0.1)
    let fewer = ContextWeights(
      variables([.size, .lowIncome, .movedIn]), scores: Array(rows.prefix(29)),
      outcomes: Array(outcomes.prefix(29)), year: 2024, under: limits)
    #expect(fewer.source == .equal && fewer.variables.allSatisfy { $0.coefficient == nil })
  }

  @Test func `schools without an outcome, or in doubt, take no part`() {
    let (rows, outcomes) = region(100, seed: 4, slope: 0.5)
    let list = variables([.size, .lowIncome, .movedIn])
    let all = ContextWeights(list, scores: rows, outcomes: outcomes, year: 2024, under: limits)
    let more = ContextWeights(
      list, scores: rows + [[3, 3, 3], [-3, 2, 1]], outcomes: outcomes + [nil, nil], year: 2024,
      under: limits)
    #expect(all.variables.map(\.weight) == more.variables.map(\.weight))
  }

  @Test func `a floor is laid before the sum is made one`() {
    // 0.9, 0.09 and 0.01 of the sum 10; the last is raised to 0.02.
    let found = ContextWeights.floored([9, 0.9, 0.1], at: 0.02)
    #expect(
      zip(found, [0.9 / 1.01, 0.09 / 1.01, 0.02 / 1.01]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(ContextWeights.floored([0, 0], at: 0.02) == [0.5, 0.5])
  }

  @Test func `weights of an earlier year are kept, for the variables there are`() {
    let earlier = ContextModel(
      key: .init(region: 1, year: 2024, level: .secondary, schoolClass: .general), version: 1,
      schoolCount: 80, neighborCount: 10, caliper: 1, typicalDistance: 1, weightsYear: 2023,
      weightsFrom: .regression, penalty: 2, crossFit: 0.4,
      variables: [
        .init(variable: .size, center: 0, unit: 1, weight: 0.7, coefficient: 0.5),
        .init(variable: .lowIncome, center: 0, unit: 1, weight: 0.3, coefficient: -0.2),
      ])
    let found = ContextWeights(variables([.size, .movedIn]), as: earlier, under: limits)
    #expect(found.source == .regression && found.year == 2023 && found.crossFit == 0.4)
    #expect(abs(found.variables[0].weight - 1 / 1.02) < 1e-12)
    #expect(abs(found.variables[1].weight - 0.02 / 1.02) < 1e-12)
    #expect(found.variables.map(\.coefficient) == [0.5, 0])
  }
}
