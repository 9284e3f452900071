import Schools

extension Page {
  /// Looks through everything but one table for personal data: headings, other tables, scripts. It is not
  /// loaded, but it would be stored.
  ///
  /// - Throws: ``HTMLDefect``, and what the page's bytes throw.
  func inspect(except table: Int, in file: String, problems: inout ProblemList) throws {
    let watch = PageWatch(except: table, encoding, limits: limits)
    let stream = try stream()
    while try !stream.push(into: watch) {}
    watch.pieces.end()
    for kind in watch.pieces.found { problems.append(kind.problem(at: .init(file: file))) }
  }
}

/// Looks at the texts of a page outside of one table, a block at a time.
private final class PageWatch: PageParser {
  private static let inline: Set<String> = [
    "a", "b", "i", "u", "em", "strong", "span", "font", "sup", "sub", "small", "big", "nobr",
  ]
  /// Attributes in which people write.
  private static let written: Set<String> = ["title", "alt", "value", "content", "href"]

  private let table: Int
  var pieces = TextPieces()

  init(except table: Int, _ encoding: PageEncoding, limits: BundleLimits) {
    self.table = table
    super.init(encoding, limits: limits)
  }

  override func start(_ name: String, _ attributes: HTMLAttributes) {
    if !Self.inline.contains(name) { pieces.end() }
    super.start(name, attributes)
    attributes.forEach { name, value in
      guard Self.written.contains(name) else { return }
      var length = 0
      while value[length] != 0 { length += 1 }
      pieces.look(at: UnsafeRawBufferPointer(start: value, count: length))
    }
  }

  override func end(_ name: String) {
    if !Self.inline.contains(name) { pieces.end() }
    super.end(name)
  }

  override func text(_ bytes: UnsafeRawBufferPointer) {
    if currentTable != table { pieces.add(bytes) }
  }

  override func aside(_ bytes: UnsafeRawBufferPointer) {
    // Properties of a document that Office writes: its user, as every program writes him.
    guard !bytes.starts(with: Array("[if ".utf8)) else { return }
    pieces.end()
    pieces.add(bytes)
    pieces.end()
  }
}
