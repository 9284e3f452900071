internal import Foundation

/// A page of a report: so many rows after a certain one.
package struct RowPage: Sendable, Equatable {
  /// The most rows a page may have.
  package static let limits = 1...10_000

  package let limit: Int
  /// Where the page before ended; nil is the first page.
  let mark: Mark?

  /// The last row of a page, and the run whose rows they were.
  struct Mark: Codable, Equatable, Sendable {
    let run: Int?
    let keys: [String?]
  }

  /// - Parameters:
  ///   - limit: 1 to 10 000, and that many when it is not given.
  ///   - after: what a page before gave as `next`.
  /// - Throws: ``ReportError/invalidValue(parameter:)``, and ``ReportError/notFound(_:)`` of a mark that no page gave.
  package init(limit: String?, after: String?) throws {
    guard let limit = limit.map(Int.init) ?? Self.limits.upperBound, Self.limits.contains(limit)
    else {
      throw ReportError.invalidValue(parameter: "limit")
    }
    self.limit = limit
    mark = try after.map { text in
      guard let mark = Mark(text: text) else {
        throw ReportError.notFound(.page)
      }
      return mark
    }
  }
}

extension RowPage.Mark {
  /// Base64 with `-` and `_`, so that it stands in an address as it is.
  var text: String {
    let data = (try? JSONEncoder().encode(self)) ?? Data()
    return data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  init?(text: String) {
    let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    let base64 = text.replacing("-", with: "+").replacing("_", with: "/") + padding
    guard let data = Data(base64Encoded: base64),
      let mark = try? JSONDecoder().decode(Self.self, from: data),
      mark.keys.allSatisfy({ $0.map { !$0.utf8.contains(0) } ?? true })
    else { return nil }
    self = mark
  }
}
