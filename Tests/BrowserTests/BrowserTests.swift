import Testing

/// What needs a browser. Where there is none, nothing here runs, and says why.
@Suite(.serialized, .enabled(if: Browser.absence == nil, Comment(rawValue: Browser.absence ?? "")))
struct BrowserTests {}

extension Look {
  /// Holds what is asked of every page.
  func check(_ place: String) {
    #expect([200, 403, 404].contains(status), "\(place): \(status)")
    #expect(messages == [], "\(place)")
    #expect(h1.count == 1 && h1.first?.isEmpty == false, "\(place): \(h1)")
    // A document is a paper by itself: it has neither a menu nor parts beside the text. Who may not see it is at the door.
    let isPaper = place.hasPrefix("/documents/") && !title.hasSuffix(" — СОКО")
    #expect(mains == (isPaper ? 0 : 1), "\(place) has \(mains) main parts")
    #expect(!title.isEmpty && (title.hasSuffix(" — СОКО") || isPaper), "\(place): \(title)")
    #expect(lang == (place.contains("lang=en") ? "en" : "ru"), "\(place): \(lang)")
    #expect(scrollWidth <= width && over == [], "\(place) is \(scrollWidth) px wide, not \(width)")
    #expect(violations == [], "\(place)")
  }
}
