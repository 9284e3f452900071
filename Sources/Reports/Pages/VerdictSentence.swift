import Schools

/// How the verdicts of a table lie beside one analogue, in a sentence, with why the rest is not comparable.
struct VerdictSentence {
  let text: String
  /// «мало наблюдений у школы — 5», the most frequent first; empty where everything is comparable.
  let reasons: [String]

  /// Nil without a row.
  init?(_ rows: [ComparisonRow], beside analogue: String, _ words: Wording) {
    guard !rows.isEmpty else { return nil }
    let counts = Dictionary(grouping: rows, by: \.verdict).mapValues(\.count)
    func count(_ verdict: String) -> Int { counts[verdict] ?? 0 }
    let above = words.count(count("above"), .indicator)
    let name = words.than(analogue)
    text =
      words.language == .ru
      ? "Выше \(name): \(above). Ниже: \(count("below")). На уровне: \(count("within")). Не сопоставимо: \(count("not_comparable"))"
      : "Above \(name): \(above). Below: \(count("below")). Within: \(count("within")). Not comparable: \(count("not_comparable"))"
    // A row may have several reasons, and is counted under each that forbids a verdict.
    let codes = rows.filter { $0.verdict == "not_comparable" }.flatMap(\.codes).filter {
      ComparisonReason(rawValue: $0)?.forbidsVerdict ?? true
    }
    reasons = Dictionary(grouping: codes) { $0 }.mapValues(\.count)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(words.reason($0.key)) — \($0.value)" }
  }
}

extension Wording {
  /// «выше — 4, на уровне — 31, ниже — 2, не сопоставимо — 9».
  func count(of verdicts: [String: Int]) -> String {
    ["above", "within", "below", "not_comparable"]
      .map { "\(verdict($0)) — \(verdicts[$0] ?? 0)" }.joined(separator: ", ")
  }
}
