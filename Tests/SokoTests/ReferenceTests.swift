import Foundation
import Intake
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
      case .code: field.spelling == .classCode ? "class code" : "code"
      case .text: "text"
      case .integer(let low, let high):
        "integer" + range(low, high) + (field.alternative.map { ", or a word of `\($0)`" } ?? "")
      case .decimal(let low, let high): "number" + range(low, high)
      case .share: "share"
      case .date: "date"
      case .flag: "flag"
      case .choice(let words):
        words.map { word in
          let others = field.spellings(of: word).dropFirst()
          return "`\(word)`" + (others.isEmpty ? "" : " (\(others.joined(separator: ", ")))")
        }
        .joined(separator: words.contains { field.spellings(of: $0).count > 1 } ? "; " : " ")
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
            indicator.title.ru, "\(indicator.version)", indicator.clause,
            indicator.kind.rawValue, indicator.direction.rawValue, indicator.pool.rawValue,
            indicator.ranking.rawValue, indicator.analogueClass, "\(indicator.minimum.publish)",
            indicator.isSensitive ? "sensitive" : "",
          ]
        }
        return "## \(title)\n\n"
          + table(
            [
              "Code", "Показатель", "Version", "Clause", "Kind", "Direction", "Pool", "Ranking",
              "Class", "n", "",
            ], rows)
      }
    try expect("indicators.md", holds: ([coverage(all)] + sections).joined(separator: "\n\n"))
  }

  @Test func `the page of limits`() throws {
    var limits = BundleLimits()
    limits.archiveBytes = 2 << 30
    let sections = limits.stated.map { title, limits in
      "## \(title)\n\n"
        + table(
          ["What", "At most", "Beyond it"],
          limits.map { [$0.what, $0.limit, $0.code.map { "`\($0)`" } ?? ""] })
    }
    for code in limits.stated.flatMap(\.limits).compactMap(\.code) {
      #expect(ProblemCatalog.contains(code), "\(code)")
    }
    try expect("limits.md", holds: sections.joined(separator: "\n\n"))
  }

  @Test func `the page of the command line`() throws {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    let soko = try CommandTests.products().appendingPathComponent("soko")
    let commands = [
      [], ["migrate"], ["serve"], ["worker"], ["status"], ["doctor"], ["psql"],
      ["bundle", "check"], ["bundle", "sample"], ["bundle", "template"], ["bundle", "annotate"],
      ["load"], ["requeue"], ["retain"], ["erase"], ["catalog"], ["report"], ["document"],
      ["policy", "list"],
      ["policy", "set"], ["set", "list"], ["set", "save"], ["set", "remove"], ["match"],
      ["user", "list"], ["user", "add"], ["user", "password"], ["user", "close"],
      ["token", "list"], ["token", "add"], ["token", "revoke"], ["audit"],
      ["method"], ["method", "value-added"], ["method", "rank"], ["method", "cluster"],
      ["method", "similar"], ["method", "compare"], ["method", "forecast"], ["verify"], ["bench"],
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

  /// The regulation with the codes that serve it.
  private func coverage(_ indicators: [Indicator]) -> String {
    let codes = indicators.map(\.code)
    func list(_ codes: [String]) -> String { codes.map { "`\($0)`" }.joined(separator: " ") }
    let rows = RegulationRow.all.map { row in
      [
        "\(row.number)", row.title,
        list(indicators.filter { $0.rows.contains(row.number) }.map(\.code)),
      ]
    }
    let items = RegulationClause.all.map { item in
      [
        "\(item.clause) (\(item.place))", item.title,
        ([list(item.served(by: codes))] + (item.missing.map { ["нет данных: \($0.ru)"] } ?? []))
          .filter { !$0.isEmpty }.joined(separator: "; "),
      ]
    }
    return """
      ## The table of clause 4.6

      \(table(["Row", "Показатель положения", "Codes"], rows))

      ## Clauses 4.4.1–4.4.6, 2.3, 1.16 and 4.17

      \(table(["Item", "В словах положения", "Codes"], items))
      """
  }
}
