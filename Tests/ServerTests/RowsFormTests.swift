import Foundation
import HTTPTypes
import Postgres
import Reports
import Testing

@testable import Server

/// In which form rows come: by `format`, or by the header Accept with its weights.
@Suite struct RowsFormTests {
  @Test func `the header Accept chooses by weight, and of equals the first offered`() throws {
    let cases: [(String?, String?)] = [
      (nil, "json"), ("", "json"), ("*/*", "json"), ("application/*", "json"),
      ("text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8", "html"),
      ("text/csv", "csv"), ("TEXT/CSV; header=present", "csv"), ("text/*", "csv"),
      ("application/json;q=0.2, text/csv;q=0.3", "csv"), ("text/csv, application/json", "json"),
      ("text/plain", "text"), ("*/*;q=0.1, application/json;q=0", "csv"),
      ("text/*;q=0.5, text/html;q=0.4, text/csv;q=0", "text"),
      (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.5",
        "xlsx"
      ),
      ("image/png", nil), ("*/*;q=0", nil), ("text/csv;q=2", nil), ("csv", nil), ("a/b/c", nil),
    ]
    for (header, form) in cases {
      let found = try? RowsForm.asked(format: nil, accept: header)
      #expect(found?.name == form, "\(header ?? "none")")
    }
    #expect(try RowsForm.asked(format: "csv-excel", accept: "text/html").name == "csv-excel")
    #expect(throws: ReportError.invalidValue(parameter: "format")) {
      try RowsForm.asked(format: "pdf", accept: nil)
    }
  }

  @Test func `a form there is not is a problem that lists those there are`() async throws {
    try await AccessSite.with { site in
      let answer = try await site.get("/v1/schools", [.accept: "image/png"])
      #expect(answer.status == 406)
      #expect(answer.headers[.contentType]?.hasPrefix("application/problem+json") == true)
      #expect(answer.headers[.vary]?.contains("Accept") == true)
      let problem = try #require(
        try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
      #expect(problem["code"] as? String == "server.form_not_offered")
      let detail = try #require(problem["detail"] as? String)
      for form in RowsForm.offered {
        #expect(detail.contains(form.mediaType.prefix { $0 != ";" }), "\(form)")
      }
    }
  }

  @Test func `a browser gets the rows as a page of the house`() async throws {
    try await AccessSite.with { site in
      try await site.add("uo-operator", Mandate(.operator))
      let browser = try await site.browser("uo-operator")
      var headers = browser
      headers[.accept] = "text/html,*/*;q=0.8"
      let page = try await site.get("/v1/schools", headers)
      #expect(page.status == 200)
      #expect(page.headers[.contentType] == "text/html; charset=utf-8")
      #expect(page.headers[.vary]?.contains("Accept") == true && page.headers[.eTag] == nil)
      #expect(page.headers[HTTPField.Name("Soko-Rows")!] == "3")
      #expect(page.headers[.cacheControl] == "private, no-cache")
      // The frame with who is in, the caption, and what was typed into a register stays text.
      for part in [
        "<header class=\"top\">", "uo-operator", "<caption>Школы (schools)</caption>",
        "Школа &lt;b&gt;«А»&lt;/b&gt; &amp; &quot;Б&quot;", "/v1/schools?format=csv-excel",
        "/v1/schools?format=xlsx", "Расчёт № 2",
      ] {
        #expect(page.text.contains(part), "\(part)")
      }
      let part = try await site.get("/v1/schools?format=html&limit=2", browser)
      #expect(part.text.contains("rel=\"next\"") && part.text.contains("дальше есть ещё"))
      let link = try #require(part.headers[HTTPField.Name("Link")!])
      let next = try #require(link.firstMatch(of: /<([^>]+)>/).map { String($0.1) })
      let rest = try await site.get(next, browser)
      #expect(rest.headers[HTTPField.Name("Soko-Rows")!] == "1")
      #expect(rest.text.contains("последние строки"))
    }
  }
}
