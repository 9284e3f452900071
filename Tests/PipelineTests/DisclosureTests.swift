import Foundation
import Schools
import Testing

@testable import Pipeline

/// The first rule of disclosure, figure by figure, and which indicators are hidden together.
@Suite struct DisclosureTests {
  private let rule = Disclosure(
    Thresholds([
      "sensitive_units": 20, "sensitive_count": 10, "everyone_count": 5, "municipality_units": 5,
      "region_units": 10, "everyone_units": 10, "protected_width": 5, "protected_share": 0.2,
    ]))

  private func indicator(
    kind: String = "share", sensitive: Bool = false, publish: Int = 10
  ) throws -> Indicator {
    let passport = """
      {"code": "x.y", "version": 1, "clause": "4.6", "criterion": 1,
       "title": {"ru": "т", "en": "t"}, "short": {"ru": "т", "en": "t"}, "unit": "share",
       "direction": "higher", "kind": "\(kind)", "pool": "sum", "period": "year",
       "as_of": {"ru": "д", "en": "d"}, "analogue_class": "A", "ranking": "internal",
       "minimum": {"compute": 1, "publish": \(publish)}, "sensitive": \(sensitive),
       "numerator": {"ru": "ч", "en": "n"}, "denominator": {"ru": "з", "en": "d"},
       "source": "s", "tables": []}
      """
    return try JSONDecoder().decode(Indicator.self, from: Data(passport.utf8))
  }

  @Test(arguments: [
    (9, 50, true), (10, 50, false), (0, 50, false), (10, 19, true), (10, 20, false),
    (41, 50, true), (40, 50, false), (50, 50, false),
  ])
  func `a small figure of a sensitive indicator is hidden, and its small remainder too`(
    numerator: Double, denominator: Double, isHidden: Bool
  ) throws {
    let parts = Parts(numerator: numerator, denominator: denominator)
    let sensitive = try indicator(sensitive: true, publish: 20)
    for level in DisclosureLevel.allCases {
      #expect(rule.hidesTotal(parts, of: sensitive, at: level) == isHidden, "\(level)")
    }
    #expect(rule.hidesCell(parts, of: sensitive, at: .region) == isHidden)
    #expect(rule.hidesCell(parts, of: sensitive, at: .everyone))
  }

  @Test(arguments: [
    (2, 4, [true, true, true]), (5, 5, [false, true, true]), (8, 10, [false, false, false]),
    (4, 100, [false, false, true]), (0, 100, [false, false, false]), (0, 9, [false, true, true]),
  ])
  func `an ordinary figure is hidden by its units, and its small count from everybody`(
    numerator: Double, denominator: Double, isHidden: [Bool]
  ) throws {
    let parts = Parts(numerator: numerator, denominator: denominator)
    let share = try indicator()
    let found = DisclosureLevel.allCases.map { rule.hidesCell(parts, of: share, at: $0) }
    #expect(found == isHidden)
    // Requirements and rooms are nobody.
    #expect(!rule.hidesCell(parts, of: try indicator(publish: 1), at: .everyone))
  }

  @Test func `a ratio is hidden by either of its shares`() throws {
    let ratio = try indicator(kind: "ratio", sensitive: true, publish: 20)
    func hides(_ base: Double, _ units: Double) -> Bool {
      let parts = Parts(
        numerator: 20, denominator: 60, baseNumerator: base, baseDenominator: units)
      return rule.hidesTotal(parts, of: ratio, at: .municipality)
    }
    #expect(!hides(20, 60))
    #expect(hides(9, 60) && hides(15, 19) && hides(52, 60))
  }

  @Test func `variants, earlier definitions and named ties are one family`() {
    let families = IndicatorFamilies.of([
      "a.share", "a.share.of_all", "a.share@1", "a.shares", "ext.gia9.pass_share.final",
      "ext.gia9.pass_share", "ext.below_min.gia9_share",
    ])
    #expect(
      families == [
        ["a.share", "a.share.of_all", "a.share@1"], ["a.shares"],
        ["ext.below_min.gia9_share", "ext.gia9.pass_share", "ext.gia9.pass_share.final"],
      ])
  }
}
