import Foundation
import Statistics
import Testing

@Suite struct RankingTests {
  /// One indicator on goalposts so wide that nothing is cut: the score is the value.
  private let plain = Composite(
    indicators: [.init(direction: .higher, group: 0)], groupWeights: [1],
    normalization: .goalposts([-100...100]), within: .arithmetic, between: .arithmetic)

  @Test func `a value scores its way between the goalposts, from the good end`() {
    let composite = Composite(
      indicators: [.init(direction: .higher, group: 0), .init(direction: .lower, group: 1)],
      groupWeights: [1, 1], normalization: .goalposts([0.2...0.8, 0...10]), between: .arithmetic)
    // 0.5 is half of the way from 0.2 to 0.8; 2 of 10 where lower is better is 80: the mean is 65.
    #expect(agree(composite.scores([[0.5, 2]])[0].value ?? .nan, 65, within: 1e-12))
    // Beyond a goalpost there is no more to win, and 1 rather than 0 to lose.
    #expect(agree(composite.scores([[0.9, 20]])[0].value ?? .nan, 50.5, within: 1e-12))
  }

  @Test func `criteria make up for each other in part only`() {
    let composite = Composite(
      indicators: [.init(direction: .higher, group: 0), .init(direction: .higher, group: 1)],
      groupWeights: [1, 1], normalization: .goalposts([0...100, 0...100]))
    // √(20 · 80) = 40 and √(50 · 50) = 50: the same sum, not the same score.
    let scores = composite.scores([[20, 80], [50, 50]]).map { $0.value ?? .nan }
    #expect(agree(scores, [40, 50], within: 1e-12))
  }

  @Test func `weights of what is missing go to what is there, as far as that may be`() {
    let composite = Composite(
      indicators: (0..<5).map { _ in .init(direction: .higher, group: 0) }
        + [.init(direction: .higher, group: 1)],
      groupWeights: [1, 1], normalization: .goalposts(Array(repeating: 0...100, count: 6)),
      between: .arithmetic, minimumGroupShare: 0.6, missingGroupsAllowed: 1)
    let nan = Double.nan
    let scores = composite.scores([
      [10, 20, 30, nan, nan, 80], [10, 20, nan, nan, nan, nan], [nan, nan, nan, nan, nan, 80],
      [nan, nan, nan, nan, nan, nan],
    ])
    // Three of five are 60 %: (10 + 20 + 30) / 3 = 20 beside 80.
    #expect(agree(scores[0].value ?? nan, 50, within: 1e-12))
    #expect(scores[1] == .unranked(.tooFewIndicators(group: 0)))
    // One criterion may be without data at all.
    #expect(scores[2].value == 80)
    #expect(scores[3] == .unranked(.tooFewCriteria))
  }

  @Test func `equal scores share the smaller place`() {
    #expect(ranks(of: [3, 5, 5, 1, 3 + 1e-12]) == [3, 1, 1, 5, 3])
  }

  @Test func `known exactly, a place is its own interval and ties are one tier`() {
    let places = RankSimulation(draws: 200, seed: 3).run(
      plain, keys: ["a", "b", "c"], values: [[1], [2], [2]],
      standardErrors: [[0], [0], [0]])
    #expect(places.map(\.rank) == [3, 1, 1])
    #expect(places.map(\.rankLow) == [3, 1, 1] && places.map(\.rankHigh) == [3, 1, 1])
    #expect(places.map(\.tier) == [2, 1, 1])
  }

  @Test func `an unranked row has no place and takes none from the others`() {
    let places = RankSimulation(draws: 200, seed: 3).run(
      plain, keys: ["a", "b", "c"], values: [[1], [.nan], [2]],
      standardErrors: [[0.1], [0], [0.1]])
    #expect(places[1].rank == nil && places[1].rankLow == nil && places[1].tier == nil)
    #expect(places[0].rank == 2 && places[2].rank == 1)
  }

  @Test func `when everything is uncertain every place is possible and there is one tier`() {
    let values = (0..<10).map { [Double($0)] }
    let places = RankSimulation(draws: 4000, seed: 5).run(
      plain, keys: (0..<10).map { "k\($0)" }, values: values,
      standardErrors: values.map { _ in [15] })
    for place in places {
      #expect(place.rankLow == 1 && place.rankHigh == 10)
      #expect(place.rankLow! <= place.rank! && place.rank! <= place.rankHigh!)
    }
    #expect(Set(places.map(\.tier)).count == 1)
  }

  @Test func `two rows change places as often as the normal distribution says`() {
    // 60 ± 3 and 56 ± 4: the difference of 4 has the standard error 5, and Φ(4/5) = 0.788145.
    let draws = 20_000
    let places = RankSimulation(draws: draws, seed: 7).run(
      plain, keys: ["a", "b"], values: [[60], [56]], standardErrors: [[3], [4]])
    // The mean place of the first is 1 + P(below); four standard errors of a share.
    let error = 4 * (0.788145 * 0.211855 / Double(draws)).squareRoot()
    #expect(abs(places[0].expectedRank! - (2 - 0.788145)) < error)
    #expect(places.map(\.tier) == [1, 1])
    let sure = RankSimulation(draws: draws, seed: 7, tierProbability: 0.78).run(
      plain, keys: ["a", "b"], values: [[60], [56]], standardErrors: [[3], [4]])
    #expect(sure.map(\.tier) == [1, 2])
  }

  @Test func `the order of the rows changes nothing, and a seed repeats`() {
    let keys = (0..<12).map { "school-\($0)" }
    let values = (0..<12).map { [Double($0 * 37 % 11)] }
    let errors = (0..<12).map { [1 + Double($0 % 3)] }
    let simulation = RankSimulation(draws: 500, seed: 9)
    let forward = simulation.run(plain, keys: keys, values: values, standardErrors: errors)
    let backward = simulation.run(
      plain, keys: keys.reversed(), values: values.reversed(), standardErrors: errors.reversed())
    #expect(forward == backward.reversed())
    #expect(forward == simulation.run(plain, keys: keys, values: values, standardErrors: errors))
    let other = RankSimulation(draws: 500, seed: 10)
      .run(plain, keys: keys, values: values, standardErrors: errors)
    #expect(forward.map(\.expectedRank) != other.map(\.expectedRank))
  }

  private struct Published: Decodable {
    struct School: Decodable {
      let blup: Double
      let sd: Double
      let pointRank: Int
      let meanRank: Double
      let sdRank: Double
      let lo95: Int
      let hi95: Int
    }
    let schools: [School]
  }

  private static let published = "reference-results/exam/exam_ranks_reference.json"

  /// Places of 65 school effects, worked out exactly (Poisson-binomial) after Goldstein and Spiegelhalter 1996.
  @Test(.enabled(if: ReferenceData.exists(published), Comment(rawValue: ReferenceData.reason)))
  func `mean places and intervals of 65 schools are those worked out exactly`() throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let text = try #require(ReferenceData.text(Self.published))
    let schools = try decoder.decode(Published.self, from: Data(text.utf8)).schools
    #expect(schools.count == 65)
    let draws = 20_000
    let places = RankSimulation(draws: draws, seed: 1).run(
      plain, keys: schools.indices.map { "school \($0)" }, values: schools.map { [$0.blup] },
      standardErrors: schools.map { [$0.sd] })
    for (place, school) in zip(places, schools) {
      #expect(place.rank == school.pointRank)
      let error = 4 * school.sdRank / Double(draws).squareRoot() + 0.01
      #expect(abs(place.expectedRank! - school.meanRank) < error)
      // A quantile on the edge of a step may move by one; the interval is made to hold the place.
      #expect(abs(place.rankLow! - min(school.lo95, school.pointRank)) <= 1)
      #expect(abs(place.rankHigh! - max(school.hi95, school.pointRank)) <= 1)
    }
  }
}
