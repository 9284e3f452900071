/// Places by score, 1 the highest; scores equal to 9 decimals share the smallest place.
public func ranks(of scores: [Double]) -> [Int] {
  var places = [Int](repeating: 0, count: scores.count)
  var order = RankOrder(count: scores.count)
  order.rank(scores) { row, place in places[row] = place }
  return places
}

/// The work space of a ranking, kept from one to the next.
struct RankOrder {
  private struct Entry {
    var key: Double
    var row: Int
  }

  private var entries: [Entry]

  init(count: Int) {
    entries = Array(repeating: Entry(key: 0, row: 0), count: count)
  }

  /// Calls `body` with each row and its place.
  mutating func rank(_ scores: [Double], _ body: (_ row: Int, _ place: Int) -> Void) {
    for row in scores.indices {
      entries[row] = Entry(key: (scores[row] * 1e9).rounded(), row: row)
    }
    entries.sort { $0.key > $1.key }
    var place = 1
    for position in entries.indices {
      if position > 0, entries[position].key != entries[position - 1].key {
        place = position + 1
      }
      body(entries[position].row, place)
    }
  }
}
