/// A word of a text, as looking for names needs it.
struct NameWord {
  enum Gender {
    case male, female, common
  }

  /// What parts a word from the one before it.
  enum Gap {
    /// Nothing but a change from small to capital letters: `ИвановаМария`.
    case none
    case near
    /// A point, with or without blanks after it.
    case point
    case far
  }

  /// Folded.
  let text: [UInt32]
  let start: Int
  let end: Int
  let isCapital: Bool
  let isAllCapital: Bool
  let isBesideDigit: Bool
  let gap: Gap

  var isCyrillic: Bool { text[0] >= 0x400 && text[0] < 0x530 }
  var isLatin: Bool { text[0] < 0x250 }
  var isInitial: Bool { text.count == 1 && isCapital }

  private static let longest = 64

  /// The words of a text; digits and punctuation part them, and so does a capital after a small letter.
  ///
  /// Of what is longer than any word only the end is looked at, by which patronymics are told.
  static func words(of text: FoldedText) -> [NameWord] {
    var words: [NameWord] = []
    var index = 0
    var last = 0
    while index < text.count {
      guard text.isLetter(index) else {
        index += 1
        continue
      }
      let start = index
      index += 1
      while index < text.count, text.isLetter(index),
        !(text.kinds[index] == .upper && text.kinds[index - 1] == .lower)
      { index += 1 }
      let kinds = text.kinds[start..<index]
      words.append(
        NameWord(
          text: unmixed(Array(text.scalars[max(start, index - longest)..<index])), start: start,
          end: index,
          isCapital: kinds.first == .upper, isAllCapital: kinds.allSatisfy { $0 == .upper },
          isBesideDigit: start > 0 && text.kinds[start - 1] == .digit
            || index < text.count && text.kinds[index] == .digit,
          gap: words.isEmpty ? .far : gap(text, last, start)))
      last = index
    }
    return words
  }

  private static func gap(_ text: FoldedText, _ start: Int, _ end: Int) -> Gap {
    guard start < end else { return .none }
    var points = 0
    for index in start..<end {
      switch text.scalars[index] {
      case 0x20, 0x5F, 0x2D, 0x2C: continue
      case 0x2E: points += 1
      default: return .far
      }
    }
    return points == 0 ? .near : points == 1 && text.scalars[start] == 0x2E ? .point : .far
  }

  /// Latin letters that look like Cyrillic ones, amid Cyrillic ones, as those.
  private static func unmixed(_ word: [UInt32]) -> [UInt32] {
    guard word.contains(where: { $0 < 0x80 }), word.contains(where: { $0 >= 0x400 }) else {
      return word
    }
    return word.map { twins[$0] ?? $0 }
  }

  private static let twins: [UInt32: UInt32] = Dictionary(
    uniqueKeysWithValues: zip("aceopxykmhtb", "асеорхукмнтв").map {
      ($0.unicodeScalars.first!.value, $1.unicodeScalars.first!.value)
    })
}

// MARK: What a word may be

extension NameWord {
  private static let patronymics = [
    "ович", "евич", "овна", "евна", "ovich", "evich", "ovna", "evna", "yevna", "yevich",
  ].map(GivenNames.word)

  /// Patronymics that the endings do not tell.
  private static let shortPatronymics: Set<[UInt32]> = Set(
    """
    ильич лукич никитич кузьмич фомич саввич ильинична лукинична никитична кузьминична фоминична саввична
    ilyich lukich nikitich kuzmich fomich ilyinichna lukinichna nikitichna kuzminichna fominichna
    """.split(whereSeparator: \.isWhitespace).map { GivenNames.word(String($0)) })

  /// Words of the language that end like patronymics.
  private static let falsePatronymics: Set<[UInt32]> = Set(
    """
    царевна королевна поповна царевич королевич попович султанович ровна условна безусловна духовна виновна невиновна
    основна любовна греховна церковна кровна душевна дневна повседневна плачевна гневна верховна сыновна сословна
    ежедневна полнокровна готовна немногословна хладнокровна многословна
    """.split(whereSeparator: \.isWhitespace).map { GivenNames.word(String($0)) })

  private static let obliquePatronymics = [
    "овича", "евича", "овичу", "евичу", "овичем", "евичем", "овиче", "евиче", "овны", "евны",
    "овне", "евне", "овну", "евну", "овной", "евной",
  ].map(GivenNames.word)

  private static let obliqueShortPatronymics = Set(
    shortPatronymics.flatMap { name in
      name.ending(in: "ич")
        ? ["а", "у", "ем", "е"].map { name + GivenNames.word($0) }
        : name.ending(in: "ична")
          ? ["ы", "е", "у", "ой"].map { name.dropLast() + GivenNames.word($0) } : []
    })

  private static let turkic: Set<[UInt32]> = Set(
    ["оглы", "оглу", "кызы", "кизи", "гызы", "угли", "ogly", "oglu", "kyzy", "gyzy"].map(
      GivenNames.word))

  /// `оглы`, `кызы`: son or daughter of the word before.
  var isTurkicPatronymic: Bool { Self.turkic.contains(text) }

  /// Ends as a patronymic in the nominative does.
  var isPatronymic: Bool {
    if Self.shortPatronymics.contains(text) { return true }
    return text.count >= 6 && has(oneOf: Self.patronymics) && !Self.falsePatronymics.contains(text)
  }

  /// A patronymic that no other word ends like: closed lists aside.
  var isLonePatronymic: Bool { isPatronymic && !Self.shortPatronymics.contains(text) }

  /// One of the closed lists in another case: «Ильича».
  var isObliqueShortPatronymic: Bool { Self.obliqueShortPatronymics.contains(text) }

  var isObliquePatronymic: Bool { text.count >= 6 && has(oneOf: Self.obliquePatronymics) }

  /// A given name in the nominative, with its gender.
  var given: Gender? {
    let isMale = GivenNames.male.contains(text) || GivenNames.latinMale.contains(text)
    let isFemale = GivenNames.female.contains(text) || GivenNames.latinFemale.contains(text)
    return isMale ? (isFemale ? .common : .male) : isFemale ? .female : nil
  }

  var isGivenInAnyCase: Bool { GivenNames.anyCase.contains(text) }

  private static let maleEndings = [
    "ов", "ев", "ин", "ын", "ский", "цкий", "ov", "ev", "yov", "in", "sky", "skiy", "skii", "tsky",
  ].map(GivenNames.word)
  private static let femaleEndings = [
    "ова", "ева", "ина", "ына", "ская", "цкая", "ova", "eva", "yova", "ina", "skaya", "skaia",
  ].map(GivenNames.word)
  private static let commonEndings = [
    "нко", "чко", "йко", "чук", "щук", "юк", "ян", "янц", "дзе", "швили", "ых", "их", "enko",
    "chuk",
    "yan", "dze", "shvili", "ykh", "ikh",
  ].map(GivenNames.word)

  /// The gender of a surname by its ending; nil when the word ends like none.
  var surname: Gender? {
    guard text.count >= 4 else { return nil }
    if has(oneOf: Self.femaleEndings) { return .female }
    if has(oneOf: Self.maleEndings) { return .male }
    return text.count >= 5 && has(oneOf: Self.commonEndings) ? .common : nil
  }

  var isCommonSurname: Bool {
    GivenNames.surnames.contains(text) || GivenNames.latinSurnames.contains(text)
  }

  /// Words before two capitals that are no surname: `Класс А. Б.`
  private static let things: Set<[UInt32]> = Set(
    """
    класс литера группа корпус вариант часть раздел блок приложение таблица школа лицей гимназия параллель поток
    смена тип вид пункт уровень модуль секция серия сош оош нош мбоу моу маоу мкоу гбоу мбдоу чоу гаоу фгос огэ егэ
    впр гвэ гиа ооп аооп ноо ооо соо спо вуз
    """.split(whereSeparator: \.isWhitespace).map { GivenNames.word(String($0)) })

  /// Whether initials beside the word make it a surname.
  var isSurnameByInitials: Bool {
    guard text.count >= 2, isCapital, !Self.things.contains(text) else { return false }
    if isLatin { return surname != nil }
    return text.count >= 3 || !isAllCapital
  }

  private func has(oneOf endings: [[UInt32]]) -> Bool {
    endings.contains { text.count > $0.count && text.suffix($0.count).elementsEqual($0) }
  }

  func agrees(_ gender: Gender, with other: Gender) -> Bool {
    gender == .common || other == .common || gender == other
  }
}
