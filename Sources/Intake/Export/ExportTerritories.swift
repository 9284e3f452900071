/// Which row of an export is about which territory, by the order in which its rows stand: the country, a region, its
/// municipality, the municipality's schools.
struct ExportTerritories {
  enum Reason: String, CaseIterable {
    case country, school, unnamed
  }

  /// A row that has a name.
  struct Row {
    let number: Int
    let label: String
    /// Figures that are no greater in a part than in the whole.
    let sizes: [Int?]
  }

  /// ОКТМО codes by the row's number.
  private(set) var codes: [Int: String] = [:]
  private(set) var leftOut: [Reason: Int] = [:]
  /// The first row from which on it cannot be told what is meant; nil when everything can.
  private(set) var unclear: Int?

  /// - Parameter sender: who sends the file, a region or a municipality.
  init(_ rows: [Row], sender: String) {
    var named: [Row] = []
    for row in rows {
      if Self.isCountry(row.label) {
        leftOut[.country, default: 0] += 1
      } else if Self.isSchool(row.label) {
        leftOut[.school, default: 0] += 1
      } else {
        named.append(row)
      }
    }
    guard let region = named.first else { return }
    codes[region.number] = Self.region(of: sender)
    if Self.isRegion(sender) {
      // Municipalities have names there, and no codes.
      if named.count > 1 { leftOut[.unnamed] = named.count - 1 }
      return
    }
    guard named.count == 2 else {
      unclear = named.count > 2 ? named[2].number : region.number
      return
    }
    let isPart = zip(named[1].sizes, region.sizes).allSatisfy { part, whole in
      part ?? 0 <= whole ?? .max
    }
    guard isPart else {
      unclear = named[1].number
      return
    }
    codes[named[1].number] = sender
  }

  private static func isCountry(_ label: String) -> Bool {
    ["всявыборка", "российскаяфедерация", "россия", "рф"].contains(ColumnNames.folded(label))
  }

  /// A school's login, alone or behind its name, or a word that only schools are called by.
  private static func isSchool(_ label: String) -> Bool {
    let text = label.lowercased()
    if text.contains(/(?:^|[^a-z0-9])[a-z]{2,10}\d{3,}(?:$|[^a-z0-9])/) { return true }
    let words = text.split { !$0.isLetter }.map(String.init)
    return words.contains { word in
      ["сош", "оош", "нош", "мбоу", "моу", "маоу", "мкоу", "гбоу", "гоу", "гкоу", "чоу"].contains(
        word)
        || ["школ", "гимнази", "лице", "интернат"].contains(where: word.hasPrefix)
    }
  }

  /// Whether an ОКТМО code is a region's: nothing stands after its first digits.
  static func isRegion(_ code: String) -> Bool { region(of: code) == code }

  /// The region's ОКТМО code: the first two digits, or three of an autonomous area within another region.
  static func region(of code: String) -> String {
    let areas = ["118", "718", "719"]
    let length = areas.contains(where: code.hasPrefix) ? 3 : 2
    guard code.count >= 8 else { return code }
    return code.prefix(length) + String(repeating: "0", count: 8 - length)
  }
}
