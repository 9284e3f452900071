import Foundation
import Schools
import Testing

@testable import Intake

/// Workbooks that other programs wrote; `Fixtures/workbooks/make.py` says what is in them.
@Suite struct WriterTests {
  /// 2024-09-20: 54 years of 365 days, 13 leap days before 2024, 263 days of it.
  private static let day = 54 * 365 + 13 + 263

  private func read(_ name: String) throws -> BareFile {
    let url = Bundle.module.resourceURL!.appendingPathComponent("Fixtures/workbooks/\(name)")
    return try BareFile(Array(try Data(contentsOf: url)), name: name)
  }

  private func row(_ number: Int, _ key: String, _ score: String, variant: String = "") -> String {
    "diagnostic_result \(number): \(key)|dwr|mat|day \(Self.day)||\(variant)|\(score)|40e-0||||"
  }

  @Test(arguments: ["openpyxl.xlsx", "libreoffice.xlsx"])
  func `titles, a header of two rows, merged and hidden cells and a total`(_ name: String) throws {
    let found = try read(name)
    // 0.1 + 0.2 is stored as 0.30000000000000004 and shown as 0.3.
    #expect(
      found.rows == [row(5, "p1", "315e-1"), row(6, "p2", "3e-1"), row(7, "p3", "22e-0")])
    let sheet = "\(name) Результат диагностики"
    #expect(
      found.problems == [
        "intake.row_total \(sheet) 8", "intake.rows_hidden \(sheet)",
        "intake.cells_merged \(sheet)",
      ])
    let layout = try #require(found.forms.first?.layout)
    #expect(layout.headerRow == 4 && layout.titleRows + layout.headerRows >= 3)
    #expect(layout.hiddenRows == 1 && layout.mergedCells == 2 && layout.totalRows == 1)
  }

  @Test func `days from 1904, runs of text, formulas, a percent, a flag and an error`() throws {
    let found = try read("xlsxwriter.xlsx")
    #expect(
      found.rows == [
        row(2, "p1", "315e-1", variant: "7%"), row(3, "p2", "3e-1", variant: "true"),
      ])
    #expect(
      found.problems == ["intake.cell_error xlsxwriter.xlsx diagnostic_result 4 variant G4"])
  }
}
