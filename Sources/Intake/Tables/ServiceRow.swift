/// Tells rows that are no records: totals, numbers or units under a header.
enum ServiceRow {
  /// Whether a row is one of totals or means, by its first filled cell.
  @inline(__always)
  static func isTotal(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count >= 5 else { return false }
    switch (text[0], text[1]) {
    // И, и, В, в, С in UTF-8; с; T, t.
    case (0xD0, 0x98), (0xD0, 0xB8), (0xD0, 0x92), (0xD0, 0xB2), (0xD0, 0xA1), (0xD1, 0x81),
      (0x54, _), (0x74, _):
      return isTotalText(String(decoding: text, as: UTF8.self))
    default: return false
    }
  }

  private static func isTotalText(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard let first = words.first else { return false }
    if ["итого", "всего", "total"].contains(first) { return true }
    if words.starts(with: ["в", "среднем"]) || words == ["итог"] { return true }
    guard ["средний", "средняя", "среднее", "средние"].contains(first) else { return false }
    return words.dropFirst().allSatisfy {
      ["балл", "баллы", "оценка", "отметка", "оценки", "отметки", "значение", "значения", "по"]
        .contains($0) || ["школе", "классу", "классам", "предмету", "предметам"].contains($0)
    } && (words.count > 1 || first == "среднее" || first == "средние")
  }

  /// Whether the cells under a header number its columns: 1, 2, 3 …, perhaps after А, Б …
  static func isNumbering(_ cells: [String], of names: [String]) -> Bool {
    let letters = ["А", "Б", "В", "Г"]
    var (lettered, numbered) = (0, 0)
    for (column, name) in names.enumerated() where !name.isEmpty {
      guard column < cells.count else { return false }
      if numbered == 0, lettered < letters.count, cells[column] == letters[lettered] {
        lettered += 1
      } else {
        numbered += 1
        guard cells[column] == "\(numbered)" else { return false }
      }
    }
    return numbered > 0 && lettered + numbered >= 3
  }

  /// Whether all that stands under a header are units.
  static func isUnits(_ cells: [String]) -> Bool {
    let filled = cells.filter { !$0.isEmpty }
    return !filled.isEmpty
      && filled.allSatisfy { cell in
        units.contains(cell.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "%" })
      }
  }

  private static let units: Set<String> = [
    "чел", "человек", "%", "шт", "штук", "ч", "час", "часов", "балл", "баллы", "баллов", "лет",
    "кол", "количество", "ед", "м2", "квм", "мбитс", "экз", "дн", "дней", "дата",
    "данет", "код",
  ]
}
