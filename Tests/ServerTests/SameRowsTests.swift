import Foundation
import HTTPTypes
import Postgres
import Schools
import TestSupport
import Testing

@testable import Reports
@testable import Server

/// Every report has the same rows in each of its forms, for whoever asks: those that the database gives when it is asked itself.
@Suite struct SameRowsTests {
  private typealias Rows = [[String]]

  /// The cells that PostgreSQL gives for a report in a scope; `∅` where there is none.
  private func asked(_ report: Report, _ scope: Scope, _ site: AccessSite) async throws -> Rows {
    struct Line: Decodable { let cells: String }
    let list = report.columns.map { $0.expression.replacing("{lang}", with: "ru") }
    let need = report.needed.map { " where \(report.filters[$0]!) = 'A'" } ?? ""
    let sql = """
      select to_json(array[\(list.joined(separator: ", "))]::text[])::text as cells
      from \(report.source)\(need) order by \(report.order)
      """
    return try await site.service.read(scope) { db in
      try db.all(SQL(raw: sql), as: Line.self).map { line in
        var cells = try JSONDecoder().decode([String?].self, from: Data(line.cells.utf8))
        report.finish?(&cells, .ru)
        return cells.map { $0 ?? "∅" }
      }
    }
  }

  private func address(_ report: Report, _ format: String) -> String {
    "/v1/\(report.name)?format=\(format)" + (report.needed == nil ? "" : "&school=A")
  }

  /// A cell of JSON as the database writes it.
  private func text(_ value: Any?) -> String {
    switch value {
    case let list as [Any]: list.map { text($0) }.joined(separator: ";")
    case let number as NSNumber where CFNumberIsBoolean(number): number.boolValue ? "true" : "false"
    case let number as NSNumber: number.stringValue
    case let text as String: text
    default: "∅"
    }
  }

  private func CFNumberIsBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }

  private func json(
    _ report: Report, _ uri: String, _ token: String, _ site: AccessSite
  ) async throws -> (rows: Rows, next: String?, count: String?) {
    let answer = try await site.get(uri, token: token)
    #expect(answer.status == 200, "\(uri)")
    let object =
      try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any] ?? [:]
    let rows = (object["rows"] as? [[String: Any]] ?? []).map { row in
      report.columns.map { text(row[$0.key]) }
    }
    return (rows, object["next"] as? String, answer.headers[HTTPField.Name("Soko-Rows")!])
  }

  /// Fields of files of CSV by a parser of Python's own library.
  private func csv(_ texts: [String], _ delimiter: String) throws -> [Rows] {
    let script = """
      import csv, io, json, sys
      json.dump([
          list(csv.reader(io.StringIO(text, newline=""), delimiter=sys.argv[1], strict=True))
          for text in json.load(sys.stdin)
      ], sys.stdout)
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-X", "utf8", "-c", script, delimiter]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    let asked = try JSONEncoder().encode(texts)
    Thread.detachNewThread {
      try? input.fileHandleForWriting.write(contentsOf: asked)
      try? input.fileHandleForWriting.close()
    }
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode([Rows].self, from: printed)
  }

  /// Numbers by their value, since forms write them with more or fewer digits; the rest as it stands.
  private func plain(_ rows: Rows, _ report: Report, digits: Int = 17) -> Rows {
    rows.map { row in
      zip(row, report.columns).map { cell, column in
        guard column.kind == .number, let number = Double(cell) else { return cell }
        return String(format: "%.\(digits)g", number)
      }
    }
  }

  /// What a report gives in one form, beside what the database gave.
  private struct Given {
    let report: Report
    let sql: Rows
    let comma: String
    let semicolon: String
  }

  @Test func `rows are the same in JSON, its pages, HTML, both kinds of CSV, a workbook and SQL`()
    async throws
  {
    try await AccessSite.with { site in
      let readers: [(Mandate, Scope)] = [
        (try Mandate(.operator), .operator), (try Mandate(.regionalAnalyst), .region),
        (try Mandate(.municipalAnalyst, municipality: "90101"), .municipality("90101")),
        (try Mandate(.school, school: "A"), .school("A")),
      ]
      var compared = 0
      for (mandate, scope) in readers {
        let token = try await site.token(mandate)
        let readsDeliveries = mandate.role.readsDeliveries
        var files: [Given] = []
        for report in Report.all
        where report.audience != .deliveries || readsDeliveries {
          guard report.audience != .operators || mandate.role == .operator else { continue }
          // Asking is read too: the log of reading has a line more each time.
          guard report.name != Report.readings.name else { continue }
          let sql = try await asked(report, scope, site)
          compared += sql.count
          try await expect(report, sql, token, scope, site)
          files.append(
            Given(
              report: report, sql: sql,
              comma: try await site.get(address(report, "csv"), token: token).text,
              semicolon: try await site.get(address(report, "csv-excel"), token: token).text))
        }
        try expect(files)
      }
      #expect(compared > 200)
    }
  }

  /// JSON, its pages and a workbook.
  private func expect(
    _ report: Report, _ sql: Rows, _ token: String, _ scope: Scope, _ site: AccessSite
  ) async throws {
    let name: Testing.Comment = "\(report.name) for \(String(describing: scope))"
    let expected = plain(sql, report)
    let whole = try await json(report, address(report, "json"), token, site)
    #expect(plain(whole.rows, report) == expected, name)
    #expect(whole.count == "\(sql.count)", name)

    var (pages, next): (Rows, String?) = ([], nil)
    repeat {
      let tail = "&limit=5" + (next.map { "&after=\($0)" } ?? "")
      let page = try await json(report, address(report, "json") + tail, token, site)
      pages += page.rows
      next = page.next
    } while next != nil
    #expect(plain(pages, report) == expected, name)

    let page = try await html(report, token, site)
    #expect(plain(withoutAbsent(page, sql, of: \.self), report) == expected, name)

    let sheet = try await workbook(report, scope, site)
    #expect(
      plain(withoutAbsent(sheet, sql), report, digits: 14) == plain(sql, report, digits: 14), name)
  }

  /// Both kinds of CSV.
  private func expect(_ files: [Given]) throws {
    let commas = try csv(files.map(\.comma), ",")
    let semicolons = try csv(files.map { String($0.semicolon.dropFirst()) }, ";")
    for (file, (comma, semicolon)) in zip(files, zip(commas, semicolons)) {
      let (report, name): (Report, Testing.Comment) = (file.report, "\(file.report.name)")
      let expected = plain(file.sql, report)
      #expect(comma.first == report.columns.map(\.key), name)
      #expect(
        plain(withoutAbsent(Array(comma.dropFirst()), file.sql), report) == expected, name)
      #expect(file.semicolon.hasPrefix("\u{FEFF}"), name)
      let dotted = semicolon.dropFirst().map { row in
        zip(row, report.columns).map { $1.kind == .number ? $0.replacing(",", with: ".") : $0 }
      }
      #expect(plain(withoutAbsent(dotted, file.sql), report) == expected, name)
    }
  }

  /// Empty fields where the database has no value: CSV and a workbook cannot tell one from an empty text. An apostrophe
  /// before what looks like a formula is taken away.
  private func withoutAbsent(
    _ fields: Rows, _ sql: Rows, of written: (String) -> String = \.withoutFormula
  ) -> Rows {
    zip(fields, sql).map { row, original in
      zip(row, original).map { cell, asked in
        if cell.isEmpty, asked == "∅" { return asked }
        return cell == written(asked) ? asked : cell
      }
    } + fields.dropFirst(sql.count)
  }

  /// The cells of the page of rows; its only table is read by its tags.
  private func html(_ report: Report, _ token: String, _ site: AccessSite) async throws -> Rows {
    let answer = try await site.get(address(report, "html") + "&limit=10000", token: token)
    #expect(answer.status == 200, "\(report.name)")
    let body = answer.text.components(separatedBy: "<tbody>").last?
      .components(separatedBy: "</tbody>").first
    return (body ?? "").components(separatedBy: "<tr>").dropFirst().map { row in
      row.components(separatedBy: "<td").dropFirst().map { cell in
        let text = cell.drop { $0 != ">" }.dropFirst()
        return Self.unescaped(text.components(separatedBy: "</td>")[0])
      }
    }
  }

  private static func unescaped(_ text: String) -> String {
    var plain = text
    for (sign, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      plain = plain.replacing(sign, with: character)
    }
    return plain
  }

  private func workbook(_ report: Report, _ scope: Scope, _ site: AccessSite) async throws -> Rows {
    let filters = report.needed == nil ? [:] : ["school": "A"]
    let query = try ReportQuery(report, where: filters)
    let bytes = try await site.service.read(scope) { db in
      var bytes: [UInt8] = []
      try query.write(db, as: .xlsx) { bytes += $0 }
      return bytes
    }
    let sheet = try Spreadsheet(bytes)[report.name]
    let letters = report.columns.indices.map { column in
      (column >= 26 ? String(UnicodeScalar(UInt8(64 + column / 26))) : "")
        + String(UnicodeScalar(UInt8(65 + column % 26)))
    }
    return (0..<max(0, sheet.rowCount - 1)).map { row in
      letters.map { letter in
        let cell = sheet.cells["\(letter)\(row + 2)"]
        return cell?.kind == .flag ? (cell?.value == "1" ? "true" : "false") : cell?.value ?? ""
      }
    }
  }
}
