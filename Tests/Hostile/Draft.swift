package import Schools

/// A sound data package in pieces, from which unsound ones are made.
package struct Draft: Sendable {
  package struct Table: Sendable {
    package var name: String
    package var path: String
    package var csv: [UInt8]

    package init(name: String, path: String, csv: [UInt8]) {
      (self.name, self.path, self.csv) = (name, path, csv)
    }

    package var record: RecordTable { RecordTable.named(name)! }
  }

  package var descriptor: String
  package var tables: [Table]
  /// Files beside the tables.
  package var others: [RawZip.Entry] = []
  package let delimiter: Character
  /// Words that stand in cells and so may stand in no problem.
  package let secrets: [String]

  /// A package of one to three tables, drawn by a seed.
  package init(_ dice: inout Dice) {
    let delimiter: Character = dice.pick([",", ";", "\t"])
    var secrets: [String] = []
    var names = ["student", "class", "diagnostic_result", "staff", "event_participation"]
    names.shuffle(using: &dice)
    let tables = names.prefix(1 + dice.below(3)).map { name in
      let csv = Self.csv(RecordTable.named(name)!, delimiter, &secrets, &dice)
      return Table(name: name, path: "\(name).csv", csv: Array(csv.utf8))
    }
    self.delimiter = delimiter
    self.tables = tables
    self.secrets = secrets
    descriptor = Self.descriptor(tables, delimiter)
  }

  package static func descriptor(_ tables: [Table], _ delimiter: Character) -> String {
    let resources = tables.map {
      """
          {"name": "\($0.name)", "path": "\($0.path)", "encoding": "utf-8", "dialect": {"delimiter": "\(delimiter == "\t" ? "\\t" : String(delimiter))"}}
      """
    }
    return """
      {
        "name": "s1-2025",
        "created": "2025-06-21",
        "soko:schemaVersion": 1,
        "soko:kind": "school",
        "soko:schoolCode": "s1",
        "soko:academicYear": 2025,
        "soko:mode": "full",
        "soko:asOf": "2025-06-21",
        "soko:synthetic": true,
        "resources": [
      \(resources.joined(separator: ",\n"))
        ]
      }
      """
  }

  private static func csv(
    _ table: RecordTable, _ delimiter: Character, _ secrets: inout [String], _ dice: inout Dice
  ) -> String {
    let fields = table.fields.filter { $0.isRequired || dice.below(10) < 7 }
    var lines = [fields.map(\.name)]
    for _ in 0..<(3 + dice.below(12)) {
      lines.append(
        fields.map { field in
          if !field.isRequired, dice.below(5) == 0 { return "" }
          return cell(field, &secrets, &dice)
        })
    }
    return lines.map { $0.joined(separator: String(delimiter)) + "\n" }.joined()
  }

  private static func cell(
    _ field: RecordTable.Field, _ secrets: inout [String], _ dice: inout Dice
  ) -> String {
    switch field.kind {
    case .code, .text:
      secrets.append(dice.key())
      return secrets[secrets.count - 1]
    case .integer(let low, let high):
      let start = max(low ?? 0, 0)
      return "\(Int.random(in: start...min(high ?? 1000, start + 1000), using: &dice))"
    case .decimal(let low, let high):
      let start = max(low ?? 0, 0)
      let value = Int.random(
        in: start...max(start, min(high ?? 100, start + 100) - 1), using: &dice)
      return dice.below(2) == 0 ? "\(value)" : "\(value).\(1 + dice.below(9))"
    case .share: return "0.\(1 + dice.below(9))"
    case .date:
      let day = dice.below(9)
      return "2025-0\(1 + dice.below(5))-1\(day)"
    case .flag: return dice.pick(["0", "1", "true", "нет"])
    case .choice(let words): return dice.pick(words)
    }
  }

  package var zip: RawZip {
    RawZip(
      [RawZip.Entry("datapackage.json", Array(descriptor.utf8))]
        + tables.map { RawZip.Entry($0.path, $0.csv) } + others)
  }
}
