import Testing

@testable import Statistics

@Suite struct MedoidTests {
  private static let ruspini = "reference-results/ruspini/ruspini.csv"

  /// R 4.2.2, package cluster 2.1.4: `pam`, the objective after the swaps, a mean distance.
  private static let published: [(k: Int, objective: Double)] = [
    (2, 31.944056149), (3, 21.592930139), (4, 11.486374815), (5, 10.395790693),
    (6, 9.528680407), (7, 8.677982761),
  ]

  @Test(.enabled(if: ReferenceData.exists(ruspini), Comment(rawValue: ReferenceData.reason)))
  func `the objective on Ruspini's points is that of pam`() {
    let points = ReferenceData.numbers(Self.ruspini)
    let model = ClusterModel(clusters: 2...7, seed: 1, algorithm: .medoids).fit(points)
    for (candidate, row) in zip(model.candidates, Self.published) {
      #expect(candidate.clusters == row.k)
      #expect(agree(candidate.meanDistance ?? .nan, row.objective, within: 1e-9), "k = \(row.k)")
    }
    #expect(model.structure?.clusters == 4)
    #expect(model.structure?.sizes == [23, 20, 17, 15])
  }

  @Test func `medoids are rows, and no swap of one for another row is better`() {
    var source = RandomSource(seed: 3)
    let points = (0..<40).map { _ in [source.normal(), source.normal()] }
    func distance(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
    func cost(_ medoids: [Int]) -> Double {
      points.reduce(0) { sum, point in sum + medoids.map { distance(point, points[$0]) }.min()! }
    }
    let model = ClusterModel(
      clusters: 4...4, minimumSilhouette: -1, seed: 1, algorithm: .medoids
    ).fit(points)
    let medoids = model.structure!.medoids
    let best = cost(medoids)
    #expect(agree(best / 40, model.candidates[0].meanDistance!, within: 1e-12))
    for slot in medoids.indices {
      for row in points.indices where !medoids.contains(row) {
        var other = medoids
        other[slot] = row
        #expect(cost(other) >= best - 1e-9)
      }
    }
  }

  @Test func `squares do not count: one far point draws a mean and not a medoid`() {
    // Medoids 1 and 100 have the sum 1 + 0 + 1 + 0.
    let points: [[Double]] = [[0], [1], [2], [100]]
    let model = ClusterModel(clusters: 2...2, seed: 1, algorithm: .medoids).fit(points)
    #expect(agree(model.candidates[0].meanDistance!, 0.5, within: 1e-12))
    #expect(model.structure.map { Set($0.medoids) } == [1, 3])
  }
}
