/// A table as CSV (RFC 4180, line feeds): a header and rows, quotes where needed. Numbers are the shortest text that reads
/// back the same, so equal tables are equal text.
struct CSVText {
  let header: [String]
  private(set) var rows: [[String]] = []

  init(header: [String]) { self.header = header }

  mutating func add(_ row: [String]) { rows.append(row) }

  var text: String {
    ([header] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ field: String) -> String {
    field.contains { $0 == "," || $0 == "\"" || $0.isNewline }
      ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
  }

  /// Reads what ``text`` writes; nil for anything else.
  init?(_ text: String, header: [String]) {
    var lines: [[String]] = []
    var (fields, field) = ([String](), "")
    var (isQuoted, wasQuoted) = (false, false)
    for character in text {
      switch character {
      case "\"" where isQuoted:
        (isQuoted, wasQuoted) = (false, true)
      case "\"" where wasQuoted:
        field.append("\"")
        (isQuoted, wasQuoted) = (true, false)
      case "\"" where field.isEmpty: isQuoted = true
      case "," where !isQuoted:
        fields.append(field)
        (field, wasQuoted) = ("", false)
      case "\n" where !isQuoted:
        lines.append(fields + [field])
        (fields, field, wasQuoted) = ([], "", false)
      default: field.append(character)
      }
    }
    guard fields.isEmpty, field.isEmpty, !isQuoted, lines.first == header,
      lines.allSatisfy({ $0.count == header.count })
    else { return nil }
    self.header = header
    rows = Array(lines.dropFirst())
  }
}

extension String {
  /// A number, or the empty text for none.
  init(cell value: Double?) { self = value.map { "\($0)" } ?? "" }
  init(cell value: Int?) { self = value.map { "\($0)" } ?? "" }
}
