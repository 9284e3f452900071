import Foundation
import Pipeline
import SQLFiles
import Schools
import Testing

/// The generated parts of `docs/reference` say what the program does; `make reference` writes them anew.
@Suite struct ReferenceTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/reference")
  private static let writes =
    ProcessInfo.processInfo.environment["SOKO_WRITE_REFERENCE"] != nil
  private static let start = "<!-- generated: make reference -->"
  private static let end = "<!-- end of what is generated -->"

  /// Holds `text` against what stands between the marks of a page, or puts it there.
  private func expect(_ page: String, holds text: String) throws {
    let file = Self.folder.appendingPathComponent(page)
    let content = try String(contentsOf: file, encoding: .utf8)
    let parts = content.components(separatedBy: Self.start)
    try #require(parts.count == 2, "\(page) has no place for what is generated")
    let tail = try #require(parts[1].range(of: Self.end))
    let fresh = parts[0] + Self.start + "\n\n" + text + "\n\n" + parts[1][tail.lowerBound...]
    if Self.writes { try fresh.write(to: file, atomically: true, encoding: .utf8) }
    let isCurrent = Self.writes || fresh == content
    #expect(isCurrent, "\(page) is behind the program: run `make reference`")
  }

  private func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header, header.map { _ in "---" }] + rows)
      .map { row in
        "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
      }
      .joined(separator: "\n")
  }

  @Test func `the page of problems`() throws {
    let codes = table(
      ["Code", "", "May be", "Сообщение", "Message", "Что делать", "What to do"],
      ProblemCatalog.all.map {
        [
          "`\($0.code)`", $0.severity.rawValue, choice($0), $0.message.ru, $0.message.en,
          $0.hint.ru, $0.hint.en,
        ]
      })
    let checks = try ProgramFiles().texts(in: "check").map { name, text in
      let code = try #require(text.firstMatch(of: /\ncode: ([a-z_.]+)\n/)).1
      return [
        "[`\(name)`](../../sql/check/\(name).sql)", "`\(code)`",
        ProblemCatalog.entry(String(code)).severity.rawValue,
      ]
    }
    try expect(
      "problems.md",
      holds: """
        ## Codes

        \(codes)

        ## Checks of whole tables

        Beside what follows from the declarations of the tables: repeated keys, references, dates of the year, tables
        that came empty.

        \(table(["Check", "Code", ""], checks))
        """)
  }

  /// What a department may decide of a code.
  private func choice(_ entry: ProblemCatalog.Entry) -> String {
    switch entry.choice {
    case .none: return ""
    case .raise: return "raised"
    case .relax(let tables):
      let spared = RecordTable.all.map(\.name).filter { !tables.contains($0) }
      return tables.count > spared.count
        ? "relaxed but in " + spared.map { "`\($0)`" }.joined(separator: ", ")
        : "relaxed in " + tables.sorted().map { "`\($0)`" }.joined(separator: ", ")
    }
  }

  @Test func `the tables of the bundle page`() throws {
    let tables = RecordTable.registers + RecordTable.aggregates + RecordTable.all
    let sections = tables.map { table in
      let key =
        table.key.isEmpty
        ? "One row at most." : "Key: " + table.key.map { "`\($0)`" }.joined(separator: ", ") + "."
      let references = table.references.map { "`\($0.column)` → `\($0.table)`" }
      return """
        ### `\(table.name)`

        \(table.title). \(key)\(references.isEmpty ? "" : " Refers: " + references.joined(separator: ", ") + ".")

        \(self.table(["Column", "Type", "", "Meaning"], table.fields.map(row)))
        """
    }
    try expect("bundle.md", holds: sections.joined(separator: "\n\n"))
  }

  private func row(_ field: RecordTable.Field) -> [String] {
    func range(_ low: Int?, _ high: Int?) -> String {
      switch (low, high) {
      case (let low?, let high?): " \(low)…\(high)"
      case (let low?, nil): " ≥ \(low)"
      case (nil, let high?): " ≤ \(high)"
      case (nil, nil): ""
      }
    }
    let type =
      switch field.kind {
      case .code: "code"
      case .text: "text"
      case .integer(let low, let high): "integer" + range(low, high)
      case .decimal(let low, let high): "number" + range(low, high)
      case .date: "date"
      case .flag: "flag"
      case .choice(let words): words.map { "`\($0)`" }.joined(separator: " ")
      }
    return ["`\(field.name)`", type, field.isRequired ? "required" : "", field.title]
  }

  @Test func `the page of reasons`() throws {
    let rows = ComparisonReason.allCases.map { reason in
      [
        "`\(reason.rawValue)`", reason.sentence.ru, reason.sentence.en,
        reason.forbidsVerdict ? "forbids a verdict" : "",
        reason.isForOperator ? "for the operator" : "",
        reason.thresholds.map { "`\($0)`" }.joined(separator: ", "),
      ]
    }
    try expect(
      "reasons.md",
      holds: table(["Code", "Основание", "Reason", "", "Whom", "Thresholds"], rows))
  }

  @Test func `the page of indicators`() throws {
    let all = try Catalog(CatalogFile.program(ProgramFiles())).definitions.map(\.indicator)
    let sections = Dictionary(grouping: all, by: \.criterion).sorted { $0.key < $1.key }
      .map { criterion, indicators in
        let title = criterion == 0 ? "Context" : "Criterion \(criterion)"
        let rows = indicators.map { indicator in
          [
            "[`\(indicator.code)`](../../sql/derived/indicator/\(indicator.code).sql)",
            indicator.title.ru, indicator.kind.rawValue, indicator.direction.rawValue,
            indicator.pool.rawValue, indicator.ranking.rawValue,
            indicator.isSensitive ? "sensitive" : "",
          ]
        }
        return "## \(title)\n\n"
          + table(["Code", "Показатель", "Kind", "Direction", "Pool", "Ranking", ""], rows)
      }
    try expect("indicators.md", holds: sections.joined(separator: "\n\n"))
  }

  @Test func `the page of the command line`() throws {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    let soko = try CommandTests.products().appendingPathComponent("soko")
    let commands = [
      [], ["migrate"], ["serve"], ["worker"], ["status"], ["doctor"], ["psql"],
      ["bundle", "check"], ["bundle", "sample"], ["bundle", "template"], ["bundle", "annotate"],
      ["load"], ["requeue"], ["catalog"], ["report"], ["policy", "list"], ["policy", "set"],
      ["bench"],
    ]
    let sections = try commands.map { command in
      let help = try CommandTests.run(
        soko, command + ["--help"], home: home, environment: ["COLUMNS": "80"])
      #expect(help.status == 0)
      return """
        ## `\((["soko"] + command).joined(separator: " "))`

        ```text
        \(help.output.trimmingCharacters(in: .whitespacesAndNewlines))
        ```
        """
    }
    try expect("cli.md", holds: sections.joined(separator: "\n\n"))
  }
}
