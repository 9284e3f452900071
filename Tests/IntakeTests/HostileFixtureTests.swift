import Hostile
import Schools
import Testing

/// What schools really send, by the name of each trouble: the rows it gives, or the codes it ends in.
@Suite struct HostileFixtureTests {
  struct Trouble: CustomTestStringConvertible, Sendable {
    let name: String
    let fileName: String
    /// Rows of `student` or `diagnostic_result`; nil when it is refused.
    let rows: [String]?
    let codes: Set<String>
    let bytes: @Sendable () -> [UInt8]
    var testDescription: String { name }
  }

  private static let plain = ["p1|2016|f", "p2|2017|m"]
  private static let text = "student_key,entry_year,sex\np1,2016,f\np2,2017,m\n"

  private static func csv(
    _ name: String, _ text: String, delimiter: Character = ",", table: String = "student",
    rows: [String]? = plain, codes: Set<String> = [],
    _ change: @escaping @Sendable (inout RawZip) -> Void = { _ in }
  ) -> Trouble {
    Trouble(name: name, fileName: "s1.zip", rows: rows, codes: codes) {
      let tables = [Draft.Table(name: table, path: "\(table).csv", csv: Array(text.utf8))]
      var zip = RawZip([
        RawZip.Entry("datapackage.json", Array(Draft.descriptor(tables, delimiter).utf8)),
        RawZip.Entry("\(table).csv", Array(text.utf8)),
      ])
      change(&zip)
      return zip.bytes()
    }
  }

  private static func book(
    _ name: String, sheet: String = "student", shared: [String] = [], rows: [String]? = plain,
    codes: Set<String> = [], _ xml: String
  ) -> Trouble {
    Trouble(name: name, fileName: "s1.xlsx", rows: rows, codes: codes) {
      RawWorkbook(sheet: sheet, xml: xml, texts: shared.map { "<si><t>\($0)</t></si>" })
        .zip.bytes()
    }
  }

  private static func line(_ number: Int, _ cells: [String], _ attributes: String = "") -> String {
    let written = cells.enumerated().map { index, text in
      text.isEmpty
        ? ""
        : "<c r=\"\(["A", "B", "C", "D"][index])\(number)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    return "<row r=\"\(number)\"\(attributes)>\(written.joined())</row>"
  }

  private static func data(_ lines: [String], _ rest: String = "") -> String {
    "<sheetData>\(lines.joined())</sheetData>\(rest)"
  }

  private static let names = ["student_key", "entry_year", "sex"]
  private static let body = (["p1", "2016", "f"], ["p2", "2017", "m"])

  static let texts: [Trouble] = [
    csv("UTF-8 without a mark", text),
    csv("UTF-8 with a mark", "\u{FEFF}" + text),
    csv("semicolons", text.replacing(",", with: ";"), delimiter: ";"),
    csv("tabs", text.replacing(",", with: "\t"), delimiter: "\t"),
    csv("lines of Windows", text.replacing("\n", with: "\r\n")),
    csv(
      "a row stands twice: told when it is loaded", text + "p2,2017,m\n",
      rows: plain + ["p2|2017|m"]),
    csv("no rows", "student_key,entry_year,sex\n", rows: []),
    csv("an empty file", "", rows: nil, codes: ["intake.header_missing"]),
    csv(
      "a comma before the fraction, and a date of ISO 8601",
      "student_key;procedure_code;subject_code;held_on;primary_score;max_score\np1;dwr;mat;2024-09-20;4,25;40\n",
      delimiter: ";", table: "diagnostic_result", rows: ["p1|dwr|mat|2024-09-20|425e-2|40e-0"]),
  ]

  static let archives: [Trouble] = [
    csv("a folder inside", text) { zip in
      for index in zip.entries.indices {
        zip.entries[index].name = Array("s1/".utf8) + zip.entries[index].name
      }
    },
    csv("a folder with a name in CP866", text) { zip in
      // «пакет» in CP866.
      for index in zip.entries.indices {
        zip.entries[index].name = [0xAF, 0xA0, 0xAA, 0xA5, 0xE2, 0x2F] + zip.entries[index].name
      }
    },
    csv("what the Mac adds", text, codes: ["intake.file_undescribed"]) { zip in
      zip.entries += [
        RawZip.Entry("__MACOSX/._student.csv", [0, 5]), RawZip.Entry(".DS_Store", [0]),
      ]
    },
    csv("a name that leads out", text, rows: nil, codes: ["intake.archive_entry_unsafe"]) { zip in
      zip.entries[1].name = Array("../student.csv".utf8)
    },
    csv("a bomb", text, rows: nil, codes: ["intake.row_too_long"]) { zip in
      zip.entries[1] = .bomb("student.csv", count: 1 << 30)
    },
    csv(
      "a bomb beside the tables", text, rows: nil,
      codes: ["intake.file_undescribed", "intake.file_unchecked"]
    ) { zip in
      zip.entries.append(.bomb("x.txt", count: 1 << 30))
    },
  ]

  static let sheets: [Trouble] = [
    book(
      "texts in the cells, numbers as text",
      data([line(1, names), line(2, body.0), line(3, body.1)])),
    book(
      "shared texts", shared: ["student_key", "entry_year", "sex", "p1", "f", "p2", "m"],
      data([
        "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>",
        "<row r=\"2\"><c t=\"s\"><v>3</v></c><c><v>2016</v></c><c t=\"s\"><v>4</v></c></row>",
        "<row r=\"3\"><c t=\"s\"><v>5</v></c><c><v>2017</v></c><c t=\"s\"><v>6</v></c></row>",
      ])),
    book(
      "titles above the header",
      data([
        line(1, ["Школа № 1"]), line(2, ["Список на 21.06.2025"]), line(4, names), line(5, body.0),
        line(6, body.1),
      ])),
    book(
      "a header in two rows, merged",
      data(
        [
          line(1, ["Обучающийся", "", "Пол"]), line(2, ["student_key", "entry_year", ""]),
          line(3, body.0), line(4, body.1),
        ],
        "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"C1:C2\"/></mergeCells>"),
    ),
    book(
      "rows of totals", codes: ["intake.row_total"],
      data([
        line(1, names), line(2, body.0), line(3, body.1), line(4, ["Итого", "2"]),
        line(5, ["Всего", "2"]),
      ])),
    book(
      "a hidden row", codes: ["intake.rows_hidden"],
      data([line(1, names), line(2, body.0, " hidden=\"1\""), line(3, body.1)])),
    book(
      "values saved with formulas",
      data([
        line(1, names),
        "<row r=\"2\"><c t=\"str\"><f>\"p\"&amp;1</f><v>p1</v></c><c><f>2015+1</f><v>2016</v></c><c t=\"str\"><f>A9</f><v>f</v></c></row>",
        line(3, body.1),
      ])),
    book(
      "a formula without its value", rows: ["p2|2017|m"], codes: ["intake.formula_unsaved"],
      data([
        line(1, names), "<row r=\"2\"><c t=\"str\"><v>p1</v></c><c><f>2015+1</f></c></row>",
        line(3, body.1),
      ])),
    book(
      "a name of a sheet that Excel has cut",
      sheet: String(RecordTable.named("student")!.title.prefix(31)),
      data([line(1, names), line(2, body.0), line(3, body.1)])),
    Trouble(name: "an HTML page called .xls", fileName: "student.xls", rows: plain, codes: []) {
      Array(
        "<html><meta charset=utf-8><table><tr><th>student_key<th>entry_year<th>sex<tr><td>p1<td>2016<td>f<tr><td>p2<td>2017<td>m</table>"
          .utf8)
    },
  ]

  @Test(arguments: texts + archives + sheets)
  func `what schools send gives its rows or its problems`(_ trouble: Trouble) throws {
    let reading = try Reading(trouble.bytes(), name: trouble.fileName)
    #expect(reading.codes == trouble.codes)
    let isRefused = trouble.rows == nil || trouble.codes.contains("intake.formula_unsaved")
    #expect(reading.isRejected == isRefused)
    guard let rows = trouble.rows else { return }
    let found = reading.rows.values.first ?? []
    #expect(found.map(Self.filled) == rows)
  }

  /// A row without the cells that are empty at its end, and of a diagnostic without those between.
  private static func filled(_ row: String) -> String {
    row.split(separator: "|").joined(separator: "|")
  }
}
