import Schools

/// The names by which the columns of a table are known: those of the profile, their Russian titles and their
/// synonyms.
struct ColumnNames: Sendable {
  enum Column: Hashable, Sendable {
    case field(Int)
    case extra(ExtraColumn)
  }

  /// How sure a name is; a surer one wins a column from a less sure one.
  enum Strength: Int, Sendable { case remembered, synonym, title, name }

  struct Match: Hashable, Sendable {
    let column: Column
    let strength: Strength
  }

  private let table: RecordTable
  /// The names of the profile as they stand in it.
  private var exact: [String: Column] = [:]
  private var folded: [String: Match] = [:]

  init(_ table: RecordTable) {
    self.table = table
    for (index, field) in table.fields.enumerated() {
      add(field.name, .field(index), .name)
      add(field.title, .field(index), .title)
      add(field.shortTitle, .field(index), .title)
      for synonym in field.synonyms { add(synonym, .field(index), .synonym) }
    }
    // A register's rows may name their school and year as fields; they are no extra columns there.
    let kind = BundleKind.allCases.first { $0.tables.contains { $0.name == table.name } }
    for extra in ExtraColumn.allCases
    where ExtraColumn(extra.rawValue, in: kind ?? .school) != nil && exact[extra.rawValue] == nil {
      add(extra.rawValue, .extra(extra), .name)
      for title in extra.titles { add(title, .extra(extra), .title) }
    }
  }

  private mutating func add(_ name: String, _ column: Column, _ strength: Strength) {
    if strength == .name { exact[name] = column }
    let key = Self.folded(name)
    guard let known = folded[key] else {
      folded[key] = Match(column: column, strength: strength)
      return
    }
    if known.strength.rawValue < strength.rawValue {
      folded[key] = Match(column: column, strength: strength)
    }
  }

  /// The column that is called exactly so in the profile.
  func named(_ name: String) -> Column? { exact[name] }

  /// The column that a folded name means.
  func match(folded name: String) -> Match? { folded[name] }

  /// The place of the field that a column of this name holds; nil when it holds none.
  func field(_ name: String) -> Int? {
    guard case .field(let index) = named(name) ?? match(folded: Self.folded(name))?.column else {
      return nil
    }
    return index
  }

  /// What the field holds that a column of this name holds.
  func kind(of name: String) -> RecordTable.Kind? { field(name).map { table.fields[$0].kind } }

  /// `name` in lower case without spaces and punctuation, `ё` as `е` and `й` as `и`.
  static func folded(_ name: String) -> String {
    var result = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case "ё": result.unicodeScalars.append("е")
      case "й": result.unicodeScalars.append("и")
      default:
        if scalar.properties.isAlphabetic || scalar.properties.generalCategory == .decimalNumber {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  /// The same, and those that are remembered of a school.
  func adding(_ remembered: [String: Int]) -> ColumnNames {
    var names = self
    for (key, field) in remembered where names.folded[key] == nil {
      names.folded[key] = Match(column: .field(field), strength: .remembered)
    }
    return names
  }

  /// Those of a table; each is made once.
  static func of(_ table: RecordTable) -> ColumnNames { known[table.name] ?? ColumnNames(table) }

  private static let known = Dictionary(
    uniqueKeysWithValues: (RecordTable.all + RecordTable.registers + RecordTable.aggregates).map {
      ($0.name, ColumnNames($0))
    })
}

extension ExtraColumn {
  /// What the column is called in Russian.
  var titles: [String] {
    switch self {
    case .schoolCode: ["Код школы"]
    case .academicYear: ["Учебный год"]
    case .deleted: ["Удалить", "Удалено"]
    }
  }
}
