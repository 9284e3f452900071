/// A sound file, spoiled in one of its parts by what comes to the dice: what no one thought of.
///
/// The parts that hold other parts are made anew around it, so that what is spoiled is reached.
package struct FuzzInput: Sendable {
  /// The part that is spoiled: what reads it is the door.
  package enum Door: String, CaseIterable, Sendable {
    case csv, descriptor, zip, workbook, page, privacy
  }

  package let door: Door
  package let fileName: String
  package let bytes: [UInt8]
  /// Words that no problem may show.
  package let secrets: [String]

  package init(door: Door, seed: UInt64) {
    var dice = Dice(seed: seed)
    self.init(door: door, from: &dice) { part, dice in
      for _ in 0..<(1 + dice.below(6)) { Self.spoil(&part, &dice) }
    }
  }

  /// The part as given instead of a spoiled one, in a file that the seed makes.
  package init(door: Door, part given: [UInt8]) {
    var dice = Dice(seed: 1)
    self.init(door: door, from: &dice) { part, _ in part = given }
  }

  private init(
    door: Door, from dice: inout Dice, _ spoil: (inout [UInt8], inout Dice) -> Void
  ) {
    self.door = door
    var draft = Draft(&dice)
    var name = "s1.zip"
    var zip = draft.zip
    var raw: [UInt8]?
    var secrets: [String] = []
    switch door {
    case .csv:
      let index = dice.below(draft.tables.count)
      spoil(&draft.tables[index].csv, &dice)
      zip = draft.zip
      // What is in the first lines may have become the name of a column.
      let head = String(decoding: draft.tables[index].csv.prefix(600), as: UTF8.self)
      secrets = draft.secrets.filter { !head.contains($0) }
    case .descriptor:
      spoil(&zip.entries[0].data, &dice)
      zip.entries[0] = RawZip.Entry("datapackage.json", zip.entries[0].data)
      secrets = draft.secrets
    case .zip:
      var bytes = zip.bytes()
      spoil(&bytes, &dice)
      raw = bytes
    case .workbook:
      draft.tables = [draft.tables[0]]
      let rows = String(decoding: draft.tables[0].csv, as: UTF8.self).split(separator: "\n").map {
        $0.split(separator: draft.delimiter, omittingEmptySubsequences: false).map(String.init)
      }
      zip =
        RawWorkbook(sheet: draft.tables[0].name, rows: rows, sharesTexts: dice.below(2) == 0).zip
      let index = dice.pick([1, 2, 3, 4, 4, 4, 5, 5])
      var part = zip.entries[index].data
      spoil(&part, &dice)
      zip.entries[index] = RawZip.Entry(name: zip.entries[index].name, part)
      name = "\(draft.tables[0].name).xlsx"
    case .page:
      let rows = String(decoding: draft.tables[0].csv, as: UTF8.self).split(separator: "\n").map {
        "<tr><td>\($0.replacing(String(draft.delimiter), with: "</td><td>"))</td></tr>"
      }
      var page = Array(
        "<html><head><title>x</title></head><body><table>\(rows.joined())</table></body></html>"
          .utf8
      )
      spoil(&page, &dice)
      raw = page
      name = "\(draft.tables[0].name).xls"
    case .privacy:
      var text = Array((0..<40).map { _ in dice.pick(Self.people) }.joined(separator: " ").utf8)
      spoil(&text, &dice)
      draft.others = [RawZip.Entry("readme.txt", text)]
      let cells = text.split(separator: 0x20).map {
        "\"\(String(decoding: $0, as: UTF8.self).replacing("\"", with: "\"\""))\""
      }
      let csv = "student_key,note\n" + cells.map { "\(dice.key()),\($0)\n" }.joined()
      draft.tables = [.init(name: "student", path: "student.csv", csv: Array(csv.utf8))]
      draft.descriptor = Draft.descriptor(draft.tables, ",")
      zip = draft.zip
    }
    fileName = name
    bytes = raw ?? zip.bytes()
    self.secrets = secrets
  }

  // MARK: Spoiling

  /// Words with which readers have something to do.
  private static let words: [[UInt8]] =
    [
      "\"", "\"\"", "\r\n", "\r", "\n\n", ",", ";", "\t", "\u{FEFF}", "\u{A0}", "\u{0}", "null",
      "1e999", "-0", "{", "}", "[", "]", "\\u0000", "\\ud800", "\":", "<", "</", ">", "<!DOCTYPE",
      "<![CDATA[", "]]>", "<!--", "-->", "&#0;", "&amp;", "&lt", "<row r=\"1\">", "<c t=\"s\">",
      "<v>", "</c>", "<td rowspan=65534>", "<td colspan=1000>", "<table>", "</table>", "<tr>",
      "<script>", "charset=utf-16", "PK\u{3}\u{4}", "PK\u{1}\u{2}", "PK\u{5}\u{6}", "Итого",
      "student_key", "2025-02-30", "99999999999999999999", "xl/../..", "=1+1", "_x000D_", "_x0041_",
    ].map { Array($0.utf8) } + [
      [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xC0], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFF, 0xFF, 0xFF],
      [0, 0, 0, 0],
    ]

  /// Pieces of what speaks of a person, or nearly; no one's.
  private static let people = [
    "Тестова", "Проба", "Образцовна", "Примерович", "оглы", "А.", "Б.", "А", "им.", "имени", "ул.",
    "д.", "кв.", "5", "112-233-445", "95", "8", "(900)", "000", "00-00", "+7", "4510", "123456",
    "IV-МЮ", "№", "01.01.2010", "рожд.", "снилс", "паспорт", "инн", "тел.", "x@", "y.z", "q@w.ru",
    "школа", "«", "»", "-", "/", "e\u{301}", "Й", "\u{0438}\u{306}", "\u{200B}", "11223344595",
    "8 300 8 300", "500100732259",
  ]

  private static func spoil(_ part: inout [UInt8], _ dice: inout Dice) {
    guard !part.isEmpty else {
      part = dice.pick(words)
      return
    }
    let place = dice.below(part.count)
    switch dice.below(10) {
    case 0: part[place] ^= 1 << UInt8(dice.below(8))
    case 1: part[place] = dice.byte()
    case 2: part.insert(contentsOf: dice.pick(words), at: place)
    case 3: part.removeSubrange(place..<min(part.count, place + 1 + dice.below(40)))
    case 4:
      let piece = part[place..<min(part.count, place + 1 + dice.below(200))]
      part.insert(contentsOf: Array(piece), at: dice.below(part.count))
    case 5:
      let word = dice.below(2) == 0 ? dice.pick(words) : Array(part[place...].prefix(40))
      let count = dice.pick([10, 1000, 20_000])
      part.insert(contentsOf: (0..<count).flatMap { _ in word }, at: place)
    case 6: part.removeLast(part.count - place)
    case 7:
      let digits = part.indices.filter { (0x30...0x39).contains(part[$0]) }
      if let first = digits.first {
        part[digits.count > 1 ? dice.pick(digits) : first] = dice.pick(
          Array("0123456789-.eE+".utf8))
      }
    case 8: part.insert(contentsOf: (0..<dice.below(300)).map { _ in dice.byte() }, at: place)
    default:
      let other = dice.below(part.count)
      part.swapAt(place, other)
    }
  }
}
