/// A declared, versioned table: which published measure is which indicator of the catalog, and how the one is made
/// the other.
package struct Crosswalk: Hashable, Sendable, Codable {
  /// How near the two definitions are.
  package enum Match: String, Hashable, Sendable, Codable, CaseIterable {
    /// The same definition in the same unit.
    case exact
    /// The same definition in another unit: the conversion is exact.
    case converted
    /// Near, and not the same: shown, never compared.
    case approximate
    /// Alike by name only: it is said why, and nothing is shown.
    case none
  }

  /// How a published number becomes a value of the indicator.
  package enum Conversion: String, Hashable, Sendable, Codable, CaseIterable {
    case none
    case percentToShare = "percent_to_share"
    case shareToPercent = "share_to_percent"
    /// The share of the others.
    case complement
    /// The share of the others, published in percent.
    case percentComplement = "percent_complement"
    /// Mean points as a share of the highest score of the year.
    case pointsToShare = "points_to_share"
    /// The mark that the mean of points would be given: no mean of marks, so only ever approximate.
    case pointsToMark = "points_to_mark"
    /// Less the region's mean, in standard deviations of the region.
    case zOfRegion = "z_of_region"
  }

  /// What was published: an exam, an indicator of the catalog, or the publisher's own code.
  package struct Measure: Hashable, Sendable, Codable {
    package var exam: String?
    package var subject: String?
    package var grade: Int?
    package var scale: String?
    package var indicator: String?
    package var publishedCode: String?
    package var cut: String?
    /// The share of these marks, of an exam whose counts of marks are published.
    package var marks: [Int]?
  }

  /// The dates a figure may be of; in the year the academic year ends in, or starts in.
  package struct AsOf: Hashable, Sendable, Codable {
    package enum Year: String, Hashable, Sendable, Codable {
      case start, end
    }

    package let year: Year
    /// Month and day.
    package let from: String
    package let until: String
  }

  /// One line: an indicator with its cut beside one measure. `{subject}` in it stands for each of `subjects`.
  package struct Entry: Hashable, Sendable, Codable {
    package let indicator: String
    /// The version of the definition that was compared with the publisher's.
    package let version: Int
    package var cut: String
    package var subjects: [String]?
    package var measure: Measure
    package let match: Match
    package let conversion: Conversion
    package let asOf: AsOf?
    package let note: Words?

    private enum CodingKeys: String, CodingKey {
      case indicator, version, cut, subjects, measure
      case match = "class"
      case conversion
      case asOf = "as_of"
      case note
    }

    package init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      indicator = try values.decode(String.self, forKey: .indicator)
      version = try values.decode(Int.self, forKey: .version)
      cut = try values.decodeIfPresent(String.self, forKey: .cut) ?? "all"
      subjects = try values.decodeIfPresent([String].self, forKey: .subjects)
      measure = try values.decode(Measure.self, forKey: .measure)
      match = try values.decode(Match.self, forKey: .match)
      conversion = try values.decodeIfPresent(Conversion.self, forKey: .conversion) ?? .none
      asOf = try values.decodeIfPresent(AsOf.self, forKey: .asOf)
      note = try values.decodeIfPresent(Words.self, forKey: .note)
    }

    /// A line per subject.
    fileprivate var expanded: [Entry] {
      guard let subjects else { return [self] }
      return subjects.map { subject in
        var entry = self
        entry.subjects = nil
        entry.cut = cut.replacing("{subject}", with: subject)
        entry.measure.subject = measure.subject?.replacing("{subject}", with: subject)
        entry.measure.cut = measure.cut?.replacing("{subject}", with: subject)
        return entry
      }
    }
  }

  package let code: String
  package let version: Int
  package let title: Words
  package let entries: [Entry]

  /// Every line with its subject written out.
  package var lines: [Entry] { entries.flatMap(\.expanded) }
}
