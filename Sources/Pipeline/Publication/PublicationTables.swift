import Schools

/// The tables of a publication as CSV.
enum PublicationTables {
  static let schoolColumns = ["year", "region", "municipality", "school", "similar"]
  static let inputColumns = [
    "year", "school", "indicator", "cut", "numerator", "denominator", "sum_squares", "years",
  ]

  static func schools(_ schools: [PublicationFile.School]) -> CSVText {
    var table = CSVText(header: schoolColumns)
    for school in schools {
      table.add([
        "\(school.year)", school.region, school.municipality, school.code,
        school.similar.joined(separator: ";"),
      ])
    }
    return table
  }

  private static func input(
    _ cell: KeyCell, _ year: Int, _ school: String, _ code: String, _ cut: String
  ) -> [String] {
    [
      "\(year)", school, code, cut, String(cell: cell.numerator), String(cell: cell.denominator),
      String(cell: cell.sumSquares), "\(cell.years)",
    ]
  }

  /// A row for each school and indicator, from its parts to its score.
  static func rankingInputs(
    _ ranks: [RankRow], _ columns: [RankingInput.Column]
  ) -> CSVText {
    var table = CSVText(header: inputColumns + ["value", "shrunk", "error", "score"])
    for row in ranks where row.scope == .region {
      for (item, column) in zip(row.indicators, columns) {
        guard let item else { continue }
        table.add(
          input(item.cell, row.year, row.school, column.code, column.cut)
            + [item.value, item.shrunk, item.error, item.score].map { String(cell: $0) })
      }
    }
    return table
  }

  static func clusterInputs(
    _ members: [ClusterResult.Member], _ columns: [ClusterInput.Column]
  ) -> CSVText {
    var table = CSVText(header: inputColumns)
    for member in members {
      for (cell, column) in zip(member.indicators, columns) {
        guard let cell else { continue }
        table.add(input(cell, member.year, member.school, column.code, column.cut))
      }
    }
    return table
  }

  static func ranking(_ ranks: [RankRow]) -> CSVText {
    var table = CSVText(header: [
      "year", "scope", "school", "score", "score_error", "rank", "rank_low", "rank_high",
      "sampling_low", "sampling_high", "method_low", "method_high", "set_low", "set_high",
      "expected_rank", "median_rank", "top_quarter", "bottom_quarter", "above_next", "tier",
      "among", "reason", "criteria",
    ])
    for row in ranks {
      let criteria = row.parts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      table.add([
        "\(row.year)", row.scope.rawValue, row.school, String(cell: row.score),
        String(cell: row.scoreError), String(cell: row.rank), String(cell: row.rankLow),
        String(cell: row.rankHigh), String(cell: row.samplingLow), String(cell: row.samplingHigh),
        String(cell: row.methodLow), String(cell: row.methodHigh), String(cell: row.setLow),
        String(cell: row.setHigh), String(cell: row.expectedRank), String(cell: row.medianRank),
        String(cell: row.topQuarter), String(cell: row.bottomQuarter),
        String(cell: row.aboveNext), String(cell: row.tier), String(cell: row.among),
        row.reason ?? "", criteria.joined(separator: ";"),
      ])
    }
    return table
  }

  static func members(_ members: [ClusterResult.Member]) -> CSVText {
    var table = CSVText(header: [
      "year", "school", "cluster", "silhouette", "membership", "borderline", "reason",
    ])
    for row in members {
      table.add([
        "\(row.year)", row.school, String(cell: row.cluster), String(cell: row.silhouette),
        String(cell: row.membership), row.isBorderline.map { "\($0)" } ?? "", row.reason ?? "",
      ])
    }
    return table
  }

  /// The order of a publication's rows, whoever made them.
  static func ordered(_ ranks: [RankRow]) -> [RankRow] {
    let scopes = RankRow.Scope.allCases
    return ranks.sorted {
      ($0.year, scopes.firstIndex(of: $0.scope)!, $0.school)
        < ($1.year, scopes.firstIndex(of: $1.scope)!, $1.school)
    }
  }

  static func ordered(_ models: [RankModelRow]) -> [RankModelRow] {
    models.sorted {
      ($0.year, $0.scope == .region ? 0 : 1, $0.territory)
        < ($1.year, $1.scope == .region ? 0 : 1, $1.territory)
    }
  }

  static func ordered(_ clusters: [ClusterResult.Row]) -> [ClusterResult.Row] {
    clusters.sorted { ($0.year, $0.region, $0.number) < ($1.year, $1.region, $1.number) }
  }

  static func ordered(_ members: [ClusterResult.Member]) -> [ClusterResult.Member] {
    members.sorted { ($0.year, $0.school) < ($1.year, $1.school) }
  }
}
