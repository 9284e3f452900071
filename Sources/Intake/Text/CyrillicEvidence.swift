internal import Foundation

/// How well an encoding of single bytes explains the bytes of a text as Russian.
///
/// Each run of bytes beyond ASCII is weighed once, however often it stands in the text: by the frequency of
/// its letters in Russian, by where capitals stand, and by whether its signs are usual. The frequencies
/// are those of the National Corpus of the Russian Language (O. N. Lyashevskaya, S. A. Sharov, 2009).
struct CyrillicEvidence {
  let encoding: TextEncoding
  /// The logarithm of the likelihood of the text's distinct runs.
  private(set) var weight = 0.0
  /// Of the bytes of the runs, those that are usual signs or Russian letters, no capital after a small one.
  private(set) var usual = 0
  private(set) var bytes = 0
  /// Runs that hold at least three letters.
  private(set) var words = 0

  /// The share of usual characters below which an encoding explains nothing.
  static let least = 0.8
  /// By how much an encoding must be likelier than Windows-1251 to be taken: bytes of a few classes or a
  /// no-break space alone tell nothing, and Windows-1251 is what schools have.
  private static let margins: [TextEncoding: Double] = [.ibm866: 3, .koi8r: 10]
  private static let runs = 2000

  var share: Double { bytes == 0 ? 0 : Double(usual) / Double(bytes) }

  /// The encoding of single bytes that explains `sample` best; nil when none does.
  static func best(_ sample: [UInt8]) throws -> TextEncoding? {
    let runs = distinctRuns(sample)
    let found = try TextEncoding.singleByte.map { try CyrillicEvidence($0, runs) }
      .filter { $0.share >= least }
    guard let first = found.first(where: { $0.encoding == .windows1251 }) else {
      return found.max { $0.weight < $1.weight }?.encoding
    }
    return found.filter { other in
      guard let margin = margins[other.encoding] else { return true }
      // Classes А, Б, В of one are letters of the other: only words tell KOI8-R from Windows-1251.
      if other.encoding == .koi8r, other.words < 2 { return false }
      return other.weight > first.weight + margin
    }
    .max { $0.weight < $1.weight }?.encoding
  }

  /// Whether a text is plainly not in `encoding`: a quarter of it or more would be signs that no table has,
  /// where another encoding reads all but a few as Russian.
  static func contradicts(_ encoding: TextEncoding, _ sample: [UInt8]) throws -> TextEncoding? {
    let runs = distinctRuns(sample)
    let own = try CyrillicEvidence(encoding, runs)
    guard own.bytes >= 8, own.share <= 0.75 else { return nil }
    return try TextEncoding.singleByte.first { other in
      other != encoding ? try CyrillicEvidence(other, runs).share >= 0.95 : false
    }
  }

  /// A run of bytes beyond ASCII, and whether a digit follows it.
  private struct Run: Hashable {
    let bytes: ArraySlice<UInt8>
    let isBeforeDigit: Bool
  }

  private static func distinctRuns(_ sample: [UInt8]) -> [Run] {
    var seen: Set<Run> = []
    var result: [Run] = []
    var index = 0
    while index < sample.count, result.count < runs {
      guard sample[index] >= 0x80 else {
        index += 1
        continue
      }
      var end = index
      while end < sample.count, sample[end] >= 0x80 { end += 1 }
      let isBeforeDigit =
        end < sample.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(sample[end])
      let run = Run(bytes: sample[index..<end], isBeforeDigit: isBeforeDigit)
      if seen.insert(run).inserted { result.append(run) }
      index = end
    }
    return result
  }

  private init(_ encoding: TextEncoding, _ runs: [Run]) throws {
    self.encoding = encoding
    let scalars = try TextConverter.upperHalf(of: encoding)
    for run in runs { add(run.bytes.map { scalars[Int($0) - 0x80] }, run.isBeforeDigit) }
  }

  private mutating func add(_ run: [Unicode.Scalar?], _ isBeforeDigit: Bool) {
    var isAfterLower = false
    var isAfterUpper = false
    var letters = 0
    for (index, scalar) in run.enumerated() {
      bytes += 1
      guard let scalar, Self.isUsual(scalar) else {
        weight -= 10
        (isAfterLower, isAfterUpper) = (false, false)
        continue
      }
      usual += 1
      let lower = Self.lower(scalar)
      if let frequency = Self.frequencies[lower] {
        letters += 1
        weight += log(frequency / 1000)
        let isUpper = lower != scalar
        if isUpper { weight -= isAfterLower ? 8 : isAfterUpper ? 0.3 : 1 }
        if isUpper, isAfterLower { usual -= 1 }
        (isAfterLower, isAfterUpper) = (!isUpper, isUpper)
      } else {
        // A no-break space stands before a digit, as between thousands, or between words.
        let isLoose = scalar == "\u{A0}" && index == run.count - 1 && !isBeforeDigit
        weight -= scalar == "\u{A0}" ? isLoose ? 6 : 2 : 4
        (isAfterLower, isAfterUpper) = (false, false)
      }
    }
    if letters >= 3 { words += 1 }
  }

  // MARK: Characters of Russian tables

  /// A Russian letter, or a sign that stands in Russian text and tables.
  static func isUsual(_ scalar: Unicode.Scalar) -> Bool {
    frequencies[lower(scalar)] != nil || signs.contains(scalar)
  }

  private static let signs: Set<Unicode.Scalar> = [
    "«", "»", "„", "“", "”", "‘", "’", "–", "—", "‑", "−", "…", "№", "§", "°", "²", "³", "±", "•",
    "·", "×", "€", "₽", "\u{A0}", "\u{2009}", "\u{202F}", "\u{2007}", "\u{FEFF}", "\u{306}",
    "\u{308}",
  ]

  private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x410...0x42F: Unicode.Scalar(scalar.value + 0x20) ?? scalar
    case 0x401: "ё"
    default: scalar
    }
  }

  /// Of a thousand letters.
  private static let frequencies: [Unicode.Scalar: Double] = [
    "о": 109.7, "е": 84.5, "а": 80.1, "и": 73.5, "н": 67.0, "т": 62.6, "с": 54.7, "р": 47.3,
    "в": 45.4, "л": 44.0, "к": 34.9, "м": 32.1, "д": 29.8, "п": 28.1, "у": 26.2, "я": 20.1,
    "ы": 19.0, "ь": 17.4, "г": 17.0, "з": 16.5, "б": 15.9, "ч": 14.4, "й": 12.1, "х": 9.7,
    "ж": 9.4, "ш": 7.3, "ю": 6.4, "ц": 4.8, "щ": 3.6, "э": 3.2, "ф": 2.6, "ъ": 0.4, "ё": 0.4,
  ]
}
