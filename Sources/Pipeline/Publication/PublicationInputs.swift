import Schools

/// What a publication's results are computed from, read from its files.
struct PublicationInputs {
  private struct Key: Hashable {
    let year: Int
    let school: String
  }

  let manifest: PublicationFile.Manifest
  private let schools: [PublicationFile.School]
  private let ranked: [Key: [KeyCell?]]
  private let clustered: [Key: [KeyCell?]]
  /// Schools without any data in a year.
  private let empty: Set<Key>

  init(
    _ manifest: PublicationFile.Manifest, _ text: (PublicationFile.Name) throws -> String
  ) throws {
    self.manifest = manifest
    func table(_ name: PublicationFile.Name, _ like: CSVText) throws -> [[String]] {
      guard let table = CSVText(try text(name), header: like.header) else {
        throw PublicationCheck.Unreadable(what: name.rawValue)
      }
      return table.rows
    }
    schools = try table(.schools, PublicationTables.schools([])).map { row in
      PublicationFile.School(
        year: try Self.number(row[0]), region: row[1], municipality: row[2], code: row[3],
        similar: row[4].split(separator: ";").map(String.init))
    }
    ranked = try Self.cells(
      try table(.rankingInputs, PublicationTables.rankingInputs([], [])),
      manifest.ranked.map { ($0.code, $0.cut) })
    clustered = try Self.cells(
      try table(.clusterInputs, PublicationTables.clusterInputs([], [])),
      manifest.clustered.map { ($0.code, $0.cut) })
    empty = Set(
      try table(.ranking, PublicationTables.ranking([])).filter {
        $0[1] == RankRow.Scope.region.rawValue && $0[21] == UnrankedReason.noData.rawValue
      }.map { Key(year: try Self.number($0[0]), school: $0[2]) })
  }

  private static func number<Number: LosslessStringConvertible>(_ text: String) throws -> Number {
    guard let number = Number(text) else {
      throw PublicationCheck.Unreadable(what: "“\(text)” is no number")
    }
    return number
  }

  private static func cells(
    _ rows: [[String]], _ columns: [(code: String, cut: String)]
  ) throws -> [Key: [KeyCell?]] {
    var cells: [Key: [KeyCell?]] = [:]
    for row in rows {
      let key = Key(year: try number(row[0]), school: row[1])
      guard let column = columns.firstIndex(where: { $0 == (row[2], row[3]) }) else {
        throw PublicationCheck.Unreadable(what: "\(row[2]) \(row[3]) is no key indicator")
      }
      cells[key, default: columns.map { _ in nil }][column] = KeyCell(
        numerator: try number(row[4]), denominator: try number(row[5]),
        sumSquares: row[6].isEmpty ? nil : try number(row[6]), years: try number(row[7]))
    }
    return cells
  }

  /// The publication as it comes out.
  func computed() -> PublicationFile {
    let limits = Thresholds(manifest.thresholds)
    var (ranks, models) = ([RankRow](), [RankModelRow]())
    var (clusters, members) = ([ClusterResult.Row](), [ClusterResult.Member]())
    for (region, schools) in Dictionary(grouping: schools, by: \.region)
      .sorted(by: { $0.key < $1.key })
    {
      var known: [(year: Int, identities: [String: Int])] = []
      for (year, schools) in Dictionary(grouping: schools, by: \.year)
        .sorted(by: { $0.key < $1.key })
      {
        let schools = schools.sorted { $0.code < $1.code }
        var cluster: [String: Int] = [:]
        if !manifest.clustered.isEmpty {
          let found = ClusterResult(clusterInput(region, year, schools, limits, known))
          clusters += found.rows
          members += found.members
          if !found.identities.isEmpty { known.append((year, found.identities)) }
          for member in found.members { cluster[member.school] = member.cluster }
        }
        let ranking = RankingResult(rankingInput(region, year, schools, limits, cluster))
        ranks += ranking.rows
        models += ranking.models
      }
    }
    return PublicationFile(
      manifest: manifest, schools: schools, ranks: PublicationTables.ordered(ranks),
      models: PublicationTables.ordered(models), clusters: PublicationTables.ordered(clusters),
      members: PublicationTables.ordered(members))
  }

  private func clusterInput(
    _ region: String, _ year: Int, _ schools: [PublicationFile.School], _ limits: Thresholds,
    _ known: [(year: Int, identities: [String: Int])]
  ) -> ClusterInput {
    ClusterInput(
      year: year, region: region, columns: manifest.clustered, limits: limits,
      seed: manifest.seed,
      schools: schools.map { school in
        let key = Key(year: year, school: school.code)
        return ClusterInput.School(
          code: school.code, hasData: !empty.contains(key),
          cells: clustered[key] ?? manifest.clustered.map { _ in nil })
      },
      earlier: known.last.map { .init(year: $0.year, identities: $0.identities) },
      lastIdentity: known.flatMap { $0.identities.values }.max() ?? 0)
  }

  private func rankingInput(
    _ region: String, _ year: Int, _ schools: [PublicationFile.School], _ limits: Thresholds,
    _ cluster: [String: Int]
  ) -> RankingInput {
    RankingInput(
      year: year, region: region, columns: manifest.ranked, keySet: manifest.keySet,
      limits: limits, seed: manifest.seed,
      schools: schools.map { school in
        let key = Key(year: year, school: school.code)
        return RankingInput.School(
          code: school.code, municipality: school.municipality, cluster: cluster[school.code],
          similar: school.similar, hasData: !empty.contains(key),
          cells: ranked[key] ?? manifest.ranked.map { _ in nil })
      })
  }
}
