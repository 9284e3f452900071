import Foundation

/// A SQL file with YAML between a leading `/*---` and `---*/`.
struct FrontMatter {
  let yaml: String
  /// The statement under it, without a closing semicolon.
  let body: String

  /// Fails when the file does not open with front matter.
  init?(_ text: String) {
    let opening = "/*---"
    let closing = "---*/"
    guard text.hasPrefix(opening), let end = text.range(of: closing) else { return nil }
    yaml = String(text[text.index(text.startIndex, offsetBy: opening.count)..<end.lowerBound])
    var body = text[end.upperBound...]
    while let last = body.last, last.isWhitespace || last == ";" { body.removeLast() }
    while let first = body.first, first.isWhitespace { body.removeFirst() }
    self.body = String(body)
  }
}
