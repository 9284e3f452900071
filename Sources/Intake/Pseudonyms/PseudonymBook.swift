import Schools

/// The pseudonyms given so far: the same identifier gets the same one, and two identifiers never share one.
struct PseudonymBook {
  private struct Page {
    /// The half of the keyed hash that the pseudonym leaves out: it tells two identifiers of one pseudonym apart.
    let rest: [UInt8]
    /// The row of the defining table, once there was one.
    var row: Int?
  }

  enum Conflict: Equatable {
    /// Two identifiers have one pseudonym.
    case shared
    /// The defining table has the identifier in an earlier row.
    case repeated(row: Int)
  }

  private var pages: [[UInt8]: Page] = [:]

  /// Notes a pseudonym by its keyed hash.
  ///
  /// - Parameter definingRow: the row, in the table that has one row for each identifier.
  mutating func note(_ hash: [UInt8], definingRow: Int?) -> Conflict? {
    let (key, rest) = (Array(hash.prefix(16)), Array(hash.dropFirst(16)))
    guard let page = pages[key] else {
      pages[key] = Page(rest: rest, row: definingRow)
      return nil
    }
    guard page.rest == rest else { return .shared }
    guard let definingRow else { return nil }
    if let row = page.row { return .repeated(row: row) }
    pages[key]?.row = definingRow
    return nil
  }
}
