import Foundation

/// An error as RFC 9457 writes it, with a stable `code` beside.
struct ProblemDocument: Encodable {
  let code: String
  let detail: String
  let status: Int
  let title: String
  let type = "about:blank"

  private enum CodingKeys: String, CodingKey {
    case code, detail, status, title, type
  }

  /// The document with sorted keys and a line feed.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(self)) ?? Data("{}".utf8)
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
