/// A format of dates as a Data Package declares it: `%d.%m.%Y` and the like.
///
/// `%Y`, `%y`, `%m`, `%d` for the day, each once; `%H`, `%M`, `%S` for a time, which is then left out;
/// `%%` for the sign. Everything else stands for itself.
struct DatePattern: Hashable {
  private enum Part: Hashable {
    case year, shortYear, month, day
    /// A part of the time, and its largest value.
    case time(Int)
    case literal(UInt8)
  }

  let text: String
  private let parts: [Part]

  init?(_ text: String) {
    guard text.utf8.count <= 40 else { return nil }
    var parts: [Part] = []
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%") else {
        parts.append(.literal(byte))
        continue
      }
      switch bytes.next().map({ Character(UnicodeScalar($0)) }) {
      case "Y": parts.append(.year)
      case "y": parts.append(.shortYear)
      case "m": parts.append(.month)
      case "d": parts.append(.day)
      case "H": parts.append(.time(23))
      case "M", "S": parts.append(.time(59))
      case "%": parts.append(.literal(UInt8(ascii: "%")))
      default: return nil
      }
    }
    guard parts.count(where: { $0 == .year || $0 == .shortYear }) == 1,
      parts.count(where: { $0 == .month }) == 1, parts.count(where: { $0 == .day }) == 1
    else { return nil }
    self.text = text
    self.parts = parts
  }

  /// 21 June 2025.
  var example: String {
    let bytes: [[UInt8]] = parts.map { part in
      switch part {
      case .year: Array("2025".utf8)
      case .shortYear: Array("25".utf8)
      case .month: Array("06".utf8)
      case .day: Array("21".utf8)
      case .time: Array("00".utf8)
      case .literal(let byte): [byte]
      }
    }
    return String(decoding: bytes.joined(), as: UTF8.self)
  }

  /// Days from 1970-01-01 of a text in this format; nil when it is not, or there is no such day.
  func days(_ text: UnsafeRawBufferPointer) -> Int32? {
    var index = 0
    var (year, month, day) = (0, 0, 0)
    func number(_ digits: ClosedRange<Int>) -> Int? {
      var (value, count) = (0, 0)
      while index < text.count, count < digits.upperBound {
        let digit = text[index] &- UInt8(ascii: "0")
        guard digit <= 9 else { break }
        (value, count, index) = (value * 10 + Int(digit), count + 1, index + 1)
      }
      return count >= digits.lowerBound ? value : nil
    }
    for part in parts {
      switch part {
      case .year:
        guard let value = number(4...4) else { return nil }
        year = value
      case .shortYear:
        guard let value = number(2...2) else { return nil }
        year = CalendarDate.year(ofTwoDigits: value)
      case .month:
        guard let value = number(1...2) else { return nil }
        month = value
      case .day:
        guard let value = number(1...2) else { return nil }
        day = value
      case .time(let limit):
        guard let value = number(1...2), value <= limit else { return nil }
      case .literal(let byte):
        guard index < text.count, text[index] == byte else { return nil }
        index += 1
      }
    }
    return index == text.count
      ? CalendarDate.daysSince1970(year: year, month: month, day: day) : nil
  }
}
