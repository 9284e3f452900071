/// Whom a school is set beside.
package enum AnalogueKind: String, Sendable, Codable, CaseIterable {
  /// The other schools of the municipality, pooled.
  case municipal
  /// The other schools of the municipality that are of the same kind, pooled.
  case municipalSameKind = "municipal_same_kind"
  /// The other schools of the region, pooled.
  case regional
  /// The schools with the most similar pupils, pooled.
  case similar
  /// The other schools of a set that an analyst has saved, pooled; the code of the set follows: `set:CODE`.
  case set
  /// The same school a year earlier.
  case previous
  /// What has been published of the municipality.
  case municipalPublished = "municipal_published"
  /// What has been published of the region.
  case regionalPublished = "regional_published"

  /// What stands before the code of a saved set.
  package static let setPrefix = "set:"

  /// The kind of an analogue as results name it; nil for a text that names none.
  package init?(code: String) {
    if code.hasPrefix(Self.setPrefix), code != Self.setPrefix {
      self = .set
    } else if code != Self.set.rawValue, let kind = Self(rawValue: code) {
      self = kind
    } else {
      return nil
    }
  }

  /// A regular expression of what ``init(code:)`` reads, with codes of sets up to 50 letters.
  package static let pattern: String = {
    let names = allCases.filter { $0 != .set }.map(\.rawValue)
    return "^(" + (names + ["\(setPrefix)[A-Za-z0-9_.-]{1,50}"]).joined(separator: "|") + ")$"
  }()

  package var isPublished: Bool { self == .municipalPublished || self == .regionalPublished }

  /// Whether it is a list of schools, kept in `result.analogue_member`.
  package var isList: Bool { self == .municipalSameKind || self == .similar || self == .set }

  /// The row of `result.threshold` with the least number of schools, without the school itself; nil where none are counted.
  package var leastSchools: String? {
    switch self {
    case .municipal: "municipal_schools"
    case .municipalSameKind: "same_kind_schools"
    case .regional: "regional_schools"
    case .similar: "similar_schools"
    case .set: "set_schools"
    case .municipalPublished, .regionalPublished: "published_schools"
    case .previous: nil
    }
  }
}
