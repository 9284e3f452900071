/// What a cell's number format makes of a number.
enum CellStyle: UInt8, Hashable, Sendable {
  case number, percent, date, time
  /// A date with the time of day.
  case moment

  /// The style of a format that a workbook names by number only (ECMA-376, part 1, 18.8.30).
  init(builtIn id: Int) {
    self =
      switch id {
      case 9, 10: .percent
      // 27 to 36 and 50 to 58 are dates of East Asian calendars.
      case 14...17, 27...36, 50...58: .date
      case 18...21, 45...47: .time
      case 22: .moment
      default: .number
      }
  }

  /// The style that a format code asks for, as `dd.mm.yyyy`, `0.0%` or `ДД.ММ.ГГГГ`.
  ///
  /// Only the first section counts; what is quoted, escaped or in brackets is text. A code with places for
  /// digits before any letter of a date is a number, whatever stands behind them (`0 чел.`).
  init(code: String) {
    self = .number
    if ["general", "основной", "standard"].contains(code.lowercased()) { return }
    var scalars = Substring(code).unicodeScalars
    var found: Set<Unicode.Scalar> = []
    var hasDigits = false
    while let scalar = scalars.popFirst() {
      switch scalar {
      case ";":
        scalars = Substring().unicodeScalars
      case "\"": scalars = scalars.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": scalars = scalars.dropFirst()
      case "[":
        let inside = scalars.prefix { $0 != "]" }
        scalars = scalars.dropFirst(inside.count + 1)
        // Hours beyond a day: [h]:mm.
        if let letter = inside.first, inside.allSatisfy({ $0 == letter }), !hasDigits {
          found.insert(Self.lower(letter))
        }
      case "%":
        self = .percent
        return
      case "0", "#", "?": if found.isEmpty { hasDigits = true }
      default: if !hasDigits { found.insert(Self.lower(scalar)) }
      }
    }
    guard !hasDigits else { return }
    let hasTime = !found.isDisjoint(with: ["h", "s", "ч"])
    let hasMonthAlone = !hasTime && !found.isDisjoint(with: ["m"])
    let hasDate = hasMonthAlone || !found.isDisjoint(with: ["y", "d", "г", "д"])
    self = hasDate ? (hasTime ? .moment : .date) : hasTime ? .time : .number
  }

  private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
  }
}

/// Reads `styles.xml`: what becomes of the numbers of each style.
final class StylesParser: XMLPushParser {
  private static let limit = 1 << 16

  /// By the style's number in the workbook.
  private(set) var styles: [CellStyle] = []
  private var codes: [Int: CellStyle] = [:]
  private var formats: [Int] = []
  private var isInCellFormats = false

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "numFmt" {
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }),
        let code = attributes["formatCode"], codes.count < Self.limit
      else { return }
      codes[id] = CellStyle(code: code)
    } else if name == "cellXfs" {
      isInCellFormats = true
    } else if isInCellFormats, name == "xf", formats.count < Self.limit {
      formats.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
    }
  }

  override func end(_ name: XMLName) {
    if name == "cellXfs" { isInCellFormats = false }
    if name == "styleSheet" { styles = formats.map { codes[$0] ?? CellStyle(builtIn: $0) } }
  }
}
