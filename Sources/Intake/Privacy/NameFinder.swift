/// Finds a person's name among the words of a text.
///
/// - A patronymic beside another word, or alone in its cell: `Иванова Мария Петровна`, `Алиев Мамед оглы`.
/// - A surname with initials: `Иванова М. П.`, `М.П. Иванова`.
/// - A surname and a given name that agree in gender: `Иванова Мария`; not `Роза Ветров`.
/// - In a pseudonym also a common given name or surname by itself.
struct NameFinder {
  let words: [NameWord]
  let rule: PersonalDataRule
  private let isLowerCase: Bool

  init(_ text: FoldedText, _ rule: PersonalDataRule) {
    words = NameWord.words(of: text)
    self.rule = rule
    isLowerCase = !text.kinds.contains(.upper)
  }

  var hasName: Bool {
    guard rule.names != .free, !words.isEmpty else { return false }
    for index in words.indices {
      guard let start = startOfName(at: index) else { continue }
      if rule.names == .dedicated, isDedicated(before: start) { continue }
      return true
    }
    return rule.isKey && namesInKey
  }

  /// Where a name begins that the word at `index` makes one.
  private func startOfName(at index: Int) -> Int? {
    if let start = startByPatronymic(index) { return start }
    if let start = startByInitials(index) { return start }
    return startByPair(index)
  }

  private func isJoined(_ index: Int) -> Bool {
    words.indices.contains(index) && words[index].gap != .far
  }

  /// The word before, when nothing but blanks and the like stands between.
  private func before(_ index: Int) -> NameWord? {
    index > 0 && isJoined(index) ? words[index - 1] : nil
  }

  private func after(_ index: Int) -> NameWord? {
    isJoined(index + 1) ? words[index + 1] : nil
  }

  // MARK: Patronymics

  private func startByPatronymic(_ index: Int) -> Int? {
    let word = words[index]
    if word.isTurkicPatronymic {
      return before(index).map { $0.isCapital || isLowerCase } == true ? index - 1 : nil
    }
    if word.isPatronymic { return startByNominative(index) }
    let isShort = word.isObliqueShortPatronymic
    guard isShort || word.isObliquePatronymic, let before = before(index) else { return nil }
    if before.isGivenInAnyCase { return index - 1 }
    guard !isShort else { return nil }
    // Three capitals in a row, but not «Основной»: adjectives end so.
    guard !word.text.ending(in: "ной"), word.isCapital, before.isCapital, before.text.count > 2
    else { return nil }
    let neighbor = self.before(index - 1) ?? after(index)
    return neighbor.map { $0.isCapital && $0.text.count > 2 } == true ? index - 1 : nil
  }

  private func startByNominative(_ index: Int) -> Int? {
    let word = words[index]
    if let before = before(index), before.text.count >= 2, before.isCyrillic == word.isCyrillic {
      if word.isLonePatronymic, word.isCapital, before.isCapital { return index - 1 }
      if before.given != nil { return index - 1 }
      // «иванова айгуль ринатовна»
      if !word.isCapital, word.isLonePatronymic, rule.isKey { return index - 1 }
      if !word.isCapital, word.isLonePatronymic, let first = self.before(index - 1),
        first.surname != nil
      {
        return index - 2
      }
    }
    if word.isLonePatronymic, word.isCapital, let after = after(index), after.isCapital,
      after.text.count >= 2, after.isCyrillic == word.isCyrillic
    {
      return index
    }
    // М. Петровна
    if word.isLonePatronymic, let before = before(index), before.isInitial { return index - 1 }
    return words.count == 1 && word.isLonePatronymic && (word.isCapital || rule.isKey) ? index : nil
  }

  // MARK: Initials

  private func startByInitials(_ index: Int) -> Int? {
    let word = words[index]
    guard word.text.count >= 2 else { return nil }
    // Иванова М. П. and, by its ending, Иванова М.
    if let first = after(index), first.isInitial, first.isCyrillic == word.isCyrillic,
      first.gap == .near || first.gap == .none
    {
      let second = after(index + 1)
      let hasPair = second.map { $0.isInitial && $0.gap != .far } ?? false
      if hasPair, isAbbreviated(index + 1), word.isSurnameByInitials { return index }
      // A letter at a digit is no initial: «KQIN-X7» is a code.
      let isInitial = !first.isBesideDigit && (isAbbreviated(index + 1) || rule.isKey)
      if word.isCapital, word.surname != nil, hasPair || isInitial { return index }
    }
    // иванова м. п.
    if rule.isKey, word.isCyrillic, !word.isCapital, word.surname != nil, let first = after(index),
      first.text.count == 1, first.isCyrillic
    {
      return index
    }
    // ИвановаМП
    if rule.isKey, let pair = after(index), pair.text.count == 2, pair.isAllCapital,
      word.isCapital, word.surname != nil
    {
      return index
    }
    // М. П. Иванова and, by its ending, М. Иванова.
    if let first = before(index), first.isInitial, first.isCyrillic == word.isCyrillic,
      word.gap == .point
    {
      let second = before(index - 1)
      let hasPair = second.map { $0.isInitial } == true && words[index - 1].gap == .point
      if hasPair, word.isSurnameByInitials { return index - 2 }
      if word.isCapital, word.surname != nil { return hasPair ? index - 2 : index - 1 }
    }
    return nil
  }

  /// Whether a point follows the initial at `index`, or nothing does.
  private func isAbbreviated(_ index: Int) -> Bool {
    guard words.indices.contains(index + 1) else { return true }
    return words[index + 1].gap == .point || words[index + 1].gap == .far
  }

  // MARK: A surname and a given name

  private func startByPair(_ index: Int) -> Int? {
    guard let second = after(index) else { return nil }
    let first = words[index]
    guard first.isCyrillic == second.isCyrillic,
      first.isCapital && second.isCapital || rule.isKey
    else { return nil }
    if let given = second.given, let surname = first.surname, first.agrees(given, with: surname) {
      return index
    }
    if rule.names == .judged || rule.isKey, let given = first.given, let surname = second.surname,
      first.agrees(given, with: surname)
    {
      return index
    }
    return nil
  }

  // MARK: Dedications and pseudonyms

  private static let dedications: Set<[UInt32]> = Set(
    """
    имени им памяти честь приз призы кубок мемориал премия премии стипендия чтения name memorial
    """.split(whereSeparator: \.isWhitespace).map { GivenNames.word(String($0)) })

  /// Words that may stand between a dedication and its name: «имени Героя Советского Союза лётчика …».
  private static let reach = 6

  private func isDedicated(before start: Int) -> Bool {
    words[max(0, start - Self.reach)..<start].contains { Self.dedications.contains($0.text) }
  }

  /// A pseudonym that is or holds a common name. Latin letters amid digits come about by chance, so beside
  /// digits they count only when they are all the letters there are.
  private var namesInKey: Bool {
    words.contains { word in
      guard word.text.count >= 4 else { return false }
      if word.isCyrillic { return word.given != nil || word.isCommonSurname }
      return word.text.count >= 5 && (words.count == 1 || !word.isBesideDigit)
        && (word.given != nil || word.isCommonSurname)
    }
  }
}
