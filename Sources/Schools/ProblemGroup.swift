/// Problems of one kind in one table, as a receipt tells of them on one line.
package struct ProblemGroup: Sendable {
  package let code: String
  package let severity: Problem.Severity
  /// How many there are, exactly.
  package let total: Int
  /// Those that were kept with their places.
  package let kept: [Problem]

  package init(code: String, severity: Problem.Severity, total: Int, kept: [Problem]) {
    self.code = code
    self.severity = severity
    self.total = total
    self.kept = kept
  }

  /// The file they are in; nil when they are in several, or in none.
  package var file: String? {
    let files = Set(kept.map(\.location.file))
    return files.count == 1 ? files.first ?? nil : nil
  }

  /// The sentence of the code; what differs from problem to problem is an ellipsis.
  package func message(_ language: Language) -> String {
    text(language) { $0.message }
  }

  package func hint(_ language: Language) -> String {
    text(language) { $0.hint }
  }

  private func text(_ language: Language, _ words: (ProblemCatalog.Entry) -> Words) -> String {
    guard ProblemCatalog.contains(code) else { return code }
    return words(ProblemCatalog.entry(code))[language].filled(with: commonArguments)
      .replacing("….", with: "…")
  }

  /// Of each argument its value when all problems agree on it.
  private var commonArguments: [String: String] {
    let names = Set(kept.flatMap(\.arguments.keys))
    return Dictionary(
      uniqueKeysWithValues: names.map { name in
        let values = Set(kept.map { $0.arguments[name] ?? "…" })
        return (name, values.count == 1 ? values.first ?? "…" : "…")
      })
  }

  /// Where they are, in words: «строки 17, 40–55 и ещё 3, столбец „score100“»; empty when nothing is known.
  ///
  /// - Parameter spans: at most so many stretches of rows.
  package func places(_ language: Language, spans limit: Int = 5) -> String {
    var parts: [String] = []
    let sheets = Set(kept.map(\.location.sheet))
    if sheets.count == 1, let sheet = sheets.first ?? nil {
      parts.append(language == .ru ? "лист «\(sheet)»" : "sheet “\(sheet)”")
    }
    let spans = Self.spans(Set(kept.compactMap(\.location.row)).sorted())
    if !spans.isEmpty {
      let shown = spans.prefix(limit)
      let isSingle = shown.count == 1 && shown.first.map { $0.lowerBound == $0.upperBound } ?? false
      let word =
        switch language {
        case .ru: isSingle ? "строка" : "строки"
        case .en: isSingle ? "row" : "rows"
        }
      let list = shown.map { span in
        span.lowerBound == span.upperBound
          ? "\(span.lowerBound)" : "\(span.lowerBound)–\(span.upperBound)"
      }
      var text = "\(word) \(list.joined(separator: ", "))"
      let left =
        total
        - kept.filter { problem in
          shown.contains { span in problem.location.row.map(span.contains) ?? false }
        }.count
      if left > 0 { text += language == .ru ? " и ещё \(left)" : " and \(left) more" }
      parts.append(text)
    }
    let columns = Set(kept.compactMap(\.location.column))
    if columns.count == 1, let column = columns.first {
      parts.append(language == .ru ? "столбец «\(column)»" : "column “\(column)”")
    } else if columns.count > 1 {
      let list =
        columns.sorted().prefix(4).joined(separator: ", ") + (columns.count > 4 ? ", …" : "")
      parts.append(language == .ru ? "столбцы \(list)" : "columns \(list)")
    }
    return parts.joined(separator: ", ")
  }

  /// Rising numbers as stretches without a gap.
  private static func spans(_ rows: [Int]) -> [ClosedRange<Int>] {
    rows.reduce(into: []) { spans, row in
      if let last = spans.last, last.upperBound + 1 == row {
        spans[spans.count - 1] = last.lowerBound...row
      } else {
        spans.append(row...row)
      }
    }
  }
}

extension ProblemGroup {
  /// A count that a receipt holds.
  package struct Count: Sendable {
    package let code: String
    package let severity: Problem.Severity
    package let table: String?
    package let total: Int

    package init(code: String, severity: Problem.Severity, table: String?, total: Int) {
      self.code = code
      self.severity = severity
      self.table = table
      self.total = total
    }
  }

  /// Counts with the problems that were kept of each: what rejects first, then the most.
  ///
  /// - Parameter isByTable: false when the counts do not tell tables apart.
  package static func all(
    _ counts: [Count], kept: [Problem], isByTable: Bool = true
  ) -> [ProblemGroup] {
    struct Key: Hashable {
      let code: String
      let severity: Problem.Severity
      let table: String?
    }
    let byKey = Dictionary(grouping: kept) {
      Key(code: $0.code, severity: $0.severity, table: isByTable ? $0.table : nil)
    }
    return counts.sorted {
      ($0.severity.rawValue, -$0.total, $0.code, $0.table ?? "")
        < ($1.severity.rawValue, -$1.total, $1.code, $1.table ?? "")
    }.map { count in
      let key = Key(
        code: count.code, severity: count.severity, table: isByTable ? count.table : nil)
      return ProblemGroup(
        code: count.code, severity: count.severity, total: count.total, kept: byKey[key] ?? [])
    }
  }
}
