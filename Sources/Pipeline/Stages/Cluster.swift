internal import Foundation
import Postgres
import Schools
import Statistics

/// The cluster model of clause 4.7: groups of schools alike in the key indicators of the set.
///
/// Columns are standardized robustly, a school with most of its indicators has the rest filled from the
/// schools nearest to it (inside clustering only), k-means starts from Ward's tree and from many random
/// starts, and the silhouette chooses how many clusters there are, or that there are none.
struct Cluster {
  let run: Run

  private struct School {
    let id: Int
    let code: String
    let hasData: Bool
    let values: [Double]
  }

  struct Figures {
    var clusters = 0
    var silhouette: Double?
  }

  /// Returns the clusters found in the latest year.
  func perform(_ db: Database) throws -> Figures {
    try db.script(
      """
      create temp table fresh_cluster (
          territory_id bigint, academic_year integer, cluster_number integer, school_count integer,
          silhouette double precision, medoid_school_id bigint, profile jsonb
      ) on commit drop;
      create temp table fresh_member (
          school_id bigint, academic_year integer, cluster_number integer,
          silhouette double precision, reason text
      ) on commit drop;
      """)
    var figures = Figures()
    if let keySet = run.keySet?.value, !keySet.clusters.isEmpty {
      for year in try KeyValues.years(db) {
        let schools = try KeyValues.schools(
          db, year: year, indicators: keySet.clusters.map { ($0.code, $0.cut) })
        figures = Figures()
        for region in schools.grouped(by: \.region) {
          let members = region.schools.map { school in
            School(
              id: school.id, code: school.code, hasData: school.hasData,
              values: school.cells.map { $0?.parts.value($0!.kind) ?? .nan })
          }
          let found = try group(db, members, keySet, year: year, region: region.territory)
          figures.clusters += found.clusters
          figures.silhouette = found.silhouette ?? figures.silhouette
        }
      }
    }
    try Versioned(
      table: "result.cluster", fresh: "fresh_cluster",
      key: ["territory_id", "academic_year", "cluster_number"],
      values: ["school_count", "silhouette", "medoid_school_id", "profile"]
    ).replace(db, run: run.id)
    try Versioned(
      table: "result.cluster_member", fresh: "fresh_member",
      key: ["school_id", "academic_year"],
      values: ["cluster_number", "silhouette", "reason"]
    ).replace(db, run: run.id)
    return figures
  }

  private func group(
    _ db: Database, _ schools: [School], _ keySet: KeySet, year: Int, region: Int
  ) throws -> Figures {
    let needed = run.thresholds("cluster_indicator_share") * Double(keySet.clusters.count)
    let kept = schools.filter { Double($0.values.count { !$0.isNaN }) >= needed }
    let left = schools.filter { Double($0.values.count { !$0.isNaN }) < needed }
    let points = Standardization.robust.columns(imputeNearest(kept.map(\.values), neighbors: 5))
    let upper = min(7, kept.count / 10)
    let model =
      upper >= 2
      ? ClusterModel(
        clusters: min(3, upper)...upper, minimumSize: Int(run.thresholds("cluster_schools")),
        minimumSilhouette: run.thresholds("cluster_silhouette"), seed: run.seed
      ).fit(points, keys: kept.map(\.code)) : nil
    let result = model?.structure
    try write(
      db,
      ClusterRow(
        region: region, year: year, number: 0, size: kept.count, silhouette: result?.silhouette,
        medoid: nil,
        profile: Profile(candidates: model?.candidates.map(Profile.Candidate.init), indicators: nil)
      ))
    if let result {
      for number in 0..<result.clusters {
        let members = kept.indices.filter { result.labels[$0] == number }
        let profile = keySet.clusters.indices.map { column in
          let raw = members.map { kept[$0].values[column] }.filter { !$0.isNaN }
          let deviation = members.map { points[$0][column] }.reduce(0, +) / Double(members.count)
          return Profile.Indicator(
            code: keySet.clusters[column].code, cut: keySet.clusters[column].cut,
            mean: raw.isEmpty ? nil : raw.reduce(0, +) / Double(raw.count), deviation: deviation)
        }
        let width = members.map { result.silhouettes[$0] }.reduce(0, +) / Double(members.count)
        try write(
          db,
          ClusterRow(
            region: region, year: year, number: number + 1, size: members.count,
            silhouette: width, medoid: kept[result.medoids[number]].id,
            profile: Profile(candidates: nil, indicators: profile)))
      }
    }
    for (index, school) in kept.enumerated() {
      try db.execute(
        """
        insert into fresh_member values (\(school.id), \(year),
            \(result.map { $0.labels[index] + 1 }), \(result.map { $0.silhouettes[index] }),
            \(result == nil ? UnrankedReason.noStructure.rawValue : nil))
        """)
    }
    for school in left {
      try db.execute(
        """
        insert into fresh_member values (\(school.id), \(year), null, null,
            \((school.hasData ? UnrankedReason.tooFewIndicators : .noData).rawValue))
        """)
    }
    return Figures(clusters: result?.clusters ?? 0, silhouette: result?.silhouette)
  }

  /// What is kept of a cluster, or under number 0 of the model, as JSON.
  private struct Profile: Encodable {
    struct Candidate: Encodable {
      let k: Int
      let withinSS: Double
      let silhouette: Double

      init(_ candidate: ClusterModel.Candidate) {
        k = candidate.clusters
        withinSS = candidate.withinSumOfSquares
        silhouette = candidate.silhouette
      }
    }

    struct Indicator: Encodable {
      let code: String
      let cut: String
      let mean: Double?
      /// In robust standard deviations from the region's median.
      let deviation: Double
    }

    let candidates: [Candidate]?
    let indicators: [Indicator]?
  }

  private struct ClusterRow {
    let region: Int
    let year: Int
    let number: Int
    let size: Int
    let silhouette: Double?
    let medoid: Int?
    let profile: Profile
  }

  private func write(_ db: Database, _ row: ClusterRow) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let profile = String(decoding: try encoder.encode(row.profile), as: UTF8.self)
    try db.execute(
      """
      insert into fresh_cluster values (\(row.region), \(row.year), \(row.number), \(row.size),
          \(row.silhouette), \(row.medoid), \(json: profile))
      """)
  }
}
