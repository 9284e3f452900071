internal import Foundation
internal import Intake
internal import Schools

/// A row of a plan's file on its way to an item: what is wrong in it is collected.
struct PlanRow {
  let path: String
  let line: Int32
  /// The text of a column, or nil.
  let text: (String) -> String?
  private(set) var problems: [Problem] = []

  init(path: String, line: Int32, _ text: @escaping (String) -> String?) {
    self.path = path
    self.line = line
    self.text = text
  }

  mutating func fault(_ code: String, _ column: String, _ arguments: [String: String] = [:]) {
    problems.append(
      Problem(code, at: .init(file: path, row: Int(line), column: column), arguments))
  }

  /// The item; where something is wrong, with what could be read.
  mutating func item() -> MonitoringPlan.Item {
    let (opens, due) = (date("opens"), date("due"))
    // Days so written are in order as texts are.
    if let opens, let due, opens > due { fault("plan.dates_out_of_order", "due") }
    let (indicators, tables) = (
      Self.list(text("indicators") ?? ""), Self.list(text("tables") ?? "")
    )
    if indicators.isEmpty, tables.isEmpty { fault("plan.nothing_asked", "tables") }
    let responsible = needed("responsible")
    if PersonalText.masked(responsible) != responsible {
      fault("plan.responsible_named", "responsible")
    }
    let year = Int(needed("year")) ?? 0
    if text("year") != nil, !(1950...2100).contains(year) { fault("plan.year_malformed", "year") }
    return MonitoringPlan.Item(
      municipality: needed("municipality"), school: text("school"), code: needed("code"),
      year: year, object: needed("object"), indicators: indicators, tables: tables,
      periodicity: word("periodicity", MonitoringPlan.periodicities),
      form: word("form", MonitoringPlan.forms), responsible: responsible, opens: opens ?? "",
      due: due ?? "", note: text("note"))
  }

  private mutating func needed(_ column: String) -> String {
    guard let text = text(column) else {
      fault("plan.cell_missing", column)
      return ""
    }
    return text
  }

  private mutating func word(_ column: String, _ words: [String]) -> String {
    let text = needed(column)
    if !text.isEmpty, !words.contains(text) {
      fault("plan.word_unknown", column, ["words": words.joined(separator: ", ")])
    }
    return text
  }

  /// A day as `2026-06-20`.
  private mutating func date(_ column: String) -> String? {
    let text = needed(column)
    guard !text.isEmpty else { return nil }
    let form = Date.ISO8601FormatStyle.iso8601.year().month().day()
    // 30 February would be read as 2 March.
    guard (try? Date(text, strategy: form))?.formatted(form) == text else {
      fault("plan.date_malformed", column)
      return nil
    }
    return text
  }

  static func list(_ text: String) -> [String] {
    text.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }
}
