import Foundation
import Pipeline
import Schools

/// Receipts as a person, a program or a spreadsheet reads them.
enum ReceiptText {
  private static let words: [BundleState: String] = [
    .queued: "в очереди", .waiting: "ждёт реестра школ", .done: "загружен",
    .rejected: "отклонён · в базе ничего не изменилось",
    .superseded: "есть более новые данные · ничего не изменилось",
    .quarantined: "отложен: обработка не дошла до конца",
  ]

  static func text(_ entry: Queue.Entry, _ fate: Queue.Fate) -> String {
    var lines: [String] = []
    let receipt = fate.receipt
    let origin = [receipt?.school, receipt?.year.map(String.init)].compactMap(\.self)
    var head = "№ \(entry.id) \(fate.fileName)"
    if !origin.isEmpty { head += " · \(origin.joined(separator: ", "))" }
    head += " · \(words[fate.state] ?? fate.state.rawValue)"
    if !entry.isNew { head += " (прислан раньше)" }
    if receipt?.isSynthetic == true { head += " · синтетические данные" }
    lines.append(head)
    if let receipt, fate.state == .done {
      let added = receipt.tables.reduce(0) { $0 + $1.added }
      let changed = receipt.tables.reduce(0) { $0 + $1.changed }
      let removed = receipt.tables.reduce(0) { $0 + $1.removed }
      lines.append(
        "  таблиц \(receipt.tables.count), строк \(receipt.rows): добавлено \(added), изменено \(changed), удалено \(removed)"
      )
    }
    lines += FormText.lines(receipt?.tables.map { ($0.name, $0.form) } ?? [], .ru)
    for total in receipt?.totals ?? [] {
      let entry = ProblemCatalog.entry(total.code)
      let word = total.severity == "warning" ? "предупреждений" : "ошибок"
      lines.append("  \(word) \(total.count): \(entry.code)")
    }
    for complaint in (receipt?.problems ?? []).prefix(10) {
      lines.append("    " + ProblemText.line(complaint.problem))
    }
    return lines.joined(separator: "\n")
  }

  private struct Printed: Encodable {
    let bundle: Int
    let file: String
    let isNew: Bool
    let state: BundleState
    let receipt: Receipt?
  }

  static func json(_ receipts: [(Queue.Entry, Queue.Fate)]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let printed = receipts.map { entry, fate in
      Printed(
        bundle: entry.id, file: fate.fileName, isNew: entry.isNew, state: fate.state,
        receipt: fate.receipt)
    }
    return String(decoding: try encoder.encode(["rows": printed]), as: UTF8.self)
  }

  static func csv(_ receipts: [(Queue.Entry, Queue.Fate)]) -> String {
    let rows = receipts.flatMap { entry, fate -> [[String]] in
      let head = [String(entry.id), fate.fileName, fate.state.rawValue]
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

/// A problem on one line of a terminal.
enum ProblemText {
  static func line(_ problem: Problem, _ language: Language = .ru) -> String {
    var place = problem.location.file ?? ""
    if let row = problem.location.row {
      place += language == .ru ? ", строка \(row)" : ", row \(row)"
    }
    if let column = problem.location.column {
      place += language == .ru ? ", столбец \(column)" : ", column \(column)"
    }
    let text = [problem.message(language), problem.hint(language)]
      .joined(separator: " ")
    return place.isEmpty ? text : "\(place): \(text)"
  }
}

/// RFC 4180.
enum CommaSeparated {
  static func text(header: [String], rows: [[String]]) -> String {
    ([header] + rows).map { row in row.map(cell).joined(separator: ",") }
      .joined(separator: "\r\n")
  }

  private static func cell(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
