/// Text broken at spaces for a terminal.
enum Wrapping {
  /// Lines of at most `width` characters; a word that is longer has a line of its own.
  ///
  /// - Parameters:
  ///   - first: stands before the first line.
  ///   - hang: stands before the others.
  ///   - gap: stands between words.
  static func lines(
    _ text: String, width: Int, first: String, hang: String, gap: String = " "
  ) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty && line.count + gap.count + word.count > width {
        lines.append(line)
        line = hang
        isEmpty = true
      }
      line += (isEmpty ? "" : gap) + word
      isEmpty = false
    }
    return lines + [line]
  }
}
