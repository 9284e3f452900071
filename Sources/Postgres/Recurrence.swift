/// When what was found out once is to be found out anew: at the first use, and then whenever the uses have doubled, but
/// every ``longest`` uses at least.
///
/// For what holds on for a while and gets slowly worse, such as a plan while its tables grow.
struct Recurrence {
  static let longest = 256

  private var uses = 0
  private var next = 1

  /// Counts a use; true when it is due.
  mutating func isDue() -> Bool {
    uses += 1
    guard uses >= next else { return false }
    next = min(uses * 2, uses + Self.longest)
    return true
  }
}
