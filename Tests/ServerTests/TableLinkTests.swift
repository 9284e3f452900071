import Foundation
import HTTPTypes
import Postgres
import Reports
import Testing

@testable import Server

/// Each table of a page is offered as rows: what it shows, or more and then in words.
@Suite struct TableLinkTests {
  private struct Table {
    let caption: String
    let rows: Int
    let links: [Link]
  }

  private struct Link {
    let forms: [String: String]
    let saysMore: Bool
  }

  /// Tables that no report has the rows of, by their captions: the reasons stand in the reference of HTTP.
  private static let without: Set = ["Не прислали", "Последний расчёт", "Документы"]

  private static let pages = [
    "/", "/schools", "/schools?q=А", "/schools?municipality=90101", "/schools/A",
    "/schools/A?cuts=all", "/schools/A/similar", "/schools/A/trends", "/schools/A/trends?cuts=all",
    "/schools/A/indicators/x.good_share", "/schools/B/indicators/x.register_share",
    "/compare?school=A&school=B", "/compare?school=A&school=B&indicator=x.good_share&cut=all",
    "/indicators", "/indicators/x.good_share", "/indicators/x.good_share?school=A",
    "/indicators/x.good_share/trends", "/indicators/x.good_share/trends?school=A", "/ranking",
    "/ranking?municipality=90101", "/clusters", "/models", "/models/drivers", "/bundles",
    "/bundles?state=rejected", "/bundles/1", "/bundles/2", "/plan", "/documents", "/admin",
    "/admin/catalog", "/admin/readings",
  ]

  private func tables(_ html: String) -> [Table] {
    html.components(separatedBy: "<table").dropFirst().map { piece -> Table in
      let parts = piece.components(separatedBy: "</table>")
      return Table(
        caption: between(parts[0], "<caption>", "</caption>") ?? "", rows: rows(parts[0]),
        links: links(String(parts.dropFirst().joined().trimmingPrefix("</div>"))))
    }
  }

  private func between(_ text: String, _ start: String, _ end: String) -> String? {
    let parts = text.components(separatedBy: start)
    guard parts.count > 1 else { return nil }
    return parts[1].components(separatedBy: end)[0]
  }

  /// Rows of a table's bodies but for those that only head a section.
  private func rows(_ table: String) -> Int {
    var count = 0
    for body in table.components(separatedBy: "<tbody").dropFirst() {
      let inside = body.components(separatedBy: "</tbody>")[0]
      for row in inside.components(separatedBy: "<tr").dropFirst()
      where !row.contains("scope=\"rowgroup\"") {
        count += 1
      }
    }
    return count
  }

  /// Those in the lines that follow a table at once.
  private func links(_ rest: String) -> [Link] {
    let start = "<p class=\"data\">"
    var links: [Link] = []
    for line in rest.split(separator: "\n") {
      guard line.hasPrefix(start) else { break }
      for piece in line.components(separatedBy: start).dropFirst() {
        var forms: [String: String] = [:]
        for found in piece.matches(of: /<a href="([^"]+)">([^<]+)<\/a>/) {
          forms[String(found.2)] = String(found.1).replacing("&amp;", with: "&")
        }
        links.append(Link(forms: forms, saysMore: piece.contains("</a> (")))
      }
    }
    return links
  }

  @Test func `each table has links to its rows, and each link answers with as many`() async throws {
    try await AccessSite.with { site in
      try await site.add("uo-operator", Mandate(.operator))
      _ = try await site.token(try Mandate(.regionalAnalyst))
      let browser = try await site.browser("uo-operator")
      await site.service.readings.write()
      var (seen, exact): (Set<String>, Int) = ([], 0)
      for page in Self.pages {
        let html = try await site.get(page, browser)
        try #require(html.status == 200, "\(page)")
        for table in tables(html.text) {
          seen.insert(table.caption)
          #expect(!table.caption.isEmpty, "\(page): a table without a caption")
          if Self.without.contains(table.caption) {
            #expect(table.links.isEmpty, "\(page): \(table.caption)")
            continue
          }
          #expect(!table.links.isEmpty, "\(page): \(table.caption)")
          for link in table.links {
            #expect(
              link.forms.keys.sorted() == ["CSV", "CSV для Excel", "JSON", "XLSX"],
              "\(page): \(table.caption) \(link.forms)")
            for address in link.forms.values {
              let answer = try await site.get(address, browser)
              #expect(answer.status == 200, "\(address)")
              // The log grows by each of these answers.
              guard !link.saysMore, !address.hasPrefix("/v1/readings") else { continue }
              exact += 1
              #expect(
                answer.headers[HTTPField.Name("Soko-Rows")!] == "\(table.rows)",
                "\(page): \(table.caption) by \(address)")
            }
          }
        }
      }
      // The pages of the region have most of the tables there are.
      #expect(seen.count > 20 && exact > 40, "\(seen.sorted()) \(exact)")
    }
  }
}
