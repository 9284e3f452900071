internal import Foundation
import Schools

/// Indicators that count the same people in several ways, so that one tells of another: they are hidden together.
///
/// A variant (`x.y.of_all`) and an earlier definition (`x.y@1`) are of the family of their stem; the others are named here.
/// A test looks for ties between families in a whole region's figures and finds none.
enum IndicatorFamilies {
  private static let tied: [[String]] = [
    ["ext.gia9.pass_share", "ext.below_min.gia9_share"],
    ["tea.cat_first_or_highest_share", "tea.cat_first_share", "tea.cat_highest_share"],
    ["health.deviation_share", "health.deviation_ratio_entry_to_14"],
    ["int.diag.monitor.mean_pct", "int.diag.g4.mean_pct"],
    parts,
  ]

  /// What became of school leavers: where all is known they add up to all.
  private static let parts = [
    "soc.grad11.uni_share", "soc.grad11.spo_share", "soc.grad11.work_share",
    "soc.grad11.army_share",
  ]

  /// Whether indicators of these codes may make up a whole.
  static func areParts(_ codes: [String]) -> Bool { Set(codes) == Set(parts) }

  /// Whether two codes name one count over other units (`x.y.of_all`).
  static func areOneCount(_ one: String, _ other: String) -> Bool {
    func counted(_ code: String) -> Substring {
      code[..<(code.range(of: ".of_")?.lowerBound ?? code.endIndex)]
    }
    return one != other && counted(one) == counted(other)
  }

  /// The codes of each family, sorted; families by their first code.
  static func of(_ codes: [String]) -> [[String]] {
    let known = Set(codes)
    let named = Dictionary(
      uniqueKeysWithValues: tied.flatMap { group in group.map { ($0, group[0]) } })
    let families = Dictionary(grouping: codes) { code in
      let stem = stem(code, known)
      return named[stem] ?? stem
    }
    return families.values.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  /// The shortest known code that this one is a variant of.
  private static func stem(_ code: String, _ known: Set<String>) -> String {
    code.indices.filter { code[$0] == "." || code[$0] == Indicator.versionMark }
      .map { String(code[..<$0]) }
      .first { known.contains($0) } ?? code
  }
}
