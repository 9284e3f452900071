/// A calendar as RFC 5545 writes it: content lines, folded at 75 octets, ended by CR LF.
struct CalendarText {
  private(set) var text = ""

  /// Octets of a line, its end apart (RFC 5545, 3.1).
  private static let width = 75

  /// A line whose value has a form of its own: a day, a keyword, a duration.
  mutating func add(_ name: String, _ value: String) {
    var line = "\(name):\(value)".unicodeScalars[...]
    var room = Self.width
    while true {
      let part = line.prefix(octets: room)
      text += String(part)
      line = line[part.endIndex...]
      guard !line.isEmpty else { break }
      // The space that begins a folded line is one of its octets.
      text += "\r\n "
      room = Self.width - 1
    }
    text += "\r\n"
  }

  /// A line of words (RFC 5545, 3.3.11): what would end or part them is escaped, other control characters are left out.
  mutating func add(_ name: String, words: String) {
    var escaped = ""
    for character in words {
      switch character {
      case "\\", ";", ",": escaped += "\\\(character)"
      case _ where character.isNewline: escaped += "\\n"
      case _ where character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }: break
      default: escaped.append(character)
      }
    }
    add(name, escaped)
  }
}

extension Substring.UnicodeScalarView {
  /// The longest beginning of so many bytes of UTF-8 at most that parts no character of it.
  fileprivate func prefix(octets limit: Int) -> Self {
    var (end, count) = (startIndex, 0)
    while end < endIndex {
      count += UTF8.width(self[end])
      guard count <= limit else { break }
      end = index(after: end)
    }
    return self[..<end]
  }
}
