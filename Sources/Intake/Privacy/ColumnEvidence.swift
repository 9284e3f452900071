/// What the cells of one column say together where one of them alone says nothing: bare numbers, dates, single words.
///
/// Eleven digits are an insurance number by chance once in a hundred times, so a column of codes has a few such;
/// a column of insurance numbers has little else.
struct ColumnEvidence {
  /// How many cells of a shape there are, and how many of them pass as personal.
  private struct Count {
    var all = 0
    var personal = 0
    var firstRow = 0

    mutating func add(_ isPersonal: Bool, row: Int) {
      all += 1
      guard isPersonal else { return }
      personal += 1
      if firstRow == 0 { firstRow = row }
    }

    var isMost: Bool { personal * 2 > all }
    /// Most, or far more than one in a hundred.
    var isBeyondChance: Bool { isMost || (personal >= 4 && personal * 10 > all) }
  }

  private var snils = Count()
  private var inn = Count()
  private var mobile = Count()
  private var compactDates = Count()
  private var dates = Count()
  private var givenNames = Count()
  private var surnames = Count()
  /// The first three digits after the 8 of telephones: codes share theirs, telephones do not.
  private var operators: Set<Int> = []

  /// Counts a cell of 8 to 12 bare digits; in a pseudonym eight of them may be a date of birth.
  mutating func add(
    number cell: UnsafeRawBufferPointer, row: Int, isKey: Bool, _ detector: PersonalDataDetector
  ) {
    let digits = cell.map { Int($0) - 0x30 }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    switch digits.count {
    case 8 where isKey:
      func isBirth(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        detector.isBirthYear(year)
          && CalendarDate.daysSince1970(year: year, month: month, day: day) != nil
      }
      compactDates.add(
        isBirth(number(4..<8), number(2..<4), number(0..<2))
          || isBirth(number(0..<4), number(4..<6), number(6..<8)), row: row)
    case 11:
      snils.add(NumberFinder.isSnils(digits), row: row)
      let isMobile = (digits[0] == 7 || digits[0] == 8) && digits[1] == 9
      mobile.add(isMobile, row: row)
      if isMobile, operators.count < 2 { operators.insert(number(1..<4)) }
    case 12: inn.add(NumberFinder.isPersonalINN(digits), row: row)
    default: break
    }
  }

  /// Counts a cell of a column the profile does not know.
  mutating func add(text cell: UnsafeRawBufferPointer, row: Int, _ detector: PersonalDataDetector) {
    let text = FoldedText(cell)
    let words = NameWord.words(of: text)
    let word = words.count == 1 && words[0].end - words[0].start == text.count ? words[0] : nil
    givenNames.add(word.map { $0.isCapital && $0.given != nil } ?? false, row: row)
    surnames.add(
      word.map { $0.isCapital && $0.surname != nil && !$0.text.ending(in: "ий") } ?? false, row: row
    )
    guard let (year, month, day) = Self.date(cell) else { return }
    // Pupils enter a school around the first of September; they are born all the year.
    let isSeptember = (month == 8 && day >= 15) || (month == 9 && day <= 10)
    dates.add(detector.isBirthYear(year) && !isSeptember, row: row)
  }

  private static func date(_ cell: UnsafeRawBufferPointer) -> (year: Int, month: Int, day: Int)? {
    guard cell.count == 10 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      range.reduce(0 as Int?) { sum, index in
        cell[index] &- 0x30 <= 9 ? sum.map { $0 * 10 + Int(cell[index] - 0x30) } : nil
      }
    }
    let isYearFirst = number(0..<4) != nil
    guard let year = number(isYearFirst ? 0..<4 : 6..<10),
      let month = number(isYearFirst ? 5..<7 : 3..<5),
      let day = number(isYearFirst ? 8..<10 : 0..<2),
      CalendarDate.daysSince1970(year: year, month: month, day: day) != nil
    else { return nil }
    return (year, month, day)
  }

  /// What the column is found to hold, with the first row of each.
  var findings: [(kind: PersonalData, row: Int)] {
    var found: [(PersonalData, Int)] = []
    if snils.isBeyondChance { found.append((.snils, snils.firstRow)) }
    if inn.isBeyondChance { found.append((.inn, inn.firstRow)) }
    if mobile.isMost, mobile.all == 1 || operators.count > 1 {
      found.append((.phone, mobile.firstRow))
    }
    if compactDates.isMost { found.append((.birthDate, compactDates.firstRow)) }
    if dates.isMost { found.append((.birthDate, dates.firstRow)) }
    if givenNames.isMost, givenNames.personal >= 3 { found.append((.name, givenNames.firstRow)) }
    if surnames.personal >= 5, surnames.personal * 10 > surnames.all * 8 {
      found.append((.name, surnames.firstRow))
    }
    return found
  }
}
