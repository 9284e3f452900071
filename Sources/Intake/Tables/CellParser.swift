import Schools

/// Turns the bytes of a cell into a typed value, as a field of the profile asks and in whichever notation it
/// is written.
///
/// A cell may point into the parser's own memory: it must outlive the row.
final class CellParser {
  /// Why a cell has no value.
  enum Defect: Error {
    case malformed, unknown, outOfRange, tooLong, unprintable
    /// A sign that stands for an empty cell.
    case absent
    /// A share above 1 that may be percent.
    case ambiguous
  }

  let field: RecordTable.Field
  /// What needs no second look.
  let canonical: CanonicalCell
  private let rule: Rule
  /// Texts that stand for an empty cell; nil where none are declared.
  private let absences: [[UInt8]]?
  /// What `{expected}` or `{range}` says of this field.
  private let expected: String
  private let range: String
  /// What signs numbers have that nothing is declared of.
  let marks: UnsafeMutablePointer<ColumnMarks>
  /// Where a code of another spelling is kept while its row is read.
  private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 32, alignment: 1)

  private enum Rule {
    case code(RecordTable.Spelling)
    case text
    case integer(Int64, Int64, NumberNotation)
    case decimal(Int64?, Int64?, NumberNotation)
    case share(BundleDescriptor.Field.Unit?, NumberNotation)
    case date(DateNotation)
    case flag
    case choice(WordList)
  }

  static let codeLength = 64
  static let textLength = 200
  static let decimalDigits = 18

  /// Days of 1900-01-01 and 2100-12-31, between which a date of a record lies.
  static let dates: ClosedRange<Int32> = -25_567...47_846

  /// - Parameters:
  ///   - declared: what the descriptor says of the column.
  ///   - missing: what it says of empty cells of the whole table.
  ///   - countsFrom1904: a plain number is a day counted from 1904.
  init(
    _ field: RecordTable.Field, declared: BundleDescriptor.Field? = nil, missing: [String]? = nil,
    countsFrom1904: Bool = false
  ) {
    self.field = field
    absences = (declared?.missingValues ?? missing).map { texts in
      texts.filter { !$0.isEmpty }.map { Array($0.utf8) }
    }
    let numbers = declared?.numbers ?? .undeclared
    marks = .allocate(capacity: 1)
    marks.initialize(to: ColumnMarks())
    var canonical: CanonicalCell
    switch field.kind {
    case .code:
      rule = .code(field.spelling)
      (canonical, expected, range) = (field.spelling == .classCode ? .classCode : .code, "", "")
    case .text: (rule, canonical, expected, range) = (.text, .text, "", "")
    case .integer(let minimum, let maximum):
      let (low, high) = (minimum ?? Int(Int32.min), maximum ?? Int(Int32.max))
      rule = .integer(Int64(low), Int64(high), numbers)
      canonical = .integer(Int64(low), Int64(high))
      expected = low < 0 ? "…, -1, 0, 1, 2, …" : "0, 1, 2, …"
      range = Self.text(low, high)
    case .decimal(let minimum, let maximum):
      let (low, high) = (minimum.map(Int64.init), maximum.map(Int64.init))
      rule = .decimal(low, high, numbers)
      canonical = numbers.isDeclared ? .none : .decimal(low, high, marks)
      (expected, range) = (numbers.example, Self.text(minimum, maximum))
    case .share:
      rule = .share(declared?.unit, numbers)
      canonical = numbers.isDeclared || declared?.unit == .percent ? .none : .share(marks)
      (expected, range) = (numbers.example + " | 25%", Self.text(0, 1))
    case .date:
      let dates = declared?.dates ?? .any(isFrom1904: countsFrom1904)
      rule = .date(dates)
      if case .pattern = dates { canonical = .none } else { canonical = .date }
      (expected, range) = (dates.example, "1900-01-01…2100-12-31")
    case .flag:
      (rule, canonical, expected, range) = (.flag, .flag, "1 | 0 | true | false | да | нет", "")
    case .choice(let words):
      let list = WordList(words) { field.spellings(of: $0) }
      (rule, canonical) = (.choice(list), .choice(list.words))
      (expected, range) = (words.joined(separator: ", "), "")
    }
    // What is declared to stand for an empty cell may look like a value.
    self.canonical = absences?.isEmpty ?? true ? canonical : .none
  }

  deinit {
    scratch.deallocate()
    marks.deallocate()
  }

  /// What of the column's numbers cannot be told, once all are read: codes of problems.
  var ambiguities: [String] {
    switch rule {
    case .decimal(_, _, let notation) where !notation.isDeclared:
      marks.pointee.ambiguities(isShare: false)
    case .share(let unit, let notation):
      marks.pointee.ambiguities(isShare: unit == nil)
        .filter { !notation.isDeclared || $0 != "intake.decimal_mark_ambiguous" }
    default: []
    }
  }

  private static func text(_ minimum: Int?, _ maximum: Int?) -> String {
    switch (minimum, maximum) {
    case (let low?, let high?): "\(low)…\(high)"
    case (let low?, nil): "≥ \(low)"
    case (nil, let high?): "≤ \(high)"
    case (nil, nil): ""
    }
  }

  /// The problem that a defect makes of a cell; its arguments never hold the cell's value.
  func problem(_ defect: Defect, at location: Problem.Location) -> Problem {
    switch defect {
    case .malformed: Problem("intake.value_malformed", at: location, ["expected": expected])
    case .unknown: Problem("intake.value_unknown", at: location, ["expected": expected])
    case .outOfRange: Problem(field.outOfRange, at: location, ["range": range])
    case .tooLong:
      Problem(
        "intake.value_too_long", at: location,
        ["limit": "\(field.kind == .code ? Self.codeLength : Self.textLength)"])
    case .unprintable: Problem("intake.value_unprintable", at: location)
    case .absent: Problem("intake.value_missing", at: location)
    case .ambiguous: Problem("intake.share_ambiguous", at: location)
    }
  }
}

// MARK: Values

extension CellParser {
  /// The value of `bytes`, which are well-formed UTF-8, trimmed and not empty.
  ///
  /// - Parameters:
  ///   - form: what the file says of the cell; what is declared of numbers is of those in texts.
  ///   - seen: gets the notations that the cell is in.
  func parse(
    _ bytes: UnsafeRawBufferPointer, _ form: CellForm, _ seen: inout SeenNotations
  ) throws(Defect) -> Cell {
    if let absences {
      if absences.contains(where: { bytes.elementsEqual($0) }) {
        seen.add(.absence, isDeclared: true)
        throw .absent
      }
    } else if Absence.isSign(bytes) {
      seen.add(.absence)
      throw .absent
    }
    switch rule {
    case .code(let spelling): return try code(bytes, spelling, &seen)
    case .text: return try Self.text(bytes, limit: Self.textLength, allowsLineBreaks: true)
    case .integer(let low, let high, let declared):
      let notation = form == .number ? .plain : declared
      let number = try notation.number(bytes)
      // `1,000` may be a thousand.
      guard !number.isPercent, number.scale == 0, number.fraction <= 2 || notation.isDeclared else {
        throw .malformed
      }
      guard number.mantissa >= low, number.mantissa <= high else { throw .outOfRange }
      seen.add(number, notation)
      if number.fraction > 0 { seen.add(.wholeFraction) }
      return .integer(number.mantissa)
    case .decimal(let low, let high, let declared):
      let notation = form == .number ? .plain : declared
      let number = try notation.number(bytes)
      guard !number.isPercent else { throw .malformed }
      guard let cell = Self.decimal(number.mantissa, number.scale, low, high) else {
        throw .outOfRange
      }
      seen.add(number, notation)
      if form == .text { marks.pointee.add(number) }
      return cell
    case .share(let unit, let declared):
      return try share(bytes, unit == .percent, form == .number ? .plain : declared, &seen)
    case .date(let notation):
      guard let (days, notations) = notation.days(bytes) else { throw .malformed }
      guard Self.dates.contains(days) else { throw .outOfRange }
      for name in notations { seen.add(name, isDeclared: name == .declaredDate) }
      return .date(daysSince1970: days)
    case .flag:
      guard let flag = Self.flag(bytes) else { throw .malformed }
      return .flag(flag)
    case .choice(let list):
      guard let word = list.word(for: bytes) else { throw .unknown }
      if !word.isEqual(to: bytes) { seen.add(.words) }
      return .text(word.bytes)
    }
  }

  /// The word of a closed list that `bytes` mean; nil for other fields.
  func word(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard case .choice(let list) = rule else { return nil }
    return list.word(for: bytes)?.bytes
  }

  private func code(
    _ bytes: UnsafeRawBufferPointer, _ spelling: RecordTable.Spelling, _ seen: inout SeenNotations
  ) throws(Defect) -> Cell {
    let cell = try Self.text(bytes, limit: Self.codeLength, allowsLineBreaks: false)
    guard spelling == .classCode, var code = ClassCode.canonical(bytes) else { return cell }
    let count = code.withUTF8 { utf8 in
      scratch.copyMemory(from: UnsafeRawBufferPointer(utf8))
      return utf8.count
    }
    let text = UnsafeRawBufferPointer(rebasing: scratch[..<count])
    if !text.elementsEqual(bytes) { seen.add(.classSpelling) }
    return .text(text)
  }

  private func share(
    _ bytes: UnsafeRawBufferPointer, _ isPercent: Bool, _ notation: NumberNotation,
    _ seen: inout SeenNotations
  ) throws(Defect) -> Cell {
    var number = try notation.number(bytes)
    marks.pointee.add(number, countsMark: notation != .plain)
    if number.isPercent || isPercent {
      number.scale += 2
      while number.scale > 0, number.mantissa % 10 == 0 {
        number.mantissa /= 10
        number.scale -= 1
      }
      guard number.scale <= Self.decimalDigits else { throw .outOfRange }
    }
    guard let cell = Self.decimal(number.mantissa, number.scale, 0, 1) else {
      throw number.isPercent || isPercent || number.mantissa < 0 ? .outOfRange : .ambiguous
    }
    if number.isPercent {
      seen.add(.percentSign)
    } else if isPercent {
      seen.add(.percentNumber, isDeclared: true)
    }
    seen.add(number, notation)
    return cell
  }

  @inline(__always)
  static func decimal(_ mantissa: Int64, _ scale: Int, _ low: Int64?, _ high: Int64?) -> Cell? {
    if low != nil || high != nil {
      let (value, unit) = (Int128(mantissa), power10(scale))
      if let low, value < Int128(low) * unit { return nil }
      if let high, value > Int128(high) * unit { return nil }
    }
    return .decimal(mantissa: mantissa, scale: scale)
  }

  private static func text(
    _ bytes: UnsafeRawBufferPointer, limit: Int, allowsLineBreaks: Bool
  ) throws(Defect) -> Cell {
    for byte in bytes where byte < 0x20 || byte == 0x7F {
      let isBreak = byte == 0x0A || byte == 0x0D || byte == 0x09
      guard allowsLineBreaks, isBreak else { throw .unprintable }
    }
    if bytes.count > limit, UTF8Text.scalarCount(bytes) > limit { throw .tooLong }
    return .text(bytes)
  }

  private static func power10(_ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  /// Yes or no, in words or as 1 and 0, whatever their case.
  static func flag(_ bytes: UnsafeRawBufferPointer) -> Bool? {
    withUnsafeTemporaryAllocation(byteCount: FoldedWord.capacity, alignment: 1) { buffer in
      guard let count = FoldedWord.write(bytes, to: buffer) else { return nil }
      let text = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count])
      return flags.first { text.elementsEqual($0.word) }?.value
    }
  }

  private static let flags: [(word: [UInt8], value: Bool)] = [
    ("1", true), ("0", false), ("true", true), ("false", false), ("да", true), ("нет", false),
    ("yes", true), ("no", false), ("истина", true), ("ложь", false),
  ].map { (Array($0.0.utf8), $0.1) }
}
