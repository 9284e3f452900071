import Schools
import Testing

@testable import Intake

/// What may be read in two ways is asked about, never chosen.
@Suite struct AmbiguityTests {
  private func staff(_ posts: [String], _ more: String = "") throws -> BareFile {
    let rows = posts.enumerated().map { "w\($0);1;1;main;none;\($1)\n" }
    return try TestPackage.read(
      "staff", "staff_key;is_teacher;is_pedagogical;employment;category;fte\n" + rows.joined(), more
    )
  }

  @Test func `a mark that may divide thousands is asked about in a column that has both`() throws {
    let ambiguous = ["intake.decimal_mark_ambiguous staff.csv fte"]
    #expect(try staff(["1,234", "0.5"]).problems == ambiguous)
    #expect(try staff(["0.5", "1,234"]).problems == ambiguous)
    #expect(try staff(["0,5", "1.234"]).problems == ambiguous)
    #expect(try staff(["1,500", "1.500"]).problems == ambiguous)
  }

  @Test func `a mark that cannot divide thousands is none of these`() throws {
    #expect(try staff(["1,25", "0.5", "0,125", "0.375"]).problems == [])
    #expect(try staff(["1,234", "0,5", "1"]).problems == [])
    #expect(try staff(["1.234", "0.5", "1"]).problems == [])
    let declared = try staff(
      ["1,234", "0,5"], #""schema": {"fields": [{"name": "fte", "decimalChar": ","}]}"#)
    #expect(declared.problems == [])
    #expect(declared.forms.first?.notations == [.init(.decimalComma, isDeclared: true)])
  }

  private func figures(_ shares: [String], _ more: String = "") throws -> BareFile {
    let rows = shares.enumerated().map { "99;all;a\($0);all;1;\($1);final;2025-06-20;s\n" }
    return try TestPackage.read(
      kind: "aggregate", "external_aggregate",
      "oktmo;population;published_code;cut;mean;coverage_share;status;as_of_on;source\n"
        + rows.joined(), more)
  }

  private func shares(_ found: BareFile) throws -> [String] {
    let place = try #require(
      RecordTable.externalAggregate.fields.firstIndex { $0.name == "coverage_share" })
    return found.plainRows.map {
      String($0.split(separator: "|", omittingEmptySubsequences: false)[place])
    }
  }

  private static func unit(_ unit: String) -> String {
    "\"schema\": {\"fields\": [{\"name\": \"coverage_share\", \"soko:unit\": \"\(unit)\"}]}"
  }

  @Test func `a share is read as it is written, and never divided in silence`() throws {
    #expect(try shares(figures(["45%", "0 %", "97,5\u{A0}%"])) == ["0.45", "0", "0.975"])
    #expect(try shares(figures(["0,45", "1", "0.5"])) == ["0.45", "1", "0.5"])
    #expect(
      try figures(["0,45", "45"]).problems == [
        "intake.share_ambiguous external_aggregate.csv 3 coverage_share"
      ])
    #expect(
      try figures(["45%", "1"]).problems == [
        "intake.share_mixed external_aggregate.csv coverage_share"
      ])
    #expect(
      try shares(figures(["45", "0,5", "1%"], Self.unit("percent"))) == ["0.45", "0.005", "0.01"])
    #expect(try shares(figures(["45%", "0,45"], Self.unit("share"))) == ["0.45", "0.45"])
    #expect(try figures(["45%", "0", "1%"]).problems == [])
  }

  @Test func `half a number beyond the last name is not left out`() throws {
    let found = try TestPackage.read("student", "student_key,entry_year,\np1,2016,\np2,2016,5\n")
    #expect(found.rows == ["student 2: p1|2016|"])
    #expect(found.problems == ["intake.row_width student.csv 3"])
  }

  @Test func `a delimiter that cannot be told is asked about`() throws {
    let found = try TestPackage.read("student", "student_key,entry;sex\np1,1;f\n")
    #expect(found.rows.isEmpty)
    #expect(found.problems == ["intake.delimiter_undecided student.csv"])
  }
}
