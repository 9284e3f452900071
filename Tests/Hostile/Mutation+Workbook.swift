extension Mutation {
  private static let malformed = HostileCase.Outcome.refusedAs(["intake.workbook_malformed"])
  private static let unsafe = HostileCase.Outcome.refusedAs(["intake.workbook_unsafe"])
  private static let tooLarge = HostileCase.Outcome.refusedAs([
    "intake.workbook_too_large", "intake.row_too_long",
  ])

  /// Ways to spoil a workbook.
  static let ofWorkbooks: [Mutation] = [
    workbook("it is sound") { _, _ in nil },
    workbook("rows do not say where they are") { book, _ in
      book.sheet = book.sheet.replacing(/<row r="\d+"/, with: "<row")
      return nil
    },
    workbook("prefixes before every name") { book, _ in
      book.sheet = book.sheet.replacing(/<(\/?)([a-zA-Z])/) { "<\($0.1)x:\($0.2)" }
        .replacing("xmlns=", with: "xmlns:x=")
      return nil
    },
    workbook("counts and dimensions that lie") { book, dice in
      let count = dice.pick(["0", "-1", "4294967296", "x"])
      book.texts = book.texts.replacing(/ount="\d+"/) { _ in "ount=\"\(count)\"" }
      book.sheet = book.sheet.replacing(
        "<sheetData>", with: "<dimension ref=\"A1:XFD1048576\"/><sheetData>")
      return nil
    },
    workbook("comments and blanks in between") { book, _ in
      book.sheet = book.sheet.replacing("<row", with: " <!-- <row> --> \n<row")
      return nil
    },
    workbook("the last row is far below") { book, _ in
      book.sheet = book.sheet.replacing("</sheetData>", with: "<row r=\"1048576\"/></sheetData>")
      return nil
    },
    workbook("a text that is none") { book, dice in
      book.sheet = book.sheet.replacing(
        "</sheetData>",
        with:
          "<row><c t=\"s\"><v>\(dice.pick(["9999", "-1", "x", "1e3", "99999999999999999999"]))</v></c></row></sheetData>"
      )
      return .refusedAs(["intake.cell_unreadable"])
    },
    workbook("an error stands in a cell") { book, dice in
      let error = dice.pick(["#DIV/0!", "#REF!", "#N/A", "#ССЫЛКА!", "x"])
      book.sheet = book.sheet.replacing(
        "</sheetData>", with: "<row><c t=\"e\"><v>\(error)</v></c></row></sheetData>")
      return .refusedAs(["intake.cell_error"])
    },
    workbook("entities that multiply") { book, dice in
      let part = dice.pick(book.parts.map(\.name).filter { $0 != "[Content_Types].xml" })
      let levels = (1...20).map { "<!ENTITY e\($0) \"&e\($0 - 1);&e\($0 - 1);&e\($0 - 1);\">" }
      book[part] =
        "<!DOCTYPE x [<!ENTITY e0 \"ha\">\(levels.joined())]>" + book[part]
      book.sheet = book.sheet.replacing("<sheetData>", with: "<sheetData>")
      return unsafe
    },
    workbook("an entity that names a file") { book, dice in
      let part = dice.pick(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
      book[part] = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + book[part]
      return unsafe
    },
    workbook("an outer document type") { book, dice in
      let part = dice.pick(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
      book[part] = "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\">" + book[part]
      return unsafe
    },
    workbook("tags nest deep") { book, dice in
      let deep = String(repeating: "<a>", count: dice.pick([100, 100_000]))
      book.sheet = book.sheet.replacing("<sheetData>", with: "<sheetData>\(deep)")
      return unsafe
    },
    workbook("a tag is endless") { book, _ in
      book.sheet = book.sheet.replacing(
        "<sheetData>", with: "<sheetData x=\"\(String(repeating: "x", count: 2_000_000))\">")
      return unsafe
    },
    workbook("names are endless") { book, _ in
      book.sheet += (0..<10_000).map { "<name\($0)/>" }.joined()
      return .refused
    },
    workbook("a part is cut off") { book, dice in
      let part = dice.pick(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
      book[part].removeLast(1 + dice.below(book[part].count - 1))
      return .refused
    },
    workbook("a part is missing") { book, dice in
      let part = dice.pick([
        "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
      ])
      book.parts.removeAll { $0.name == part }
      return .refused
    },
    workbook("an encoding that XML does not promise") { book, dice in
      let encoding = dice.pick(["windows-1251", "x-none", "EBCDIC-CP-BE"])
      book.sheet = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>" + book.sheet
      return malformed
    },
    workbook("bytes that are no text") { book, dice in
      book.sheet = book.sheet.replacing(
        "</sheetData>",
        with:
          "<row><c><v>\(dice.pick(["\u{0}", "\u{1}", "\u{FFFE}", "&#0;", "&#xD800;"]))</v></c></row></sheetData>"
      )
      return malformed
    },
    workbook("rows that stand in no order") { book, dice in
      book.sheet = book.sheet.replacing(
        "</sheetData>",
        with:
          "<row r=\"\(dice.pick(["1", "0", "1048577", "x", "-5"]))\"><c><v>1</v></c></row></sheetData>"
      )
      return malformed
    },
    workbook("cells beyond the last column") { book, dice in
      book.sheet = book.sheet.replacing(
        "</sheetData>",
        with:
          "<row><c r=\"\(dice.pick(["XFE", "ZZZZ", "A", "É", ""]))99\"><v>1</v></c></row></sheetData>"
      )
      return malformed
    },
    workbook("more sheets than may be") { book, _ in
      let sheets = (1...1001).map { "<sheet name=\"s\($0)\" sheetId=\"\($0)\" r:id=\"rId\($0)\"/>" }
      book["xl/workbook.xml"] = book["xl/workbook.xml"]
        .replacing("</sheets>", with: sheets.joined() + "</sheets>")
      return tooLarge
    },
    workbook("two sheets are one part") { book, _ in
      book["xl/workbook.xml"] = book["xl/workbook.xml"].replacing(
        "</sheets>", with: "<sheet name=\"x\" sheetId=\"2\" r:id=\"rId1\"/></sheets>")
      return malformed
    },
    workbook("one long text in every cell of a row") { book, _ in
      let text = "<sst><si><t>\(String(repeating: "x", count: 500_000))</t></si></sst>"
      book.texts = text
      let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 900)
      book.sheet =
        "<worksheet><sheetData>\(String(repeating: "<row>\(cells)</row>", count: 40))</sheetData></worksheet>"
      return tooLarge
    },
    Mutation(name: "workbook: one bit is flipped") { dice, seed, name in
      let (draft, book) = Self.sound(&dice)
      var bytes = book.zip.bytes()
      bytes[dice.below(bytes.count)] ^= 1 << UInt8(dice.below(8))
      return HostileCase(
        name: name, seed: seed, fileName: "\(draft.tables[0].name).xlsx", bytes: bytes,
        outcome: .rowsOrRefused(draft.rows ?? [:]), secrets: draft.secrets)
    },
    Mutation(name: "workbook: it is cut off") { dice, seed, name in
      let (draft, book) = Self.sound(&dice)
      let bytes = book.zip.bytes()
      return HostileCase(
        name: name, seed: seed, fileName: "\(draft.tables[0].name).xlsx",
        bytes: Array(bytes.prefix(dice.below(bytes.count))), outcome: .refused,
        secrets: draft.secrets)
    },
  ]

  private static func sound(_ dice: inout Dice) -> (Draft, RawWorkbook) {
    var draft = Draft(&dice)
    draft.tables = [draft.tables[0]]
    let rows = String(decoding: draft.tables[0].csv, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: draft.delimiter, omittingEmptySubsequences: false).map(String.init)
    }
    let book = RawWorkbook(
      sheet: draft.tables[0].name, rows: rows, sharesTexts: dice.below(2) == 0)
    return (draft, book)
  }

  private static func workbook(
    _ name: String,
    _ change: @escaping @Sendable (inout RawWorkbook, inout Dice) -> HostileCase.Outcome?
  ) -> Mutation {
    Mutation(name: "workbook: \(name)") { dice, seed, name in
      var (draft, book) = sound(&dice)
      let outcome = change(&book, &dice)
      return HostileCase(
        name: name, seed: seed, fileName: "\(draft.tables[0].name).xlsx", bytes: book.zip.bytes(),
        outcome: outcome ?? draft.outcome, secrets: draft.secrets)
    }
  }
}
