import Foundation
import Postgres
import Schools
import Testing

@testable import Reports

@Suite struct DocumentTests {
  private static let path = ProcessInfo.processInfo.environment["PATH"] ?? ""

  private static func isThere(_ program: String) -> Bool {
    path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  private func document(
    _ kind: DocumentKind, _ scope: Scope = .operator, school: String = "A", year: Int? = 2025
  ) async throws -> Document {
    try await Region.read(nil) { db in
      try DocumentRequest(kind, school: kind.isOfSchool ? school : nil, year: year)
        .document(db, asked: scope)
    }
  }

  private func press(path: String = "") throws -> DocumentPress {
    try DocumentPress(templates: Region.templates, path: path)
  }

  private func html(_ document: Document) async throws -> String {
    String(decoding: try await press().bytes(of: document, as: .html), as: UTF8.self)
  }

  @Test func `an аналитическая справка has each figure with its analogues and says what it says`()
    async throws
  {
    let html = try await html(try await document(.reference))
    let rows = DocumentCells.rows(html)
    #expect(
      rows.contains([
        "Успевают,\u{00A0}%", "75,0", "59,8–85,8", "40",
        "◇\u{00A0}мало школ в аналоге, мало наблюдений в аналоге", "50,0 ▲\u{00A0}выше", "—",
      ]))
    // The table under the sentence holds the one verdict it counts.
    #expect(
      html.contains("Рядом с регионом: выше — 1, на уровне — 0, ниже — 0, не сопоставимо — 0."))
    #expect(
      html.contains(
        "Успевают: 75,0\u{00A0}% против 50,0\u{00A0}% в регионе, разность +25,0 (95\u{00A0}% интервал +7,2…+39,3)"
      ))
    #expect(html.contains("<h2>7. Рекомендации</h2>\n<p class=\"blank\"></p>"))
    #expect(html.contains("всего 31, поступило 1, не поступило 30."))
  }

  @Test func `of conditions there is more and less, and neither better nor worse`() async throws {
    let document = try await Region.changed(
      by: """
        update result.indicator set passport = passport || jsonb_build_object('direction', 'context')
        """
    ) { db in
      let school = try #require(try SchoolFacts.find("A", db, .ru))
      return try Document.reference(try DocumentSource(db, scope: .operator), school, year: 2025)
    }
    let html = try await html(document)
    #expect(html.contains("50,0 △\u{00A0}больше") && !html.contains("▲\u{00A0}выше</td>"))
    #expect(!html.contains("Лучше, чем") && !html.contains("Хуже, чем"))
    #expect(html.contains("Ни один показатель не сопоставим"))
  }

  @Test func `what comes from data is escaped, and a document names nothing outside itself`()
    async throws
  {
    for kind in DocumentKind.allCases {
      let html = try await html(try await document(kind))
      #expect(!html.contains("<b>«А»"))
      #expect(
        kind == .clusters || html.contains("Школа &lt;b&gt;«А»&lt;/b&gt; &amp; &quot;Б&quot;"))
      for name in ["href=", "src=", "url(", "@import", "<script", "style=\""] {
        #expect(!html.contains(name), "\(kind) \(name)")
      }
      #expect(
        html.replacing("http://www.w3.org/2000/svg", with: "").contains("://") == false, "\(kind)")
    }
  }

  @Test func `a hidden figure is in no document of those it is hidden from`() async throws {
    // 4 of 40 on the register: a tenth, hidden from all but the school itself.
    let own = try await html(try await document(.reference, .school("B"), school: "B"))
    #expect(own.contains("Сама школа") || own.contains("сама школа"))
    for (kind, scope) in [
      (DocumentKind.reference, Scope.operator), (.reference, .region),
      (.publicReport, .school("B")),
    ] {
      let rows = DocumentCells.rows(
        try await html(try await document(kind, scope, school: "B")))
      let cells = rows.filter { $0.first?.hasPrefix("На учёте") == true }.flatMap(\.self)
      #expect(!cells.contains("10,0") && !cells.contains("10"), "\(kind) \(scope)")
    }
  }

  private struct Shown: Decodable {
    let analogue: String
    let value: Double?
    let analogueValue: Double?
  }

  @Test func `a public report holds what everybody reads, whoever asks`() async throws {
    let asked = try await html(try await document(.publicReport, .public))
    for scope in [Scope.operator, .school("A"), .municipality("90101")] {
      #expect(try await html(try await document(.publicReport, scope)) == asked)
    }
    let shown = try await Region.read(.public) { db in
      try db.all(
        "select analogue, value, analogue_value from report_v1.comparison where school = 'A'",
        as: Shown.self)
    }
    // Every number of its tables is one that everybody reads, in whole percents.
    let open = Set(
      shown.flatMap { [$0.value, $0.analogueValue] }.compactMap(\.self).map {
        String(Int(($0 * 100).rounded()))
      })
    let rows = DocumentCells.rows(asked).filter { $0.count == 5 && $0[0].hasSuffix("%") }
    #expect(!rows.isEmpty)
    for cell in rows.flatMap({ $0[1...3] }) where cell != "—" {
      #expect(open.contains(cell), "\(cell)")
    }
    // A's own 10 of 400 on the register are hidden from everybody.
    #expect(!rows.contains { $0[0].hasPrefix("На учёте") })
    #expect(!asked.contains("интервал +"))
  }

  @Test func `a кластерная справка has profiles, members and how sure they are`() async throws {
    let html = try await html(try await document(.clusters))
    #expect(html.contains("Структура есть: 2 школы, 2 кластера, средний силуэт 0,41."))
    let rows = DocumentCells.rows(html)
    #expect(rows.contains(["2", "0,410", "0,200", "0,80", "да"]))
    #expect(
      rows.contains {
        $0.first == "Гимназия" && $0.suffix(3) == ["−0,10", "40\u{00A0}%", "пример, пограничная"]
      })
    #expect(
      rows.contains {
        $0.first == "Сельская школа" && $0.last == "известно мало ключевых показателей"
      })
    // A school reads of members its own line only.
    let own = DocumentCells.rows(try await self.html(try await document(.clusters, .school("C"))))
    #expect(!own.contains { $0.first == "Гимназия" })
  }

  @Test func `the last section says run, level, rows and the sum of the tables`() async throws {
    let first = try await document(.reference)
    let second = try await document(.reference)
    let html = try await html(first)
    #expect(try await self.html(second) == html)
    let details = Dictionary(
      DocumentCells.rows(html).filter { $0.count == 2 }.map { ($0[0], $0[1]) }
    ) { first, _ in first }
    #expect(details["Расчёт"] == "№\u{00A0}2")
    #expect(details["Уровень раскрытия"] == "оператор: ячейки менее 5 скрыты")
    #expect(details["Строк, из которых взяты числа"] == "\(first.rows)")
    #expect(details["Контрольная сумма таблиц (SHA-256)"]?.count == 64)
    let other = try await self.html(try await document(.reference, .school("A")))
    #expect(!other.contains(details["Контрольная сумма таблиц (SHA-256)"] ?? "—"))
  }

  @Test func `another's school and one that there is not are the same`() async throws {
    for (scope, school) in [
      (Scope.school("A"), "B"), (.municipality("90102"), "A"), (.operator, "Z"),
    ] {
      await #expect(throws: ReportError.notFound(.school)) {
        _ = try await document(.reference, scope, school: school)
      }
    }
    await #expect(throws: ReportError.invalidValue(parameter: "year")) {
      _ = try await document(.reference, year: 1999)
    }
    #expect(throws: ReportError.parameterNeeded("school")) {
      _ = try DocumentRequest(.selfStudy, school: nil, year: nil)
    }
  }

  @Test func `without the programs there is HTML and a problem with a code`() async throws {
    let document = try await document(.reference)
    for (format, program) in [(DocumentFormat.pdf, "weasyprint"), (.docx, "pandoc")] {
      await #expect(throws: DocumentError.toolMissing(program, package: program)) {
        _ = try await press().bytes(of: document, as: format)
      }
    }
    #expect(
      DocumentError.toolMissing("pandoc", package: "pandoc").problem.code == "document.tool_missing"
    )
    #expect(
      DocumentPress.missing(path: "").map(\.program) == ["weasyprint", "pandoc", "rsvg-convert"])
    await #expect(throws: ReportError.invalidValue(parameter: "format")) {
      _ = try await press().bytes(of: document, as: .xlsx)
    }
  }

  /// The output of a program, given a file.
  private func output(_ program: String, _ arguments: [String], of bytes: [UInt8]) throws -> String
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(bytes).write(to: folder.appendingPathComponent("file"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test(
    .enabled(if: isThere("pandoc"), "pandoc is not installed"), arguments: DocumentKind.allCases)
  func `DOCX has the cells of HTML, in real tables under headings`(_ kind: DocumentKind)
    async throws
  {
    let document = try await document(kind)
    let press = try press(path: Self.path)
    let bytes = try await press.bytes(of: document, as: .docx)
    #expect(try await press.bytes(of: document, as: .docx) == bytes)
    // Python's own archive and no parser: the text of the cells between its marks.
    let xml = try output(
      "python3",
      ["-c", "import zipfile; print(zipfile.ZipFile('file').read('word/document.xml').decode())"],
      of: bytes)
    let cells = xml.matches(of: /<w:tc>(.*?)<\/w:tc>/.dotMatchesNewlines())
      .map { DocumentCells.squeezed(DocumentCells.plain(String($0.1))) }.filter { !$0.isEmpty }
    let expected = DocumentCells.rows(try await html(document)).flatMap(\.self)
      .map { DocumentCells.squeezed($0) }.filter { !$0.isEmpty }
    #expect(cells == expected)
    #expect(xml.contains("<w:pStyle w:val=\"Heading2\" />"))
    #expect(xml.contains("<w:tblHeader"))
    // The running head of all pages but the first is the document's own title; each page has its number.
    let page = try output(
      "python3",
      [
        "-c",
        """
        import zipfile
        names = ('word/header1.xml', 'word/footer1.xml', 'docProps/core.xml')
        print(*[zipfile.ZipFile('file').read(name).decode() for name in names])
        """,
      ], of: bytes
    ).split(separator: "<?xml")
    #expect(page[0].contains("> TITLE <") && page[1].contains("> PAGE <"))
    #expect(page[2].contains("<dc:title>\(document.title)</dc:title>"))
    #expect(
      xml.contains(/<w:headerReference [^>]*w:type="default"/) && xml.contains("<w:titlePg />"))
    #expect(xml.matches(of: /<w:footerReference [^>]*w:type="(default|first)"/).count == 2)
  }

  @Test(.enabled(if: isThere("weasyprint"), "weasyprint is not installed"))
  func `PDF is made, and is the same twice`() async throws {
    let document = try await document(.publicReport)
    let press = try press(path: Self.path)
    let bytes = try await press.bytes(of: document, as: .pdf)
    #expect(bytes.starts(with: Array("%PDF-".utf8)))
    #expect(try await press.bytes(of: document, as: .pdf) == bytes)
  }

  @Test(
    .enabled(
      if: isThere("weasyprint") && isThere("pdftotext"), "weasyprint or pdftotext is not installed"),
    arguments: DocumentKind.allCases)
  func `PDF has the figures of HTML`(_ kind: DocumentKind) async throws {
    let document = try await document(kind)
    let bytes = try await press(path: Self.path).bytes(of: document, as: .pdf)
    let text = DocumentCells.squeezed(try output("pdftotext", ["file", "-"], of: bytes))
    // Figures and what stands for one; words may be broken by a hyphen.
    let figures = DocumentCells.rows(try await html(document)).flatMap(\.self)
      .filter { !$0.isEmpty && !$0.contains(where: \.isLetter) }
    #expect(!figures.isEmpty)
    for cell in figures where !text.contains(DocumentCells.squeezed(cell)) {
      Issue.record("no “\(cell)” in the PDF")
    }
  }
}
