import Testing

extension BrowserTests {
  /// The pages of the invented region, as each role sees them. The list is that of the routes.
  @Suite(.serialized) struct EveryPageTests {
    @Test func `every route is a page of the list, or answers with no page`() async throws {
      let site = try await ServedPages.shared.value
      let (pages, others) = try await site.pages()
      #expect(pages.count >= 25, "\(pages)")
      #expect(
        others.keys.sorted() == [
          "/healthz", "/login/openid", "/login/openid/return", "/metrics", "/plan.ics", "/readyz",
          "/static/soko.css",
        ] + others.keys.filter { $0.hasPrefix("/upload/") }.sorted(), "\(others)")
      #expect(others.filter { $0.key.hasPrefix("/upload/") }.count == 2, "\(others)")
    }

    /// 320 CSS pixels are a screen of 1280 at 400 %.
    @Test(arguments: Person.allCases)
    func `every page is sound, wide and narrow`(_ person: Person) async throws {
      let site = try await ServedPages.shared.value
      let pages = try await site.pages().pages + ["/nothing"]
      for page in pages {
        for width in [320, 1280] {
          // One document has one make for all; what differs by role is the frame.
          let isNew = person == .operator || width == 320
          try await site.browser.look(page, as: person, width: width, axe: isNew)
            .check("\(page), \(person), \(width)")
        }
      }
    }

    @Test func `without scripts every page says the same`() async throws {
      let site = try await ServedPages.shared.value
      // The log of reading grows by each page that is read.
      for page in try await site.pages().pages where page != "/admin/readings" {
        let look = try await site.browser.look(page, as: .operator, width: 1280, axe: false)
        let text = try await site.browser.text(of: page, as: .operator)
        #expect(text == look.text && !text.isEmpty, "\(page)")
      }
    }

    @Test func `from the top the Tab key leads past the menu into the page, and shows where it is`()
      async throws
    {
      let site = try await ServedPages.shared.value
      for page in try await site.pages().pages where !page.hasPrefix("/documents/") {
        let tabs = try await site.browser.tabs(of: page, as: .operator)
        #expect(tabs.stops.first?.region == "skip", "\(page)")
        let regions = tabs.stops.map(\.region)
        let menu = regions.firstIndex(of: "nav"), main = regions.firstIndex(of: "main")
        if let main { #expect(menu.map { $0 < main } == true, "\(page): \(regions)") }
        for stop in tabs.stops {
          #expect(stop.isMarked && stop.isInView, "\(page): \(stop)")
        }
        // The first link of the page leads over the menu.
        if main != nil { #expect(tabs.afterSkip?.region == "main", "\(page)") }
      }
    }

    @Test func `every page prints on sheets of A4 with their numbers`() async throws {
      let site = try await ServedPages.shared.value
      for page in try await site.pages().pages where !page.hasPrefix("/documents/") {
        let paper = try await site.browser.paper(of: page, as: .operator)
        #expect(!paper.sheets.isEmpty, "\(page)")
        for (number, text) in paper.sheets.enumerated() {
          #expect(text.contains("\(number + 1) / \(paper.sheets.count)"), "\(page)")
        }
        for size in paper.sizes {
          #expect(abs(size[0] - 842) < 2 && abs(size[1] - 595) < 2, "\(page): \(size)")
        }
      }
    }
  }
}
