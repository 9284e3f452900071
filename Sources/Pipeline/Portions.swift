extension Sequence {
  /// What comes one after another in portions of at most `limit` together, and at least one each.
  ///
  /// - Parameters:
  ///   - size: how much of a portion an element takes.
  ///   - belongs: whether an element may be of one portion with the one before it.
  func portions(
    of limit: Int, size: (Element) -> Int,
    where belongs: (_ before: Element, _ next: Element) -> Bool = { _, _ in true }
  ) -> [[Element]] {
    var found: [[Element]] = []
    var taken = 0
    for element in self {
      taken += size(element)
      if let before = found.last?.last, taken <= limit, belongs(before, element) {
        found[found.count - 1].append(element)
      } else {
        found.append([element])
        taken = size(element)
      }
    }
    return found
  }
}
