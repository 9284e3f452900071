internal import Foundation
internal import Intake
package import Schools

/// Rankings and clusters of a publication with all they were computed from, as one zip: whoever has it can compute them
/// again without the database.
///
/// It holds what the ranking's audience may see: values of key indicators, which are never sensitive. Correlations with
/// conditions rest on values that may be, so they are not in it.
package struct PublicationFile: Sendable {
  /// How it was made.
  package struct Manifest: Hashable, Sendable, Codable {
    package let format: String
    package let version: Int
    /// Of the program.
    package let codeVersion: String
    package let run: Int
    package let seed: UInt64
    package let publishedAt: String
    package let catalogFingerprint: String
    package let keySetFingerprint: String
    package let audience: String
    package let method: String
    package let keySet: KeySet
    package let thresholds: [String: Double]
    package let ranked: [RankingInput.Column]
    package let clustered: [ClusterInput.Column]
  }

  package static let format = "soko-publication"
  static let version = 2
  /// Where the methods are described.
  static let method = "docs/methods/ranking.md, docs/methods/clusters.md"

  package let manifest: Manifest
  let schools: [School]
  let ranks: [RankRow]
  let models: [RankModelRow]
  let clusters: [ClusterResult.Row]
  let members: [ClusterResult.Member]

  struct School: Hashable {
    let year: Int
    let region: String
    let municipality: String
    let code: String
    let similar: [String]
  }

  /// Names of the files, in their order.
  enum Name: String, CaseIterable {
    case manifest = "manifest.json"
    case schools = "schools.csv"
    case rankingInputs = "ranking-inputs.csv"
    case ranking = "ranking.csv"
    case rankingModels = "ranking-models.json"
    case clusterInputs = "cluster-inputs.csv"
    case clusters = "clusters.json"
    case members = "cluster-members.csv"
  }

  /// The file that holds the SHA-256 of all others.
  static let sums = "SHA256SUMS"

  /// The text of each file.
  func texts() throws -> [Name: String] {
    [
      .manifest: try ResultJSON.text(manifest) + "\n",
      .schools: PublicationTables.schools(schools).text,
      .rankingInputs: PublicationTables.rankingInputs(ranks, manifest.ranked).text,
      .ranking: PublicationTables.ranking(ranks).text,
      .rankingModels: try models.map { try ResultJSON.text($0) + "\n" }.joined(),
      .clusterInputs: PublicationTables.clusterInputs(members, manifest.clustered).text,
      .clusters: try clusters.map { try ResultJSON.text($0) + "\n" }.joined(),
      .members: PublicationTables.members(members).text,
    ]
  }

  /// The zip; the same publication gives the same bytes.
  package func zip() throws -> [UInt8] {
    let texts = try texts()
    let zip = try ZipWriter()
    var sums = ""
    for name in Name.allCases {
      let bytes = Array((texts[name] ?? "").utf8)
      sums += Self.sum(bytes, name.rawValue)
      try zip.add(name.rawValue, bytes)
    }
    try zip.add(Self.sums, Array(sums.utf8))
    return try zip.finish()
  }

  static func sum(_ bytes: [UInt8], _ name: String) -> String {
    let digest = sha256(bytes).map { String(format: "%02x", $0) }.joined()
    return "\(digest)  \(name)\n"
  }
}
