import Foundation
import Postgres
import Schools
import TestSupport
import Testing

@testable import Reports

/// Drawings of workbooks, read again by other means: they hold ranges of cells, never numbers.
@Suite struct ReportChartTests {
  private func workbook(
    _ report: Report, _ filters: [String: String], _ language: Language = .ru,
    _ scope: Scope = .operator, rowLimit: Int = Workbook.rowLimit
  ) async throws -> Spreadsheet {
    let query = try ReportQuery(report, where: filters, language: language)
    let bytes = try await Region.read(as: "soko_web", scope) { db in
      var bytes: [UInt8] = []
      try TemporaryFile.pieces(
        { try ReportWorkbook(query: query).write(db, at: $0, rowLimit: rowLimit) },
        to: { bytes += $0 })
      return bytes
    }
    return try Spreadsheet(bytes)
  }

  @Test
  func `places of a region are drawn with their intervals, and a school without one is a gap`()
    async throws
  {
    let file = try await workbook(.ranking, ["scope": "region", "year": "2025"])
    #expect(file.names == ["ranking", "Диаграмма", "Паспорт"])
    let chart = try #require(file.charts.first)
    #expect(file.charts.count == 1 && chart.kind == "line" && chart.isReversed)
    #expect(
      chart.texts == ["Места в регионе: 2025 · region", "Школа", "Место и его 95 % интервал"])
    // Place, and both ends of its interval: columns E, F and G of the rows 2 to 4.
    #expect(
      chart.series == [
        ["ranking!$E$1", "ranking!$A$2:$A$4", "ranking!$E$2:$E$4"],
        ["ranking!$F$1", "ranking!$A$2:$A$4", "ranking!$F$2:$F$4"],
        ["ranking!$G$1", "ranking!$A$2:$A$4", "ranking!$G$2:$G$4"],
      ])
    #expect(chart.hasHeightLines && chart.copies == 0)
    // School C has no place: no cell, and so a gap.
    #expect(file["ranking"].cells["A4"]?.value == "C" && file["ranking"].cells["E4"] == nil)
    #expect(chart.blanks == "" || chart.blanks == "gap")
  }

  @Test func `what is hidden from a reader is a gap in the drawing`() async throws {
    // The analogue's value of school B's share on the register is hidden from the other schools of the region.
    let filters = [
      "year": "2025", "indicator": "x.register_share", "analogue": "regional", "cut": "all",
    ]
    let file = try await workbook(.comparison, filters, .ru, .region)
    let sheet = file["comparison"]
    let chart = try #require(file.charts.first)
    let value = try #require(chart.series.first?.last)
    #expect(value == "comparison!$L$2:$L$3")
    let hidden = (2...3).filter { sheet.cells["L\($0)"] == nil }
    #expect(!hidden.isEmpty && hidden.count < 2)
    #expect(chart.blanks == "" || chart.blanks == "gap")
  }

  @Test func `schools of one indicator stand beside their analogue`() async throws {
    let file = try await workbook(
      .comparison,
      ["year": "2025", "indicator": "x.good_share", "analogue": "regional", "cut": "all"], .en)
    #expect(file.names == ["comparison", "Chart", "Passport"])
    let chart = try #require(file.charts.first)
    #expect(
      chart.texts.first == "Schools beside their analogue: 2025 · x.good_share · all · regional")
    // Value, its two ends, and the analogue's value: L, M, N and S.
    #expect(
      chart.series.map { $0[2] } == ["L", "M", "N", "S"].map { "comparison!$\($0)$2:$\($0)$3" })
    // Marks of the format, ECMA-376 part 1, 21.2.3.27.
    #expect(chart.marks == ["circle", "plus", "diamond"])
    // A line between heights would run to the analogue's value.
    #expect(!chart.hasHeightLines)
  }

  @Test func `each cluster is a series of its own`() async throws {
    let file = try await workbook(.profiles, ["year": "2025"])
    let chart = try #require(file.charts.first)
    #expect(chart.kind == "bar")
    #expect(
      chart.series == [
        ["profiles!$C$2", "profiles!$E$2:$E$2", "profiles!$H$2:$H$2"],
        ["profiles!$C$3", "profiles!$E$3:$E$3", "profiles!$H$3:$H$3"],
      ]
        || chart.series == [
          ["profiles!$C$2", "profiles!$E$2", "profiles!$H$2"],
          ["profiles!$C$3", "profiles!$E$3", "profiles!$H$3"],
        ])
  }

  @Test func `rows of several things, on several sheets or without a value are not drawn`()
    async throws
  {
    for (report, filters) in [
      (Report.ranking, [:]), (.ranking, ["scope": "municipality"]), (.comparison, ["school": "A"]),
      (.comparison, ["school": "A", "year": "2024", "cut": "all", "analogue": "previous"]),
      (.schools, [:]),
    ] as [(Report, [String: String])] {
      let file = try await workbook(report, filters)
      #expect(file.charts.isEmpty && file.names.count == 2, "\(report.name) \(filters)")
    }
    let split = try await workbook(.ranking, ["scope": "region"], rowLimit: 3)
    #expect(split.charts.isEmpty && split.names == ["ranking", "ranking 2", "Паспорт"])
  }
}
