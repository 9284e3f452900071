/// Finds the numbers that belong to a person among the digits of a text.
struct NumberFinder {
  /// A run of digits, with what stands before it since the run before.
  struct Group {
    let start: Int
    let end: Int
    var count: Int { end - start }
  }

  let text: FoldedText
  let groups: [Group]

  init(_ text: FoldedText) {
    self.text = text
    var groups: [Group] = []
    var index = 0
    while index < text.count {
      guard text.kinds[index] == .digit else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, text.kinds[index] == .digit { index += 1 }
      groups.append(Group(start: start, end: index))
    }
    self.groups = groups
  }

  /// What the first number of a person is.
  func find(_ rule: PersonalDataRule) -> PersonalData? {
    guard !groups.isEmpty else { return nil }
    for index in groups.indices {
      if isSnils(at: index) { return .snils }
      if isPassport(at: index) { return .passport }
      if isBirthCertificate(at: index) { return .birthCertificate }
      if rule.contacts, isPhone(at: index) { return .phone }
    }
    return findByWord(rule)
  }

  /// Numbers that only a word beside them tells.
  private func findByWord(_ rule: PersonalDataRule) -> PersonalData? {
    if text.contains("снилс") || text.contains("snils"), digits.count >= 9 { return .snils }
    if text.contains("паспорт") || text.contains("серия"), hasTenDigits { return .passport }
    if hasWord("инн"), groups.contains(where: { Self.isPersonalINN(values($0)) }) { return .inn }
    let isCalled = ["тел", "моб", "телефон", "мобильный", "tel", "phone"].contains { hasWord($0) }
    if rule.contacts, isCalled, digits.count >= 6 { return .phone }
    return nil
  }

  private var digits: [Int] { groups.flatMap(values) }

  private var hasTenDigits: Bool {
    groups.indices.contains { index in
      var sum = 0
      for group in groups[index...] {
        sum += group.count
        if sum >= 10 { break }
      }
      return sum == 10
    }
  }

  private func values(_ group: Group) -> [Int] {
    text.scalars[group.start..<group.end].map { Int($0) - 0x30 }
  }

  private func hasWord(_ word: StaticString) -> Bool {
    guard let start = text.first(word) else { return false }
    let end = start + String(describing: word).unicodeScalars.count
    return (start == 0 || !text.isLetter(start - 1)) && (end == text.count || !text.isLetter(end))
  }

  // MARK: Shapes

  /// The groups from `index` on have these lengths, stand free, and are parted by what `isGap` allows.
  private func has(
    _ lengths: [Int], at index: Int, _ isGap: (ArraySlice<UInt32>) -> Bool
  ) -> Bool {
    guard index + lengths.count <= groups.count else { return false }
    for (offset, length) in lengths.enumerated() {
      guard groups[index + offset].count == length else { return false }
      if offset > 0, !isGap(gap(before: index + offset)) { return false }
    }
    return standsFree(groups[index].start, groups[index + lengths.count - 1].end)
  }

  private func gap(before index: Int) -> ArraySlice<UInt32> {
    text.scalars[groups[index - 1].end..<groups[index].start]
  }

  /// No letter and no digit touches the range.
  private func standsFree(_ start: Int, _ end: Int) -> Bool {
    (start == 0 || !text.isWordPart(start - 1)) && (end == text.count || !text.isWordPart(end))
  }

  private static func isLoose(_ gap: ArraySlice<UInt32>) -> Bool {
    gap.count <= 3 && gap.allSatisfy { $0 == 0x20 || $0 == 0x2D || $0 == 0x2E }
  }

  /// `123-456-789 01` with a valid checksum.
  private func isSnils(at index: Int) -> Bool {
    guard has([3, 3, 3, 2], at: index, Self.isLoose) || has([9, 2], at: index, Self.isLoose) else {
      return false
    }
    let count = groups[index].count == 9 ? 2 : 4
    return Self.isSnils(groups[index..<index + count].flatMap(values))
  }

  /// `45 10 123456`, `4510 123456`, `4510 № 123456`.
  private func isPassport(at index: Int) -> Bool {
    let number: Set<UInt32> = [0x20, 0x2116, 0x23, 0x6E, 0x6F]
    func isNumberGap(_ gap: ArraySlice<UInt32>) -> Bool {
      gap.first == 0x20 || gap.first == 0x2116
        ? gap.count <= 4 && gap.allSatisfy { number.contains($0) } : false
    }
    func isBlank(_ gap: ArraySlice<UInt32>) -> Bool { gap.elementsEqual([0x20]) }
    if has([4, 6], at: index, isNumberGap) { return true }
    return has([2, 2, 6], at: index, isNumberGap) && isBlank(gap(before: index + 1))
  }

  /// `IV-МЮ № 123456`.
  private func isBirthCertificate(at index: Int) -> Bool {
    let group = groups[index]
    guard group.count == 6, group.end == text.count || !text.isWordPart(group.end) else {
      return false
    }
    var place = group.start
    func skip(_ scalars: Set<UInt32>) {
      while place > 0, scalars.contains(text.scalars[place - 1]) { place -= 1 }
    }
    skip([0x20, 0x2116, 0x23])
    // A Latin N for №, apart from the letters of the series.
    if place > 1, text.scalars[place - 1] == 0x6E, text.scalars[place - 2] == 0x20 { place -= 1 }
    skip([0x20])
    let end = place
    while place > 0, end - place < 3, text.kinds[place - 1] == .upper,
      text.scalars[place - 1] >= 0x400
    {
      place -= 1
    }
    guard end - place == 2 else { return false }
    skip([0x20, 0x2D])
    let roman = place
    while place > 0, Self.roman.contains(text.scalars[place - 1]) { place -= 1 }
    return (1...5).contains(roman - place) && (place == 0 || !text.isWordPart(place - 1))
  }

  /// I, V, X, L, C in Latin, and what looks like them: І, У, Х, С, 1.
  private static let roman: Set<UInt32> = [
    0x69, 0x76, 0x78, 0x6C, 0x63, 0x456, 0x443, 0x445, 0x441, 0x31,
  ]

  // MARK: Telephones

  private static let phoneGap: Set<UInt32> = [0x20, 0x28, 0x29, 0x2D, 0x2E]

  private func isPhone(at index: Int) -> Bool {
    let first = groups[index]
    if first.start > 0, text.scalars[first.start - 1] == 0x2B {
      let run = run(from: index)
      return (10...15).contains(run.digits) && run.isFree
        && (first.start == 1 || !text.isWordPart(first.start - 2))
    }
    guard first.start == 0 || !text.isWordPart(first.start - 1) else { return false }
    let head = values(first)
    if head == [8] || head == [7] { return isLongPhone(index) }
    if first.count == 11 { return isBareMobile(index) }
    // (916) 123-45-67
    guard has([3, 3, 2, 2], at: index, { $0.count <= 3 && $0.allSatisfy(Self.phoneGap.contains) })
    else { return false }
    return head[0] == 9 || gap(before: index + 1).contains(0x29)
  }

  /// `8 (916) 123-45-67`: eleven digits, the second group an area's code of three digits and more.
  private func isLongPhone(_ index: Int) -> Bool {
    guard index + 1 < groups.count, groups[index + 1].count >= 3,
      [3, 4, 8, 9].contains(values(groups[index + 1])[0])
    else { return false }
    let run = run(from: index)
    return run.digits == 11 && run.isFree
      && (run.least >= 2 || groups[index + 1].count >= 4)
  }

  /// `89161234567` amid other text; alone in its cell it is judged with its column.
  private func isBareMobile(_ index: Int) -> Bool {
    let group = groups[index]
    let head = values(group).prefix(2)
    guard head[0] == 7 || head[0] == 8, head[1] == 9, group.count < text.count else { return false }
    let isJoined = { (place: Int) in [0x2D, 0x5F].contains(text.scalars[place]) }
    return standsFree(group.start, group.end) && (group.start == 0 || !isJoined(group.start - 1))
      && (group.end == text.count || !isJoined(group.end))
  }

  /// Digits in a row of groups that only a telephone's punctuation parts.
  private func run(from index: Int) -> (digits: Int, least: Int, isFree: Bool) {
    var digits = groups[index].count
    var least = Int.max
    var last = index
    while last + 1 < groups.count {
      let gap = gap(before: last + 1)
      guard gap.count <= 3, gap.allSatisfy(Self.phoneGap.contains) else { break }
      last += 1
      digits += groups[last].count
      least = min(least, groups[last].count)
      // No telephone has as many; a long row of groups would be run through from each of them.
      if digits > 15 { return (digits, least, false) }
    }
    let end = groups[last].end
    return (digits, least, end == text.count || !text.isWordPart(end))
  }
}

// MARK: Checksums

extension NumberFinder {
  /// Whether eleven digits are an insurance number by its checksum, which numbers above 001-001-998 have.
  static func isSnils(_ digits: some Collection<Int>) -> Bool {
    guard digits.count == 11 else { return false }
    let number = digits.prefix(9).reduce(0) { $0 * 10 + $1 }
    guard number > 1_001_998 else { return false }
    let sum = zip(digits.prefix(9), (1...9).reversed()).reduce(0) { $0 + $1.0 * $1.1 }
    let check = sum % 101 % 100
    return check == digits.suffix(2).reduce(0) { $0 * 10 + $1 }
  }

  /// Whether twelve digits are a person's tax number by its two check digits.
  static func isPersonalINN(_ digits: [Int]) -> Bool {
    guard digits.count == 12, digits.contains(where: { $0 != 0 }) else { return false }
    func check(_ weights: [Int]) -> Int {
      zip(weights, digits).reduce(0) { $0 + $1.0 * $1.1 } % 11 % 10
    }
    return check([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[10]
      && check([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[11]
  }
}
