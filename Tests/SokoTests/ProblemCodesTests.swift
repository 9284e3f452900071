import Foundation
import SQLFiles
import Schools
import Testing

/// The catalog of problems, held against everything that finds one.
@Suite struct ProblemCodesTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func texts(in folder: String, ending: String) throws -> [(path: String, text: String)] {
    let root = Self.root.appendingPathComponent(folder).path
    return try #require(FileManager.default.enumerator(atPath: root))
      .compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }
      .map { ($0, try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8)) }
  }

  /// Codes that the program's own texts name, but for the catalog itself.
  private func used() throws -> Set<String> {
    let swift = try texts(in: "Sources", ending: ".swift")
      .filter { !$0.path.contains("ProblemCatalog") }
    let sql = try texts(in: "sql/check", ending: ".sql")
    #expect(sql.count > 50)
    // Words of commands' help show codes and find nothing.
    let found = swift.filter { !$0.path.hasPrefix("soko/") }.flatMap { file in
      file.text.matches(of: /["']((?:intake|catalog|result)\.[a-z_]+)["']/).map { String($0.1) }
        .filter { !$0.hasPrefix("result.") || $0.hasPrefix("result.return_disagrees") }
    }
    let checked = sql.compactMap { file in
      file.text.firstMatch(of: /\ncode: (intake\.[a-z_]+)\n/).map { String($0.1) }
    }
    #expect(checked.count == sql.count)
    // What `soko method` finds in a table, in its commands too.
    let methods = swift.flatMap { file in
      file.text.matches(of: /"(method\.[a-z_]+)"/).map { String($0.1) }
    }
    // What `soko set`, `soko cluster`, `soko publication`, `soko plan` and commands of access refuse, and why a document is not made.
    let sets = swift.flatMap { file in
      file.text.matches(
        of:
          /"((?:set|cluster_name|publication|access|plan)\.[a-z_]+|document\.(?:busy|tool_[a-z]+))"/
      )
      .map { String($0.1) }
      // Tables by which ways in are reported, and the name of a calendar's file.
      .filter { !["access.account", "access.link", "access.token", "plan.ics"].contains($0) }
    }
    return Set(found + checked + methods + sets)
  }

  @Test func `every code that is used is in the catalog, and every one in it is used`() throws {
    let (known, used) = (Set(ProblemCatalog.all.map(\.code)), try used())
    #expect(used.subtracting(known) == [])
    #expect(known.subtracting(used) == [])
  }

  @Test func `a check names a table that there is, and its file is named after it`() throws {
    for (name, text) in try ProgramFiles().texts(in: "check") {
      let table = try #require(text.firstMatch(of: /\ntable: ([a-z_]+)\n/)).1
      #expect(name.hasPrefix("\(table)__"), "\(name)")
      #expect(RecordTable.named(String(table)) != nil, "\(name)")
    }
  }

  @Test func `the page of problems names checks that there are`() throws {
    let page = try String(
      contentsOf: Self.root.appendingPathComponent("docs/reference/problems.md"), encoding: .utf8)
    let files = Set(try ProgramFiles().texts(in: "check").map(\.name))
    let named = page.matches(of: /`([a-z][a-z_]*__[a-z_]+)`/).map { String($0.1) }
    #expect(named.count > 20)
    #expect(Set(named).subtracting(files) == [])
  }

  @Test func `both languages take the same arguments, and a hint no others`() {
    func names(_ text: String) -> Set<String> {
      Set(text.matches(of: /\{([a-z]+)\}/).map { String($0.1) })
    }
    for entry in ProblemCatalog.all {
      // `{ru}` and `{en}` are one argument, worded in either language.
      let (russian, english) = (names(entry.message.ru), names(entry.message.en))
      #expect(russian.contains("ru") == english.contains("en"), "\(entry.code)")
      #expect(russian.subtracting(["ru"]) == english.subtracting(["en"]), "\(entry.code)")
      #expect(names(entry.hint.ru) == names(entry.hint.en), "\(entry.code)")
    }
  }

  @Test func `a sentence ends, begins with a capital, and a hint says something else`() {
    for entry in ProblemCatalog.all {
      for text in [entry.message.ru, entry.message.en, entry.hint.ru, entry.hint.en] {
        #expect(text.hasSuffix("."), "\(entry.code): \(text)")
        #expect(text.first.map { !$0.isLowercase } ?? false, "\(entry.code): \(text)")
      }
      #expect(entry.message.ru != entry.hint.ru, "\(entry.code)")
    }
  }

  @Test func `only what the database takes may be relaxed, and nothing of a cell or a bundle`() {
    for entry in ProblemCatalog.all {
      guard case .relax(let tables) = entry.choice else { continue }
      #expect(entry.severity == .rejected && !tables.isEmpty, "\(entry.code)")
      for table in tables { #expect(RecordTable.named(table) != nil, "\(entry.code): \(table)") }
    }
    let fixed = ProblemCatalog.all.filter { $0.choice == .none }.map(\.code)
    #expect(
      Set(fixed).isSuperset(of: [
        "intake.column_personal", "intake.row_repeated", "intake.reference_missing",
        "intake.enrolment_overlaps", "intake.result_not_single", "intake.superseded",
      ]))
  }
}
