/// The one spelling of a class's code: its grade and its letters, as `9А`.
enum ClassCode {
  /// The code that `bytes` spell; nil when they are not of a class's shape and stay as they are.
  ///
  /// The shape: a grade of 1 to 12 and one to three letters, Russian or Latin ones that look like Russian,
  /// with spaces, hyphens or low lines between the grade and the letters, and quotes anywhere. Letters become
  /// Russian capitals.
  static func canonical(_ bytes: UnsafeRawBufferPointer) -> String? {
    var grade = 0
    var digits = 0
    var letters = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "0"..."9":
        guard letters.isEmpty, digits < 2 else { return nil }
        grade = grade * 10 + Int(scalar.value - 48)
        digits += 1
      case "\u{306}" where letters.last == "И":
        letters.removeLast()
        letters.append("Й")
      case "\u{308}" where letters.last == "Е":
        letters.removeLast()
        letters.append("Ё")
      case _ where isQuote(scalar): continue
      case _ where isDivider(scalar): guard digits > 0, letters.isEmpty else { return nil }
      default:
        guard digits > 0, letters.count < 3, let letter = capital(scalar) else { return nil }
        letters.append(letter)
      }
    }
    guard (1...12).contains(grade), !letters.isEmpty else { return nil }
    return "\(grade)" + String(letters)
  }

  private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "'", "«", "»", "‹", "›", "\u{2018}"..."\u{201F}": true
    default: false
    }
  }

  private static func isDivider(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "_", "-", "\u{A0}", "\u{2000}"..."\u{200A}", "\u{202F}": true
    case "\u{2010}"..."\u{2015}", "\u{2212}": true
    default: false
    }
  }

  /// The Russian capital of a letter, or of one that looks like it.
  private static func capital(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x410...0x42F: return scalar
    case 0x430...0x44F: return Unicode.Scalar(scalar.value - 0x20)
    case 0x401, 0x451: return "Ё"
    case 0x61...0x7A: return lookAlikes[Unicode.Scalar(UInt8(scalar.value - 0x20))]
    default: return lookAlikes[scalar]
    }
  }

  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
    "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "K": "К", "M": "М", "O": "О", "P": "Р",
    "T": "Т", "X": "Х", "Y": "У",
  ]
}
