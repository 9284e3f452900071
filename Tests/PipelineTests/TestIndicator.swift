import Foundation
import Schools

/// A passport made in the test.
enum TestIndicator {
  static func make(
    kind: String = "share", direction: String = "higher", pool: String = "sum",
    sensitive: Bool = false, compute: Int = 10
  ) throws -> Indicator {
    let passport = """
      {"code": "x.y", "version": 1, "clause": "4.6", "criterion": 1,
       "title": {"ru": "т", "en": "t"}, "short": {"ru": "т", "en": "t"}, "unit": "share",
       "direction": "\(direction)", "kind": "\(kind)", "pool": "\(pool)", "period": "year",
       "as_of": {"ru": "д", "en": "d"}, "analogue_class": "A", "ranking": "internal",
       "minimum": {"compute": \(compute), "publish": 10}, "sensitive": \(sensitive),
       "numerator": {"ru": "ч", "en": "n"}, "denominator": {"ru": "з", "en": "d"},
       "source": "s", "tables": []}
      """
    return try JSONDecoder().decode(Indicator.self, from: Data(passport.utf8))
  }
}
