/// Finds the header of a table among its first records.
///
/// The header is the record, or two records one below the other, in which the most columns of the table are
/// known; of equal ones the one with more names of the profile, then the single, then the first. What stands
/// above it is a title. Records under it that are headers again, in other words, are headers too.
struct HeaderSearch {
  /// How many records are looked at.
  static let limit = 30
  /// Known columns that make a record a header beyond doubt.
  static let sureColumns = 2
  /// Bytes of a title that is repeated for each of its columns.
  private static let titleLength = 400

  /// A record as names of columns.
  struct Names {
    let texts: [String]
    let folded: [String]
    /// Of a cell of several lines: the first. The others may explain it.
    let firstLines: [String?]

    init(_ cells: [[UInt8]]) {
      texts = cells.map { String(decoding: $0, as: UTF8.self) }
      folded = texts.map(ColumnNames.folded)
      firstLines = texts.map { text in
        text.firstIndex(where: \.isNewline).map { ColumnNames.folded(String(text[..<$0])) }
      }
    }
  }

  struct Found {
    /// The records of the header, counted in what was looked at.
    let records: ClosedRange<Int>
    /// The record after which rows begin.
    let last: Int
    /// Of each column: its name, in parts joined by ` / ` when two records make it.
    let names: [String]
    let matches: [ColumnNames.Match?]
    /// Different columns of the table that are known.
    let score: Int
  }

  private struct Candidate {
    let records: ClosedRange<Int>
    let names: [String]
    let matches: [ColumnNames.Match?]
    let score: Int
    let sure: Int
  }

  let names: ColumnNames

  /// Whether names of which so many are known are a header. Where hardly any is, it is likely a row, and its names
  /// are values, which no problem shows.
  static func isLikely(_ known: Int, of names: [String]) -> Bool {
    known >= sureColumns || (known > 0 && known * 2 >= names.count { !$0.isEmpty })
  }

  /// The header among `records`; nil when no column is known in any.
  func find(in records: [Names]) -> Found? {
    var best: Candidate?
    for index in records.indices {
      consider(single(index, records), &best)
      if index > 0 { consider(pair(index, records), &best) }
    }
    guard let best, best.score > 0 else { return nil }
    var last = best.records.upperBound
    while last + 1 < records.count, single(last + 1, records).score >= Self.sureColumns {
      last += 1
    }
    return Found(
      records: best.records, last: last, names: best.names, matches: best.matches,
      score: best.score)
  }

  private func consider(_ candidate: Candidate, _ best: inout Candidate?) {
    guard let found = best else {
      best = candidate
      return
    }
    let rank = (candidate.score, candidate.sure, -candidate.records.count)
    if rank > (found.score, found.sure, -found.records.count) { best = candidate }
  }

  private func match(_ record: Names, _ column: Int) -> ColumnNames.Match? {
    names.match(folded: record.folded[column])
      ?? record.firstLines[column].flatMap { names.match(folded: $0) }
  }

  private func single(_ index: Int, _ records: [Names]) -> Candidate {
    let record = records[index]
    return candidate(
      index...index, record.texts, record.texts.indices.map { match(record, $0) })
  }

  /// A record under another: a title over several columns belongs to each of them.
  private func pair(_ index: Int, _ records: [Names]) -> Candidate {
    let (upper, lower) = (records[index - 1], records[index])
    var group = -1
    var (texts, matches): ([String], [ColumnNames.Match?]) = ([], [])
    for column in 0..<max(upper.texts.count, lower.texts.count) {
      let hasUpper = column < upper.texts.count && !upper.folded[column].isEmpty
      let hasLower = column < lower.texts.count && !lower.folded[column].isEmpty
      if hasUpper { group = column }
      switch (hasUpper, hasLower) {
      case (_, true):
        let isGrouped = group >= 0 && upper.folded[group] != lower.folded[column]
        // A long title would be long again for each of its columns.
        let isShort = isGrouped && upper.texts[group].utf8.count <= Self.titleLength
        let title = isShort || group == column ? upper.texts[max(group, 0)] : "…"
        texts.append(isGrouped ? "\(title) / \(lower.texts[column])" : lower.texts[column])
        let joined =
          isShort ? names.match(folded: upper.folded[group] + lower.folded[column]) : nil
        matches.append(joined ?? match(lower, column))
      case (true, false):
        texts.append(upper.texts[column])
        matches.append(match(upper, column))
      case (false, false):
        texts.append("")
        matches.append(nil)
      }
    }
    return candidate(index - 1...index, texts, matches)
  }

  private func candidate(
    _ records: ClosedRange<Int>, _ texts: [String], _ matches: [ColumnNames.Match?]
  ) -> Candidate {
    Candidate(
      records: records, names: texts, matches: matches,
      score: Set(matches.compactMap(\.?.column)).count,
      sure: matches.count { $0?.strength == .name })
  }
}
