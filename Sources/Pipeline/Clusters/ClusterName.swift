internal import Foundation
package import Postgres
package import Schools

/// A name that an analyst gives a cluster, in place of the one made of its signs.
///
/// It goes with the cluster's identity, so a cluster that is known again in another year bears it too. Names are added and
/// never rewritten; the latest holds.
package struct ClusterName: Sendable {
  package let identity: Int
  /// The ОКТМО code; nil where one region has the identity.
  package let region: String?
  package let name: Words
  package let author: String

  package init(identity: Int, region: String?, name: Words, author: String) {
    self.identity = identity
    self.region = region
    self.name = Words(ru: name.ru.trimmed, en: name.en.trimmed)
    self.author = author.trimmed
  }

  /// Why a name is not kept.
  package typealias Refusal = ProblemRefusal

  private static let longest = 120

  /// Keeps the name; it shows at once, in every year of the cluster in which it is stable enough to have a name.
  ///
  /// - Throws: ``Refusal`` when a word is missing or too long, or no published cluster has the identity.
  package func save(_ db: Database) throws {
    guard
      [name.ru, name.en, author].allSatisfy({
        !$0.isEmpty && $0.unicodeScalars.count <= Self.longest
      })
    else { throw Refusal(Problem("cluster_name.words_missing")) }
    struct Region: Decodable { let territoryId: Int }
    let regions = try db.all(
      """
      select distinct cluster.territory_id from result.cluster
      inner join core.territory on territory.territory_id = cluster.territory_id
      where cluster.identity = \(identity)
          and (\(region)::text is null or territory.oktmo = \(region)::text)
      """, as: Region.self)
    guard let found = regions.first else {
      throw Refusal(
        Problem("cluster_name.identity_unknown", ["identity": "\(identity)"]))
    }
    guard regions.count == 1 else { throw Refusal(Problem("cluster_name.region_needed")) }
    try db.execute(
      """
      insert into result.cluster_name (territory_id, identity, name_ru, name_en, given_by)
      values (\(found.territoryId), \(identity), \(name.ru), \(name.en), \(author))
      """)
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
