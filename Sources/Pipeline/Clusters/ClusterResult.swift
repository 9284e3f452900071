package import Schools
import Statistics

/// A cluster model computed from its input: the clusters, the model as number 0, and where each school belongs.
package struct ClusterResult: Sendable {
  /// A cluster; number 0 is the model.
  package struct Row: Hashable, Sendable, Codable {
    package let region: String
    package let year: Int
    package let number: Int
    /// Known again from year to year; nil for the model.
    package let identity: Int?
    package let schools: Int
    package let silhouette: Double?
    /// Bootstrap Jaccard.
    package let jaccard: Double?
    package let medoid: String?
    /// From its signs; nil for a cluster that is not stable, and for the model.
    package let name: Words?
    let profile: ClusterProfile
  }

  package struct Member: Hashable, Sendable, Codable {
    package let school: String
    package let year: Int
    package let cluster: Int?
    package let silhouette: Double?
    package let membership: Double?
    package let isBorderline: Bool?
    package let reason: String?
    package let indicators: [KeyCell?]
  }

  package let rows: [Row]
  package let members: [Member]
  /// The identity of each school's cluster, by code.
  package let identities: [String: Int]

  /// Starts of k-means, samples of the gap statistic and of the bootstrap.
  private static let (starts, gaps, bootstraps) = (100, 100, 100)

  /// - Complexity: that of ``Statistics/ClusterModel`` with 100 starts, 100 samples of the gap and 100 of the bootstrap for each
  ///   number of clusters.
  package init(_ input: ClusterInput) {
    let points = ClusterPoints(input)
    let upper = min(7, points.schools.count / 10)
    let model =
      upper >= 2 && points.choice.kept.count >= 2
      ? ClusterModel(
        clusters: min(3, upper)...upper, minimumSize: Int(input.limits("cluster_schools")),
        minimumSilhouette: input.limits("cluster_silhouette"), seed: input.seed,
        starts: Self.starts, gapSamples: Self.gaps, bootstraps: Self.bootstraps,
        comparesStability: true
      ).fit(points.weighted, keys: points.schools.map { input.schools[$0].code }) : nil
    let found = model?.structure
    let years = found.map { ClusterYears(input, points.schools, $0) }
    rows =
      [Self.model(input, points, model, years)]
      + (found.map { ClusterDescription(input, points, $0, years!).rows } ?? [])
    members = Self.members(input, points, found)
    var identities: [String: Int] = [:]
    if let found, let years {
      for (index, school) in points.schools.enumerated() {
        identities[input.schools[school].code] = years.identities[found.labels[index]]
      }
    }
    self.identities = identities
  }

  private static func model(
    _ input: ClusterInput, _ points: ClusterPoints, _ model: ClusterModel.Result?,
    _ years: ClusterYears?
  ) -> Row {
    var profile = ClusterProfile()
    profile.candidates = model?.candidates.map(ClusterProfile.Candidate.init)
    profile.gapChoice = model?.gapChoice
    profile.choice = points.choice.candidates
    profile.change = years?.change
    return Row(
      region: input.region, year: input.year, number: 0, identity: nil,
      schools: points.schools.count, silhouette: model?.structure?.silhouette, jaccard: nil,
      medoid: nil, name: nil, profile: profile)
  }

  private static func members(
    _ input: ClusterInput, _ points: ClusterPoints, _ found: ClusterModel.Structure?
  ) -> [Member] {
    let places = Dictionary(uniqueKeysWithValues: points.schools.enumerated().map { ($1, $0) })
    return input.schools.indices.map { index in
      let school = input.schools[index]
      let place = places[index]
      let reason: UnrankedReason? =
        if place != nil {
          found == nil ? .noStructure : nil
        } else {
          school.hasData ? .tooFewIndicators : .noData
        }
      guard let place, let found else {
        return Member(
          school: school.code, year: input.year, cluster: nil, silhouette: nil, membership: nil,
          isBorderline: nil, reason: reason?.rawValue, indicators: school.cells)
      }
      let membership = found.membership?[place] ?? .nan
      return Member(
        school: school.code, year: input.year, cluster: found.labels[place] + 1,
        silhouette: found.silhouettes[place], membership: membership.isNaN ? nil : membership,
        isBorderline: found.silhouettes[place] < 0
          || membership < input.limits("cluster_membership"),
        reason: nil, indicators: school.cells)
    }
  }
}

/// What is kept of a cluster, or under number 0 of the model.
struct ClusterProfile: Hashable, Sendable, Codable {
  struct Candidate: Hashable, Codable {
    let k: Int
    let withinSS: Double
    let silhouette: Double
    let gap: Double?
    let gapSE: Double?
    /// The mean Jaccard coefficient of its clusters.
    let stability: Double?
    let smallest: Int

    init(_ candidate: ClusterModel.Candidate) {
      k = candidate.clusters
      withinSS = candidate.withinSumOfSquares
      silhouette = candidate.silhouette
      gap = candidate.gap
      gapSE = candidate.gapError
      stability = candidate.stability.flatMap { $0.isNaN ? nil : $0 }
      smallest = candidate.smallest
    }
  }

  struct Indicator: Hashable, Codable {
    let code: String
    let cut: String
    /// Schools that have it.
    let schools: Int
    /// Over schools, with its 95 % interval.
    let mean: Double?
    let low: Double?
    let high: Double?
    /// In robust standard deviations from the region's median.
    let deviation: Double
    /// Among the three that tell the cluster from the others most.
    let isMarked: Bool
  }

  /// Schools that moved between a year's clusters and these.
  struct Change: Hashable, Codable {
    struct Move: Hashable, Codable {
      /// Identities.
      let from: Int
      let to: Int
      let schools: Int
    }

    let year: Int
    let adjustedRand: Double?
    let moves: [Move]
  }

  var candidates: [Candidate]?
  var gapChoice: Int?
  var choice: [ClusterChoice.Candidate]?
  var change: Change?
  var indicators: [Indicator]?
}
