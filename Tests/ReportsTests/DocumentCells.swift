import Foundation

/// The tables of a document read back from its page: by hand, since a page that a browser reads is not all XML.
enum DocumentCells {
  /// Rows of cells, of every table in its order; heads and lines over the whole width too.
  static func rows(_ html: String) -> [[String]] {
    html.matches(of: /<tr[^>]*>(.*?)<\/tr>/).map { row in
      String(row.1).matches(of: /<t[dh][^>]*>(.*?)<\/t[dh]>/).map { plain(String($0.1)) }
    }
  }

  /// Text without tags, its characters as they are.
  static func plain(_ html: String) -> String {
    html.replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
  }

  /// Letters, digits and signs alone: what does not depend on where lines are broken.
  static func squeezed(_ text: some StringProtocol) -> String {
    String(text).filter { !$0.isWhitespace && $0 != "\u{00AD}" }
  }
}
