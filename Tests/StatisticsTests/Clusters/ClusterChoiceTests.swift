import Foundation
import Testing

@testable import Statistics

@Suite struct ClusterChoiceTests {
  private static func groups(_ count: Int, apart: Double, seed: UInt64) -> [[Double]] {
    var source = RandomSource(seed: seed)
    return (0..<90).map { index in
      let angle = Double(index % count) / Double(count) * 2 * Double.pi
      return [apart * cos(angle) + source.normal(), apart * sin(angle) + source.normal()]
    }
  }

  @Test func `silhouette and gap find three groups, and all three come again`() throws {
    let model = ClusterModel(clusters: 2...6, seed: 1, starts: 20, gapSamples: 40, bootstraps: 40)
      .fit(Self.groups(3, apart: 8, seed: 1))
    #expect(model.structure?.clusters == 3 && model.gapChoice == 3)
    let jaccard = try #require(model.structure?.jaccard)
    #expect(jaccard.allSatisfy { $0 > 0.98 })
    #expect(try #require(model.structure?.membership).allSatisfy { $0 > 0.95 })
  }

  @Test func `clusters of one cloud do not come again`() throws {
    var source = RandomSource(seed: 2)
    let cloud = (0..<90).map { _ in [source.normal(), source.normal(), source.normal()] }
    let model = ClusterModel(
      clusters: 5...5, minimumSilhouette: -1, seed: 1, starts: 20, bootstraps: 40
    ).fit(cloud)
    let jaccard = try #require(model.structure?.jaccard)
    #expect(jaccard.reduce(0, +) / 5 < 0.75)
  }

  @Test func `the gap is ln W of even samples less that of the points`() throws {
    let points = Self.groups(3, apart: 8, seed: 4)
    let model = ClusterModel(clusters: 2...3, seed: 5, starts: 10, gapSamples: 60).fit(points)
    // A second derivation with other numbers: the mean of ln W over even samples of the box.
    var source = RandomSource(seed: 77)
    let ends = (0..<2).map { column in
      (points.map { $0[column] }.min()!, points.map { $0[column] }.max()!)
    }
    for candidate in model.candidates {
      let logarithms = (0..<60).map { _ in
        let even = points.map { _ in ends.map { $0.0 + ($0.1 - $0.0) * source.uniform() } }
        return log(
          KMeans(clusters: candidate.clusters, seed: 3, starts: 10).fit(even).withinSumOfSquares)
      }
      let mean = logarithms.reduce(0, +) / 60
      let gap = mean - log(candidate.withinSumOfSquares)
      let error = try #require(candidate.gapError)
      #expect(abs(gap - (try #require(candidate.gap))) < 4 * error * (2.0 / 60).squareRoot() + 1e-9)
    }
  }

  @Test func `Ward and medoids take part in the same choice`() {
    let points = Self.groups(4, apart: 9, seed: 6)
    for algorithm in ClusterAlgorithm.allCases {
      let model = ClusterModel(
        clusters: 2...6, seed: 1, starts: 20, algorithm: algorithm, gapSamples: 10, bootstraps: 10
      ).fit(points)
      #expect(model.structure?.clusters == 4, "\(algorithm)")
    }
  }

  @Test func `scaling a standardized column moves nothing`() {
    let points = Self.groups(3, apart: 8, seed: 9)
    let scaled = points.map { [$0[0] * 1024, $0[1]] }
    let model = ClusterModel(clusters: 2...4, seed: 1, starts: 10, gapSamples: 5, bootstraps: 5)
    for units in [Standardization.zScore, .robust] {
      let (plain, moved) = (model.fit(units.columns(points)), model.fit(units.columns(scaled)))
      #expect(plain.structure?.labels == moved.structure?.labels)
      #expect(
        agree(
          plain.candidates.map(\.silhouette), moved.candidates.map(\.silhouette), within: 1e-9))
    }
  }
}
