import Schools
import Testing

@testable import Intake

/// Random tables, each written in a random form: whatever the form, the rows that come out are the same.
@Suite struct RandomTablesTests {
  /// SplitMix64: the same seed, the same table (S. Vigna, 2015).
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }

    mutating func pick<T>(_ values: [T]) -> T { values.randomElement(using: &self)! }
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
  }

  private static let table = RecordTable(
    "invented", "", key: ["class_code"],
    fields: [
      .init("class_code", .code, "", spelling: .classCode),
      .init("title", .text, "", isRequired: false),
      .init("count", .integer(minimum: 0), "", isRequired: false),
      .init("area", .decimal(), "", isRequired: false),
      .init("part", .share, "", isRequired: false),
      .init("held_on", .date, "", isRequired: false),
      .init("is_met", .flag, "", isRequired: false),
      .init(
        "level", .choice(["low", "high"]), "", isRequired: false,
        words: ["low": ["низкий"], "high": ["высокий", "наивысший ещё"]]),
      .init("mark", .integer(minimum: 2, maximum: 5), "", isRequired: false, alternative: "word"),
      .init("word", .choice(["na"]), "", isRequired: false, words: ["na": ["н/а"]]),
    ])

  /// A value as the profile writes it, and as it stands in a file.
  private struct Written {
    var value: String
    var text: String
  }

  private static func grouped(_ digits: String, _ space: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += space }
      result.append(digit)
    }
    return result
  }

  private static func row(
    _ random: inout Random, _ encoding: TextEncoding, hasPercentSigns: Bool
  ) -> [Written] {
    let isWide = encoding == .utf8 || encoding.unit == 2
    let spaces = ["", " ", "\u{A0}"] + (isWide ? ["\u{2009}", "\u{202F}", "'"] : [])
    func number(_ random: inout Random) -> Written {
      let whole = Int.random(in: 0...9_999_999, using: &random)
      let fraction = Int.random(in: 0...99, using: &random)
      let text = grouped(String(whole), random.pick(spaces))
      guard fraction > 0 else { return Written(value: "\(whole)", text: text) }
      let digits = fraction < 10 ? "0\(fraction)" : "\(fraction)"
      let trimmed = digits.hasSuffix("0") ? String(digits.dropLast()) : digits
      return Written(value: "\(whole).\(trimmed)", text: text + random.pick([".", ","]) + digits)
    }
    let grade = Int.random(in: 1...11, using: &random)
    let letter = random.pick(["А", "Б", "Ё"])
    let title = random.pick([
      "", "физика и ещё что-то", "с \"кавычками\"; и, разделителями\tи\nстроками", "plain",
    ])
    let count = Int.random(in: 0...99_999, using: &random)
    let percent = Int.random(in: 0...100, using: &random)
    let share =
      percent == 100
      ? "1"
      : percent == 0
        ? "0"
        : percent % 10 == 0
          ? "0.\(percent / 10)" : percent < 10 ? "0.0\(percent)" : "0.\(percent)"
    let day = Int.random(in: 10...28, using: &random)
    // 45809 is 1 June 2025: 45658, 1 January, and the 151 days of five months.
    let dates = [
      "2025-06-\(day)", "\(day).06.2025", "\(day).6.25", "2025-06-\(day)T00:00:00",
      "\(45_808 + day)",
    ]
    let flag = random.chance(50)
    let level = random.pick(["low", "high"])
    let mark = random.pick(["2", "3", "4", "5", "", "na"])
    let quotes = encoding == .ibm866 || encoding == .koi8r ? "\"" : "«"
    return [
      Written(
        value: "\(grade)\(letter)",
        text: random.pick([
          "\(grade)\(letter)", "\(grade)-\(letter.lowercased())",
          "\(grade) \(quotes)\(letter)\(quotes == "«" ? "»" : "\"")",
          letter == "А" ? "\(grade)A" : "\(grade) \(letter)",
        ])),
      Written(value: title.replacing("\n", with: "⏎").replacing("\t", with: "⇥"), text: title),
      Written(
        value: "\(count)",
        text: random.pick(["\(count)", grouped("\(count)", random.pick(spaces)), "\(count),0"])),
      number(&random),
      Written(
        value: share,
        text: hasPercentSigns
          ? random.pick(["\(percent)%", "\(percent) %", "\(percent),0%"])
          : random.pick([share, share.replacing(".", with: ",")])),
      Written(value: "2025-06-\(day)", text: random.pick(dates)),
      Written(
        value: flag ? "1" : "0",
        text: random.pick(flag ? ["1", "да", "TRUE", "Истина"] : ["0", "нет", "False", "ложь"])),
      Written(
        value: level,
        text: random.pick(
          level == "low" ? ["low", "Низкий", "НИЗКИЙ"] : ["high", "Высокий", "наивысший еще"])),
      Written(
        value: mark == "na" ? "" : mark,
        text: mark == "na"
          ? random.pick(["н/а", "Н/А"])
          : mark.isEmpty
            ? random.pick(["", "-", "."])
            : random.pick([mark, mark + ".0", mark + ",0", " \(mark) "])),
      Written(value: mark == "na" ? "na" : "", text: ""),
    ]
  }

  private static func quoted(_ text: String, _ delimiter: String, _ random: inout Random) -> String
  {
    let must = text.contains(delimiter) || text.contains("\"") || text.contains("\n")
    guard must || random.chance(10) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  @Test(arguments: 0..<240)
  func `the form of a table changes nothing in its rows`(_ seed: Int) throws {
    var random = Random(state: UInt64(seed))
    // Every encoding with every delimiter, in turn; the rest by chance.
    let encodings: [TextEncoding] = [
      .utf8, .utf16LittleEndian, .utf16BigEndian, .windows1251, .ibm866, .koi8r,
    ]
    let encoding = encodings[seed % encodings.count]
    let delimiter = [",", ";", "\t"][seed / encodings.count % 3]
    let end = random.pick(["\n", "\r\n"])
    let isDeclared = random.chance(30)
    let hasPercentSigns = random.chance(50)
    var expected: [String] = []
    var csv = Self.table.fields.map(\.name).joined(separator: delimiter) + end
    for _ in 0..<Int.random(in: 20...60, using: &random) {
      let row = Self.row(&random, encoding, hasPercentSigns: hasPercentSigns)
      expected.append(row.map(\.value).joined(separator: "|"))
      csv +=
        row.map { Self.quoted($0.text, delimiter, &random) }.joined(separator: delimiter) + end
    }
    let bytes = EncodedText.bytes(csv, encoding, mark: encoding.unit == 2 || random.chance(50))
    var limits = BundleLimits()
    limits.chunkBytes = random.pick([7, 61, 1000, 1 << 20])
    limits.rowBytes = 10_000

    let descriptor = BundleDescriptor(
      kind: .school, name: "s1-2025", created: "2025-06-21", schoolCode: "S1", academicYear: 2025,
      asOf: "2025-06-21")
    var problems = ProblemList()
    var rows: [String] = []
    var offset = 0
    let text = try DelimitedText(
      Self.table, in: "invented.csv",
      .init(
        encoding: isDeclared ? encoding : nil, delimiter: isDeclared ? delimiter.utf8.first : nil),
      limits: limits,
      from: { buffer in
        let length = min(buffer.count, bytes.count - offset)
        bytes.withUnsafeBytes {
          buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + length]))
        }
        offset += length
        return length
      }, &problems)
    let read = try #require(text).read(
      TableReader(Self.table, in: "invented.csv", of: descriptor, limits: limits), &problems
    ) { row in
      rows.append((0..<row.count).map { row[$0].plain }.joined(separator: "|"))
    }
    #expect(problems.problems.map(\.line) == [])
    #expect(rows == expected)
    #expect(read.isComplete && read.count == expected.count)
    #expect(read.form?.encoding == encoding.rawValue)
    #expect(read.form?.delimiter == delimiter)
    #expect(read.form?.isEncodingDeclared == isDeclared)
  }
}
