import Foundation
package import Postgres
import Schools

extension Pages {
  /// Clusters of a year: whether there is structure, what each cluster is like, and who is in it.
  package func clusters(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("year")
    let all = try years(db, in: "cluster_member")
    let year = try chosenYear(request, among: all)
    let clusters = try year.map { try ClusterRow.all(db, year: $0) } ?? []
    let members = try year.map { try MemberRow.all(db, year: $0) } ?? []
    let page = ClustersPage(
      clusters, members, contexts: try year.map { try ContextRow.all(db, year: $0) } ?? [:],
      schools: try SchoolName.all(db, request.language),
      names: try Names(db, request.language), year: year,
      years: yearChoices(all, current: year, request), request)
    return try render(
      "clusters", title: Wording(request.language)("clusters"), page,
      tables: Self.clusterTables(members, page.regions.count, year: year, request),
      for: request, db)
  }

  /// Rows are of all regions that the reader sees; a table is of one.
  private static func clusterTables(
    _ members: [MemberRow], _ regions: Int, year: Int?, _ request: PageRequest
  ) -> [String: [DataLink]] {
    func link(_ report: Report, more: String? = nil) -> DataLink {
      DataLink(
        report, ["year": year.map(String.init)], more: more ?? (regions > 1 ? "moreRegions" : nil),
        for: request)
    }
    let (clustered, others) = (
      members.contains { $0.cluster != nil }, members.contains { $0.cluster == nil }
    )
    return [
      "profiles": [
        link(.profiles, more: "morePerCluster"), link(.clusterContext, more: "morePerCluster"),
      ],
      "typology": [link(.clusters, more: "moreSchools"), link(.context, more: "moreSchools")],
      "members": [link(.clusters, more: others ? "moreUnclustered" : nil)],
      "unclustered": [link(.clusters, more: clustered ? "moreClustered" : nil)],
      "candidates": [link(.clusterCandidates)], "choice": [link(.clusterChoice)],
      "moves": [link(.clusterMoves)],
    ]
  }
}

struct ClusterRow: Decodable {
  struct Profile: Decodable {
    struct Candidate: Decodable {
      let k: Int
      let withinSS: Double
      let silhouette: Double
      let gap: Double?
      let stability: Double?
    }

    struct Indicator: Decodable {
      let code: String
      let cut: String
      let mean: Double?
      let low: Double?
      let high: Double?
      let deviation: Double
      let isMarked: Bool?
    }

    struct Key: Decodable {
      let code: String
      let cut: String
      let coverage: Double
      let correlation: Double?
      let leftOut: String?
    }

    struct Change: Decodable {
      struct Move: Decodable {
        let from: Int
        let to: Int
        let schools: Int
      }

      let year: Int
      let adjustedRand: Double?
      let moves: [Move]
    }

    let candidates: [Candidate]?
    let gapChoice: Int?
    let choice: [Key]?
    let change: Change?
    let indicators: [Indicator]?
  }

  let region: String
  let cluster: Int
  let schools: Int
  let silhouette: Double?
  let medoid: String?
  let profile: String
  let identity: Int?
  let jaccard: Double?
  let nameRu: String?
  let nameEn: String?
  let nameGivenBy: String?
  let nameGivenAt: String?
  let ownNameRu: String?
  let ownNameEn: String?
  let context: String

  static func all(_ db: Database, year: Int) throws -> [ClusterRow] {
    try db.all(
      """
      select region, cluster, schools, silhouette, medoid, profile::text as profile, identity,
          jaccard, name_ru, name_en, name_given_by,
          to_char(name_given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as name_given_at,
          own_name_ru, own_name_en, context::text as context
      from report_v1.cluster where year = \(year) order by region, cluster
      """, as: ClusterRow.self)
  }

  /// The mean of an indicator of context over the cluster's schools.
  struct Condition: Decodable {
    let code: String
    let schools: Int
    let mean: Double
    let low: Double?
    let high: Double?
  }

  var conditions: [Condition] {
    (try? JSONDecoder().decode([Condition].self, from: Data(context.utf8))) ?? []
  }

  func decoded() -> Profile? {
    try? JSONDecoder().decode(Profile.self, from: Data(profile.utf8))
  }
}

struct MemberRow: Decodable {
  let school: String
  let region: String
  let cluster: Int?
  let silhouette: Double?
  let membership: Double?
  let isBorderline: Bool?
  let reason: String?

  static func all(_ db: Database, year: Int) throws -> [MemberRow] {
    try db.all(
      """
      select school, region, cluster, silhouette, membership, is_borderline, reason
      from report_v1.cluster_member where year = \(year)
      order by region, cluster nulls last, silhouette desc, school
      """, as: MemberRow.self)
  }
}
