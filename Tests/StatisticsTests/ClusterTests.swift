import Statistics
import Testing

@Suite struct ClusterTests {
  private static let ruspini = "reference-results/ruspini/ruspini.csv"

  /// R 4.2.2, package cluster 2.1.4: `kmeans(nstart = 200)` and `hclust("ward.D2")` on Ruspini's 75 points.
  private static let published: [(k: Int, withinSS: Double, silhouette: Double, ward: Double)] = [
    (2, 89337.832143, 0.5827264208, 89337.832143), (3, 51063.475046, 0.6327047140, 51063.475046),
    (4, 12881.051236, 0.7376569909, 12881.051236), (5, 10126.719788, 0.7019241414, 10149.268323),
    (6, 8575.406876, 0.5939992676, 8700.059990), (7, 7126.198543, 0.4890462972, 7327.827381),
  ]

  @Test(.enabled(if: ReferenceData.exists(ruspini), Comment(rawValue: ReferenceData.reason)))
  func `Ruspini's points fall into the four published clusters`() throws {
    let points = ReferenceData.numbers(Self.ruspini)
    #expect(points.count == 75)
    let tree = Ward().fit(points)
    for row in Self.published {
      let found = KMeans(clusters: row.k, seed: 1).fit(points)
      #expect(agree(found.withinSumOfSquares, row.withinSS, within: 1e-9), "k = \(row.k)")
      let widths = silhouettes(points, labels: found.labels)
      let mean = widths.reduce(0, +) / Double(widths.count)
      #expect(agree(mean, row.silhouette, within: 1e-9), "k = \(row.k)")
      let cut = withinSumOfSquares(points, labels: tree.labels(clusters: row.k))
      #expect(agree(cut, row.ward, within: 1e-9), "k = \(row.k)")
    }
    let model = ClusterModel(clusters: 2...7, minimumSize: 5, seed: 1).fit(points)
    #expect(model.structure?.clusters == 4)
    #expect(model.structure?.sizes == [23, 20, 17, 15])
  }

  @Test func `Ward joins what adds least to the sum of squares`() {
    // 0, 1 | 4, 6 | 20. Unions: {0,1} adds ½, {4,6} adds 2; then 2·2/4·(5 − ½)² = 20.25 for {0,1,4,6};
    // last 4·1/5·(20 − 2.75)² = 238.05.
    let tree = Ward().fit([[0], [6], [1], [20], [4]])
    #expect(agree(tree.merges.map(\.increase), [0.5, 2, 20.25, 238.05], within: 1e-12))
    #expect(tree.merges.map(\.size) == [2, 2, 4, 5])
    let three = tree.labels(clusters: 3)
    #expect(three[0] == three[2] && three[1] == three[4] && three[0] != three[1])
    #expect(Set(three).count == 3)
  }

  @Test func `a silhouette is how much nearer the own cluster is`() {
    // 0, 1 and 5, 6: (5.5 − 1)/5.5 outside, (4.5 − 1)/4.5 inside.
    let widths = silhouettes([[0], [1], [5], [6]], labels: [0, 0, 1, 1])
    #expect(agree(widths, [4.5 / 5.5, 3.5 / 4.5, 3.5 / 4.5, 4.5 / 5.5], within: 1e-12))
    #expect(silhouettes([[0], [1], [9]], labels: [0, 0, 1])[2] == 0)
  }

  @Test func `evenly spread points have no structure`() {
    var source = RandomSource(seed: 4)
    let points = (0..<60).map { _ in (0..<8).map { _ in source.uniform() } }
    let model = ClusterModel(clusters: 2...6, minimumSize: 5, seed: 1).fit(points)
    #expect(model.structure == nil)
    #expect(model.candidates.count == 5)
  }

  @Test func `the order of the points and of equal ones changes nothing`() throws {
    var source = RandomSource(seed: 6)
    let points = (0..<40).map { index in
      [Double(index % 4) * 10 + source.normal(), Double(index % 2) * 10 + source.normal()]
    }
    let keys = (0..<40).map { "k\($0)" }
    let model = ClusterModel(clusters: 2...6, minimumSize: 3, seed: 2)
    let forward = try #require(model.fit(points, keys: keys).structure)
    let backward = try #require(model.fit(points.reversed(), keys: keys.reversed()).structure)
    #expect(forward.clusters == 4)
    #expect(forward.labels == backward.labels.reversed())
    #expect(forward.medoids.map { keys[$0] } == backward.medoids.map { keys.reversed()[$0] })
    #expect(forward == model.fit(points, keys: keys).structure)
  }

  @Test func `equal points and constant columns are no failure`() {
    let same = Array(repeating: [1.0, 2.0], count: 30)
    #expect(ClusterModel(clusters: 2...4, seed: 1).fit(same).structure == nil)
    let two = (0..<30).map { [Double($0 % 2), 5.0] }
    let model = ClusterModel(clusters: 2...4, seed: 1).fit(Standardization.robust.columns(two))
    #expect(model.structure?.sizes == [15, 15])
    #expect(ClusterModel(clusters: 2...4, seed: 1).fit([]).structure == nil)
  }

  @Test func `robust units are deviations from the median, cut at three`() {
    // Median 3, deviations 2 1 0 1 97, MAD 1: (y − 3) / 1.4826, and 97/1.4826 is cut to 3.
    let rows = Standardization.robust.columns([[1], [2], [3], [4], [100]]).map { $0[0] }
    #expect(agree(rows, [-2 / 1.4826, -1 / 1.4826, 0, 1 / 1.4826, 3], within: 1e-9))
    // More than half equal: MAD 0, so the sample standard deviation is the unit. 0 0 0 0 5: mean 1, s = √5.
    let flat = Standardization.robust.columns([[0], [0], [0], [0], [5]]).map { $0[0] }
    #expect(agree(flat, [0, 0, 0, 0, 5 / 5.0.squareRoot()], within: 1e-12))
  }

  @Test func `a missing cell is filled by its nearest rows, what is there stays`() {
    let rows: [[Double]] = [[0, 10], [1, 20], [0.5, .nan], [100, 90], [101, 95]]
    let filled = imputeNearest(rows, neighbors: 2)
    #expect(filled[2] == [0.5, 15])
    for index in [0, 1, 3, 4] { #expect(filled[index] == rows[index]) }
    // Nobody has the column: it tells no rows apart.
    #expect(imputeNearest([[1, .nan], [2, .nan]], neighbors: 2).map { $0[1] } == [0, 0])
  }
}
