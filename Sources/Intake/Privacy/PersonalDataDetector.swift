/// Looks for personal data in one text, in earnest: names, numbers with their checksums, contacts, dates of birth.
///
/// A number of bare digits is judged with the others of its column, by ``ColumnEvidence``.
struct PersonalDataDetector {
  /// The academic year of the bundle; a date of birth lies five years before it or more.
  let year: Int

  init(year: Int?) { self.year = year ?? 2100 }

  /// What of a person `cell`, well-formed UTF-8, holds; nil when nothing.
  func find(_ cell: UnsafeRawBufferPointer, _ rule: PersonalDataRule) -> PersonalData? {
    find(FoldedText(cell), rule)
  }

  func find(_ text: String, _ rule: PersonalDataRule) -> PersonalData? {
    find(FoldedText(text), rule)
  }

  private func find(_ text: FoldedText, _ rule: PersonalDataRule) -> PersonalData? {
    if rule.contacts, Self.hasEmail(text) { return .email }
    let numbers = NumberFinder(text)
    if let kind = numbers.find(rule) { return kind }
    if hasBirthDate(text, numbers, rule) { return .birthDate }
    if NameFinder(text, rule).hasName { return .name }
    if rule.names != .free, Self.hasAddress(text) { return .address }
    return nil
  }

  // MARK: E-mail

  private static func hasEmail(_ text: FoldedText) -> Bool {
    for (index, scalar) in text.scalars.enumerated() where scalar == 0x40 {
      guard index > 0, text.isWordPart(index - 1) || text.scalars[index - 1] == 0x5F else {
        continue
      }
      var place = index + 1
      var labels: [Range<Int>] = []
      while place < text.count {
        let start = place
        while place < text.count, text.isWordPart(place) || text.scalars[place] == 0x2D {
          place += 1
        }
        guard place > start else { break }
        labels.append(start..<place)
        guard place < text.count, text.scalars[place] == 0x2E else { break }
        place += 1
      }
      if labels.count >= 2, let last = labels.last, last.count >= 2, last.allSatisfy(text.isLetter)
      {
        return true
      }
    }
    return false
  }

  // MARK: Dates

  private func hasBirthDate(
    _ text: FoldedText, _ numbers: NumberFinder, _ rule: PersonalDataRule
  ) -> Bool {
    guard numbers.groups.count >= 3 else { return false }
    let isSaid =
      text.contains("рожд") || text.contains("г.р") || text.contains("д.р")
      || text.contains("birth")
    guard rule.isKey || isSaid else { return false }
    return numbers.groups.indices.dropLast(2).contains { index in
      guard let born = Self.year(ofDateAt: index, numbers) else { return false }
      return isBirthYear(born)
    }
  }

  /// Old enough for school, young enough to work in one.
  func isBirthYear(_ born: Int) -> Bool { (year - 100...year - 5).contains(born) }

  private static func year(ofDateAt index: Int, _ numbers: NumberFinder) -> Int? {
    let groups = numbers.groups[index..<index + 3]
    let text = numbers.text
    let gaps = [
      text.scalars[groups[index].end..<groups[index + 1].start],
      text.scalars[groups[index + 1].end..<groups[index + 2].start],
    ]
    guard gaps.allSatisfy({ $0.count == 1 && [0x2E, 0x2D, 0x2F, 0x5F].contains($0.first) }) else {
      return nil
    }
    let values = groups.map { group in
      group.count > 4
        ? -1 : text.scalars[group.start..<group.end].reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
    let isYearFirst = groups[index].count == 4
    guard isYearFirst || groups[index + 2].count == 4 else { return nil }
    let (year, day) = isYearFirst ? (values[0], values[2]) : (values[2], values[0])
    return CalendarDate.daysSince1970(year: year, month: values[1], day: day) == nil ? nil : year
  }

  // MARK: Addresses

  /// A street and a flat: «ул. Садовая, д. 5, кв. 12».
  private static func hasAddress(_ text: FoldedText) -> Bool {
    guard text.kinds.contains(.digit), let flat = text.first("кв"),
      flat == 0 || !text.isLetter(flat - 1)
    else { return false }
    let rest = text.scalars[(flat + 2)...].drop { $0 == 0x2E || $0 == 0x20 }
    guard let number = rest.first, (0x30...0x39).contains(number) else { return false }
    return ["ул.", "ул ", "улица", "пр.", "просп", "пер.", "переулок", "д.", "дом"].contains {
      text.contains($0)
    }
  }
}
