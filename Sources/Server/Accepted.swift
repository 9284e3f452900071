/// What the header `Accept` of a request takes (RFC 9110, 12.5.1).
struct Accepted {
  private struct Range {
    let type: String
    let subtype: String
    /// 0 refuses, 1 likes best.
    let quality: Double

    /// How narrowly the range names `type/subtype`: 2 the type itself, 0 any; nil when it does not.
    func closeness(to mediaType: (String, String)) -> Int? {
      if (type, subtype) == mediaType { return 2 }
      if (type, subtype) == (mediaType.0, "*") { return 1 }
      return (type, subtype) == ("*", "*") ? 0 : nil
    }
  }

  /// Nil where everything is taken.
  private let ranges: [Range]?

  /// - Parameter header: nil or empty takes everything. What cannot be read in it takes nothing; parameters other than
  ///   `q` tell no forms apart here.
  init(_ header: String?) {
    let parts = (header ?? "").lowercased().split(separator: ",").map(Self.trimmed)
      .filter { !$0.isEmpty }
    ranges = parts.isEmpty ? nil : parts.compactMap(Self.range)
  }

  /// The best of `offers` and of equally good ones the first; nil when none is taken.
  ///
  /// - Parameter offers: media types, perhaps with parameters.
  func first(of offers: [String]) -> Int? {
    guard let ranges else { return offers.indices.first }
    var best: (index: Int, quality: Double)?
    for (index, offer) in offers.enumerated() {
      let quality = Self.quality(of: offer, in: ranges)
      if quality > best?.quality ?? 0 { best = (index, quality) }
    }
    return best?.index
  }

  /// Of several ranges that name a type the narrowest counts.
  private static func quality(of offer: String, in ranges: [Range]) -> Double {
    guard let mediaType = mediaType(offer) else { return 0 }
    let named = ranges.compactMap { range in
      range.closeness(to: mediaType).map { (closeness: $0, quality: range.quality) }
    }
    return named.max { $0.closeness < $1.closeness }?.quality ?? 0
  }

  private static func range(_ text: String) -> Range? {
    guard let (type, subtype) = mediaType(text) else { return nil }
    let weight = text.split(separator: ";").dropFirst().map(trimmed).first { $0.hasPrefix("q=") }
    let quality = weight.map { Double($0.dropFirst(2)) } ?? 1
    guard let quality, (0...1).contains(quality) else { return nil }
    return Range(type: type, subtype: subtype, quality: quality)
  }

  private static func mediaType(_ text: String) -> (String, String)? {
    let name = text.prefix { $0 != ";" }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(trimmed)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    return (parts[0], parts[1])
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(
      text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
