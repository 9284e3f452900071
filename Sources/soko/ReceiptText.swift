import Foundation
import Pipeline
import Reports
import Schools

/// Receipts as a person, a program or a spreadsheet reads them.
struct ReceiptText {
  /// Up to so many receipts are printed with their tables; of a night's bundles a line each is enough.
  static let fewest = 3
  /// Problems of so many kinds are told of each bundle.
  private static let kinds = 20

  let language: Language
  let isDryRun: Bool
  let showsTables: Bool

  func text(_ entry: Queue.Entry, _ fate: Queue.Fate) -> String {
    let words = ReceiptWords(language)
    let receipt = fate.receipt
    let groups = receipt?.problemGroups ?? []
    let state = fate.state.rawValue
    var lines = [head(entry, fate, words)]
    if !groups.isEmpty { lines.append("  " + words.counts(groups)) }
    for group in groups.prefix(Self.kinds) {
      let mark = group.severity == .rejected ? "■" : "□"
      let file = group.file.map { "\($0): " } ?? ""
      lines.append(
        "  \(mark) \(group.total) × \(file)\(group.message(language)) [\(group.code)]")
      let places = group.places(language)
      if !places.isEmpty { lines.append("      \(places)") }
      lines.append("      → \(group.hint(language))")
    }
    if let receipt {
      lines += Self.forms(receipt.tables.map { ($0.name, $0.form) }, words)
      lines += (receipt.policy ?? []).map { "  \(words.decision($0))" }
      lines += tables(of: receipt)
    }
    // A night's sound bundles need no advice.
    if showsTables || fate.state != .done || !groups.isEmpty {
      lines.append(
        "  "
          + words.nextStep(
            state, school: receipt?.school, hasWarnings: groups.contains { $0.severity == .warning }
          ))
    }
    let isCapped = groups.reduce(0) { $0 + $1.total } > (receipt?.problems.count ?? 0)
    // What is erased cannot be read again: the receipt's own list is all there is.
    if isCapped, !isDryRun, receipt?.isErased != true {
      let label = language == .ru ? "Все замечания" : "All problems"
      lines.append(
        "  \(label): soko report problems --bundle \(entry.id) --complete --format csv")
    }
    return lines.joined(separator: "\n")
  }

  private func head(_ entry: Queue.Entry, _ fate: Queue.Fate, _ words: ReceiptWords) -> String {
    let isRussian = language == .ru
    var parts: [String] = []
    // In a dry run a new bundle has no number: it is not kept.
    let isKept = !isDryRun || !entry.isNew
    parts.append(isKept ? "№ \(entry.id) \(fate.fileName)" : fate.fileName)
    let sender = fate.receipt?.school ?? fate.receipt?.territory
    let origin = [sender, fate.receipt?.year.map(String.init)].compactMap(\.self)
    if !origin.isEmpty { parts.append(origin.joined(separator: ", ")) }
    parts.append(words.outcome(fate.state.rawValue))
    if !entry.isNew {
      parts.append(
        isRussian ? "этот файл уже прислан: вот его квитанция" : "sent before: this is its receipt")
    }
    if fate.receipt?.isErased == true {
      parts.append(isRussian ? "файл пакета удалён" : "its file is erased")
    }
    if fate.receipt?.isSynthetic == true {
      parts.append(isRussian ? "синтетические данные" : "synthetic data")
    }
    if isDryRun {
      parts.append(isRussian ? "пробный прогон, ничего не сохранено" : "a dry run, nothing is kept")
    }
    return parts.joined(separator: " · ")
  }

  private func tables(of receipt: Receipt) -> [String] {
    guard receipt.state == .done else { return [] }
    let isRussian = language == .ru
    let (added, changed, removed, unchanged) = receipt.tables.reduce((0, 0, 0, 0)) {
      ($0.0 + $1.added, $0.1 + $1.changed, $0.2 + $1.removed, $0.3 + $1.unchanged)
    }
    let sum =
      isRussian
      ? "  таблиц \(receipt.tables.count), строк \(receipt.rows): добавлено \(added), изменено \(changed), удалено \(removed), без изменений \(unchanged)"
      : "  tables \(receipt.tables.count), rows \(receipt.rows): added \(added), changed \(changed), removed \(removed), unchanged \(unchanged)"
    guard showsTables, !receipt.tables.isEmpty else { return [sum] }
    let header =
      isRussian
      ? ["", "строк", "добавлено", "изменено", "удалено", "без изменений"]
      : ["", "rows", "added", "changed", "removed", "unchanged"]
    let rows = receipt.tables.map { table in
      table.isSuperseded
        ? [table.name, "\(table.rows)", "—", "—", "—", "—"]
        : [
          table.name, "\(table.rows)", "\(table.added)", "\(table.changed)", "\(table.removed)",
          "\(table.unchanged)",
        ]
    }
    return [sum] + Self.aligned([header] + rows).map { "    \($0)" }
  }

  /// How the files were written, a line for each form of which there is something to say.
  static func forms(
    _ tables: [(name: String, form: TableForm?)], _ words: ReceiptWords
  ) -> [String] {
    words.forms(tables).map { "  \($0.tables.joined(separator: ", ")): \($0.text)" }
  }

  /// Columns with spaces between them, the first to the left, the others to the right.
  private static func aligned(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      zip(row, widths).enumerated().map { index, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return index == 0 ? cell.0 + padding : padding + cell.0
      }
      .joined(separator: "  ")
    }
  }

  private struct Printed: Encodable {
    /// Nil in a dry run: the bundle is not kept.
    let bundle: Int?
    let file: String
    let isNew: Bool
    let state: BundleState
    let receipt: Receipt?
  }

  static func json(
    _ receipts: [(Queue.Entry, Queue.Fate)], isDryRun: Bool = false
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let printed = receipts.map { entry, fate in
      Printed(
        bundle: isDryRun && entry.isNew ? nil : entry.id, file: fate.fileName, isNew: entry.isNew,
        state: fate.state, receipt: fate.receipt)
    }
    return String(decoding: try encoder.encode(["rows": printed]), as: UTF8.self)
  }

  static func csv(_ receipts: [(Queue.Entry, Queue.Fate)], isDryRun: Bool = false) -> String {
    let rows = receipts.flatMap { entry, fate -> [[String]] in
      let number = isDryRun && entry.isNew ? "" : String(entry.id)
      let head = [number, fate.fileName, fate.state.rawValue]
      let tables = fate.receipt?.tables ?? []
      guard !tables.isEmpty else { return [head + Array(repeating: "", count: 6)] }
      return tables.map { table in
        head + [
          table.name, String(table.rows), String(table.added), String(table.changed),
          String(table.removed), String(table.unchanged),
        ]
      }
    }
    return CommaSeparated.text(
      header: [
        "bundle", "file", "state", "table", "rows", "added", "changed", "removed", "unchanged",
      ],
      rows: rows)
  }
}

extension Receipt {
  /// Its problems by kind and table; older receipts do not tell tables apart.
  fileprivate var problemGroups: [ProblemGroup] {
    func severity(_ text: String) -> Problem.Severity { .init(rawValue: text) ?? .rejected }
    let kept = problems.filter { ProblemCatalog.contains($0.code) }.map(\.problem)
    guard let groups else {
      return ProblemGroup.all(
        totals.map {
          .init(code: $0.code, severity: severity($0.severity), table: nil, total: $0.count)
        }, kept: kept, isByTable: false)
    }
    return ProblemGroup.all(
      groups.map {
        .init(code: $0.code, severity: severity($0.severity), table: $0.table, total: $0.count)
      }, kept: kept)
  }
}

/// A problem on one line of a terminal.
enum ProblemText {
  static func line(_ problem: Problem, _ language: Language = .ru) -> String {
    var place = problem.location.file ?? ""
    if let sheet = problem.location.sheet {
      place += language == .ru ? ", лист «\(sheet)»" : ", sheet “\(sheet)”"
    }
    if let row = problem.location.row {
      place += language == .ru ? ", строка \(row)" : ", row \(row)"
    }
    if let column = problem.location.column {
      place += language == .ru ? ", столбец \(column)" : ", column \(column)"
    }
    if let cell = problem.location.cell { place += " (\(cell))" }
    let text = [problem.message(language), problem.hint(language)]
      .joined(separator: " ")
    return place.isEmpty ? text : "\(place): \(text)"
  }
}

/// RFC 4180.
enum CommaSeparated {
  static func text(header: [String], rows: [[String]]) -> String {
    ([header] + rows).map { row in row.map { cell($0.withoutFormula) }.joined(separator: ",") }
      .joined(separator: "\r\n")
  }

  private static func cell(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
