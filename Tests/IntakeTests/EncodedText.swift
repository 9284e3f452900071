@testable import Intake

/// Text as other programs write it, by tables of our own: a second derivation beside iconv.
enum EncodedText {
  static func bytes(_ text: String, _ encoding: TextEncoding, mark: Bool = false) -> [UInt8] {
    switch encoding {
    case .utf8: (mark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
    case .utf16, .utf16LittleEndian:
      (mark ? [0xFF, 0xFE] : []) + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian:
      (mark ? [0xFE, 0xFF] : []) + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .windows1251: text.unicodeScalars.map(windows1251)
    case .ibm866: text.unicodeScalars.map(ibm866)
    case .koi8r: text.unicodeScalars.map(koi8r)
    }
  }

  /// Whether the encoding has all characters of `text`.
  static func holds(_ text: String, _ encoding: TextEncoding) -> Bool {
    switch encoding {
    case .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian, .windows1251: true
    case .ibm866, .koi8r: !text.unicodeScalars.contains { "«»–№".unicodeScalars.contains($0) }
    }
  }

  private static func windows1251(_ scalar: Unicode.Scalar) -> UInt8 {
    switch scalar {
    case "А"..."я": UInt8(scalar.value - 0x410 + 0xC0)
    case "Ё": 0xA8
    case "ё": 0xB8
    case "«": 0xAB
    case "»": 0xBB
    case "№": 0xB9
    case "–": 0x96
    case "\u{A0}": 0xA0
    default: UInt8(scalar.value)
    }
  }

  private static func ibm866(_ scalar: Unicode.Scalar) -> UInt8 {
    switch scalar {
    case "А"..."п": UInt8(scalar.value - 0x410 + 0x80)
    case "р"..."я": UInt8(scalar.value - 0x440 + 0xE0)
    case "Ё": 0xF0
    case "ё": 0xF1
    case "\u{A0}": 0xFF
    default: UInt8(scalar.value)
    }
  }

  /// KOI8-R has the letters in the order of the Latin ones that sound like them.
  private static let koi8Order = Array("юабцдефгхийклмнопярстужвьызшэщчъ".unicodeScalars)

  private static func koi8r(_ scalar: Unicode.Scalar) -> UInt8 {
    if let place = koi8Order.firstIndex(of: scalar) { return 0xC0 + UInt8(place) }
    if scalar.value >= 0x410, scalar.value < 0x430,
      let small = Unicode.Scalar(scalar.value + 0x20), let place = koi8Order.firstIndex(of: small)
    {
      return 0xE0 + UInt8(place)
    }
    switch scalar {
    case "Ё": return 0xB3
    case "ё": return 0xA3
    case "\u{A0}": return 0x9A
    default: return UInt8(scalar.value)
    }
  }
}
