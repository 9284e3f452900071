import Schools

/// Which works of a OneRoster gradebook end in a mark of the record, and what their results say.
///
/// The standard has no word for a quarter's mark, so the title of a work's category tells: `Четвертная`, `Final`.
/// All other works are the journal's own and are not taken.
enum RosterMarks {
  /// Titles of categories, folded, and the kind of mark of each.
  static let kinds: [String: String] = [
    "период": "period", "отметказапериод": "period", "четвертная": "period", "четверть": "period",
    "триместровая": "period", "полугодовая": "period", "итоговаязапериод": "period",
    "итоговаяотметказапериод": "period", "period": "period", "gradingperiod": "period",
    "term": "period", "termgrade": "period", "periodgrade": "period", "quarter": "period",
    "quartergrade": "period", "год": "year", "годовая": "year", "годоваяотметка": "year",
    "year": "year", "yeargrade": "year", "промежуточнаяаттестация": "attestation",
    "аттестация": "attestation", "attestation": "attestation", "итоговая": "final",
    "итоговаяотметка": "final", "итог": "final", "final": "final", "finalgrade": "final",
  ]

  /// Words in place of a mark, folded.
  private static let codes: [String: String] = [
    "на": "na", "неаттестован": "na", "неаттестована": "na", "na": "na",
    "осв": "osv", "освобожден": "osv", "освобождена": "osv", "osv": "osv", "exempt": "osv",
    "зач": "zach", "зачет": "zach", "zach": "zach", "pass": "zach",
  ]

  /// The kind of mark of a line item; nil when its results are no marks of the record.
  static func kind(of item: RosterRecord, in state: RosterState) -> String? {
    state.record(.categories, item["categorySourcedId"])
      .flatMap { kinds[ColumnNames.folded($0["title"])] }
  }

  /// Line items whose results are marks of the record.
  static func items(of state: RosterState) -> Set<String> {
    Set(
      state.records(.lineItems).filter { kind(of: $0, in: state) != nil }.map(\.id))
  }

  /// The grading period of a line item.
  static func period(of item: RosterRecord) -> String {
    let period = item["gradingPeriodSourcedId"]
    return period.isEmpty ? item["academicSessionSourcedId"] : period
  }

  enum Value: Equatable {
    case mark(String)
    case code(String)
    /// The work is not judged yet.
    case none
  }

  /// What a result says: its text through its scale, else its score.
  static func value(of result: RosterRecord, scale: [String: String]) -> Value {
    switch ColumnNames.folded(result["scoreStatus"]) {
    case "exempt": return .code("osv")
    case "notsubmitted": return .code("na")
    case "submitted", "partiallygraded": return .none
    default: break
    }
    let text = result["textScore"]
    guard !text.isEmpty else { return .mark(whole(result["score"])) }
    let folded = ColumnNames.folded(text)
    let meant = scale[folded] ?? text
    if let code = codes[folded] ?? codes[ColumnNames.folded(meant)] { return .code(code) }
    return .mark(whole(meant))
  }

  /// The mappings of a scale, `{отлично:5},{хорошо:4}`, with their left sides folded.
  static func scale(_ text: String) -> [String: String] {
    var scale: [String: String] = [:]
    for part in text.split(separator: ",") {
      let sides = part.filter { !"{}\"".contains($0) }.split(separator: ":", maxSplits: 1)
      guard sides.count == 2 else { continue }
      scale[ColumnNames.folded(String(sides[0]))] = sides[1].filter { $0 != " " }
    }
    return scale
  }

  /// A whole number as the profile writes it: `4.0` is 4.
  private static func whole(_ text: String) -> String {
    guard let point = text.firstIndex(where: { $0 == "." || $0 == "," }) else { return text }
    let fraction = text[text.index(after: point)...]
    return !fraction.isEmpty && fraction.allSatisfy { $0 == "0" } ? String(text[..<point]) : text
  }
}
