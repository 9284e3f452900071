import Reports

/// A page as it was made for a scope, with a gap where its head names whoever reads it.
struct WrittenPage: KeptAnswer {
  private let head: String
  /// What stands behind the gap; nil of a page without one.
  private let rest: String?

  init(_ html: String) {
    let parts = html.split(
      separator: Pages.visitorGap, maxSplits: 1, omittingEmptySubsequences: false)
    head = String(parts[0])
    rest = parts.count > 1 ? String(parts[1]) : nil
  }

  var byteCount: Int { head.utf8.count + (rest?.utf8.count ?? 0) }

  /// The page for one reader.
  func html(for visitor: String) -> String { rest.map { head + visitor + $0 } ?? head }
}
