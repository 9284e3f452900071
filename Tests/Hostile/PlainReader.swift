package import Schools

/// A second reader of CSV tables, written apart from the program's own: slow, of strings, and for plain headers only.
///
/// It says what must come of a file of which the encoding (UTF-8) and the delimiter are declared: its rows, or that
/// it must be refused.
package struct PlainReader {
  package struct Refusal: Error {}

  private let table: RecordTable
  private let delimiter: Unicode.Scalar

  package init(_ table: RecordTable, delimiter: Character) {
    self.table = table
    self.delimiter = delimiter.unicodeScalars.first!
  }

  /// The rows, each as its cells in the order of the profile, `|` between them.
  ///
  /// - Throws: ``Refusal`` when the file must be refused.
  package func rows(_ bytes: [UInt8]) throws -> [String] {
    let records = try records(bytes).filter { !$0.allSatisfy { Self.trimmed($0).isEmpty } }
    guard let header = records.first?.map({ Self.folded(Self.trimmed($0)) }) else {
      throw Refusal()
    }
    // A lone carriage return in a name: lines are not parted.
    guard !(records.first ?? []).contains(where: { $0.replacing("\r\n", with: "").contains("\r") })
    else { throw Refusal() }
    let names = table.fields.map { Self.folded($0.name) }
    let known = header.filter { names.contains($0) }
    guard Set(known).count == known.count else { throw Refusal() }
    for field in table.fields where field.isRequired && !header.contains(Self.folded(field.name)) {
      throw Refusal()
    }
    return try records.dropFirst().compactMap { record in
      // The header once more, as for print.
      if record.map({ Self.folded(Self.trimmed($0)) }) == header { return nil }
      let beyond = record.dropFirst(header.count)
      guard record.count >= header.count, beyond.allSatisfy({ Self.trimmed($0).isEmpty }) else {
        throw Refusal()
      }
      return try table.fields.map { field in
        let column = header.firstIndex(of: Self.folded(field.name))
        return try Self.value(column.map { Self.trimmed(record[$0]) } ?? "", field)
      }.joined(separator: "|")
    }
  }

  /// What stands in the first line with a value; those are no cells but names, and may be told.
  package func header(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  // MARK: Records

  private func records(_ bytes: [UInt8]) throws -> [[String]] {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Refusal() }
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var records: [[String]] = []
    var index = 0
    while index < scalars.count {
      var record: [String] = []
      while true {
        record.append(try cell(scalars, &index))
        guard index < scalars.count, scalars[index] == delimiter else { break }
        index += 1
        if index == scalars.count {
          record.append("")
          break
        }
      }
      index += 1
      guard record.joined().utf8.count <= 1 << 20 else { throw Refusal() }
      records.append(record)
    }
    return records
  }

  /// The cell at `index`, which is left at the delimiter, the line break or the end behind it.
  private func cell(_ scalars: [Unicode.Scalar], _ index: inout Int) throws -> String {
    var cell = String.UnicodeScalarView()
    guard index < scalars.count, scalars[index] == "\"" else {
      while index < scalars.count, scalars[index] != delimiter, scalars[index] != "\n" {
        cell.append(scalars[index])
        index += 1
      }
      if index == scalars.count || scalars[index] == "\n", cell.last == "\r" { cell.removeLast() }
      return String(cell)
    }
    index += 1
    while true {
      guard index < scalars.count else { throw Refusal() }
      if scalars[index] != "\"" {
        cell.append(scalars[index])
        index += 1
      } else if index + 1 < scalars.count, scalars[index + 1] == "\"" {
        cell.append("\"")
        index += 2
      } else {
        break
      }
    }
    index += 1
    if index < scalars.count, scalars[index] == "\r",
      index + 1 == scalars.count || scalars[index + 1] == "\n"
    {
      index += 1
    }
    guard index == scalars.count || scalars[index] == delimiter || scalars[index] == "\n" else {
      throw Refusal()
    }
    return String(cell)
  }

  // MARK: Cells

  private static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    func isBlank(_ scalar: Unicode.Scalar?) -> Bool {
      scalar.map { [" ", "\t", "\u{A0}"].contains($0) } ?? false
    }
    while isBlank(scalars.first) { scalars.removeFirst() }
    while isBlank(scalars.last) { scalars.removeLast() }
    return String(scalars)
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private static func value(_ text: String, _ field: RecordTable.Field) throws -> String {
    guard !text.isEmpty else {
      if field.isRequired { throw Refusal() }
      return ""
    }
    func number(fraction: Bool) throws -> (whole: String, fraction: String, isNegative: Bool) {
      let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
      let parts = digits.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
      guard parts.count <= (fraction ? 2 : 1),
        parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
        parts.joined().drop(while: { $0 == "0" }).count <= 18
      else { throw Refusal() }
      return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "", text.hasPrefix("-"))
    }
    func decimal(_ low: Int?, _ high: Int?) throws -> String {
      let parts = try number(fraction: true)
      let fraction = String(parts.fraction.reversed().drop { $0 == "0" }.reversed())
      guard let value = Double("\(parts.isNegative ? "-" : "")\(parts.whole).\(fraction)0"),
        low.map({ value >= Double($0) }) ?? true, high.map({ value <= Double($0) }) ?? true
      else { throw Refusal() }
      let mantissa = (Int(parts.whole + fraction) ?? 0) * (parts.isNegative ? -1 : 1)
      return "\(mantissa)e-\(fraction.count)"
    }
    switch field.kind {
    case .code, .text:
      let limit = if case .code = field.kind { 64 } else { 200 }
      let isCode = limit == 64
      guard text.unicodeScalars.count <= limit,
        text.unicodeScalars.allSatisfy({
          $0.value >= 32 && $0.value != 127 || (!isCode && [9, 10, 13].contains($0.value))
        })
      else { throw Refusal() }
      return text
    case .integer(let low, let high):
      let parts = try number(fraction: false)
      guard let value = Int(parts.whole).map({ parts.isNegative ? -$0 : $0 }),
        value >= low ?? Int(Int32.min), value <= high ?? Int(Int32.max)
      else { throw Refusal() }
      return "\(value)"
    case .decimal(let low, let high): return try decimal(low, high)
    case .share: return try decimal(0, 1)
    case .date:
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      let lengths = [4, 2, 2]
      guard parts.map(\.count) == lengths,
        parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
        let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
        (1900...2100).contains(year), (1...12).contains(month)
      else { throw Refusal() }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      guard (1...days[month - 1]).contains(day) else { throw Refusal() }
      return text
    case .flag:
      switch text {
      case "1", "true", "True", "TRUE", "да", "Да", "ДА": return "true"
      case "0", "false", "False", "FALSE", "нет", "Нет", "НЕТ": return "false"
      default: throw Refusal()
      }
    case .choice(let words):
      guard words.contains(where: { Array($0.utf8) == Array(text.utf8) }) else { throw Refusal() }
      return text
    }
  }
}
