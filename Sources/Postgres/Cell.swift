internal import CLibpq
internal import Foundation

/// One cell in PostgreSQL's binary format.
struct Cell {
  let result: Result
  let row: Int32
  let column: Int32

  var isNull: Bool { PQgetisnull(result.pointer, row, column) == 1 }
  var oid: UInt32 { PQftype(result.pointer, column) }
  var name: String { String(cString: PQfname(result.pointer, column)) }
  var isJSON: Bool { oid == 114 || oid == 3802 }

  private var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: PQgetvalue(result.pointer, row, column),
      count: Int(PQgetlength(result.pointer, row, column)))
  }

  /// The text of a textual cell, a number or JSON.
  func text() -> String {
    switch oid {
    case 3802: String(decoding: bytes.dropFirst(), as: UTF8.self)
    case 20, 21, 23: String(integer() ?? 0)
    case 1700: BinaryNumeric(bytes).text
    case 700, 701: "\(real() ?? .nan)"
    case 16: boolean() == true ? "true" : "false"
    case 1082: date().map { CalendarDate(date: $0) } ?? ""
    default: String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The value as one of the types that need no help, or nil when `type` is another.
  func value(of type: Any.Type) throws -> Any? {
    switch type {
    case is Int.Type: integer()
    case is Double.Type: real()
    case is Bool.Type: boolean()
    case is String.Type: text()
    case is Date.Type: date()
    case is Decimal.Type: Decimal(string: text())
    case is Data.Type: oid == 17 ? Data(bytes) : nil
    case is [UInt8].Type: oid == 17 ? Array(bytes) : nil
    case is [String].Type: isJSON ? nil : list { String(decoding: $0, as: UTF8.self) }
    case is [Int].Type: isJSON ? nil : list { Int(Self.bigEndian($0)) }
    case is [Double].Type:
      isJSON ? nil : list { Double(bitPattern: UInt64(bitPattern: Self.bigEndian($0))) }
    default: nil
    }
  }

  func integer() -> Int? {
    switch oid {
    case 20, 21, 23, 26: Int(Self.bigEndian(bytes))
    case 1700: Int(BinaryNumeric(bytes).text)
    default: nil
    }
  }

  func real() -> Double? {
    switch oid {
    case 701: Double(bitPattern: UInt64(bitPattern: Self.bigEndian(bytes)))
    case 700: Double(Float(bitPattern: UInt32(truncatingIfNeeded: Self.bigEndian(bytes))))
    case 1700: BinaryNumeric.double(bytes) ?? Double(BinaryNumeric(bytes).text)
    case 20, 21, 23: Double(Self.bigEndian(bytes))
    default: nil
    }
  }

  private func boolean() -> Bool? { oid == 16 ? bytes.first == 1 : nil }

  /// 2000-01-01 is where PostgreSQL counts from.
  private func date() -> Date? {
    let epoch = 946_684_800.0
    switch oid {
    case 1114, 1184:
      return Date(timeIntervalSince1970: epoch + Double(Self.bigEndian(bytes)) / 1_000_000)
    case 1082: return Date(timeIntervalSince1970: epoch + Double(Self.bigEndian(bytes)) * 86400)
    default: return nil
    }
  }

  private func list<T>(_ element: (UnsafeRawBufferPointer) -> T) -> [T] {
    func integer(at offset: Int) -> Int {
      Int(Self.bigEndian(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + 4])))
    }
    guard bytes.count >= 20, integer(at: 0) == 1 else { return [] }
    var offset = 20
    return (0..<integer(at: 12)).compactMap { _ in
      let length = integer(at: offset)
      offset += 4
      guard length >= 0 else { return nil }
      defer { offset += length }
      return element(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]))
    }
  }

  /// A signed integer of up to eight bytes, the most significant first.
  static func bigEndian(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    var value: Int64 = bytes.first.map { $0 & 0x80 != 0 ? -1 : 0 } ?? 0
    for byte in bytes { value = value << 8 | Int64(byte) }
    return value
  }

  private func CalendarDate(date: Date) -> String {
    date.formatted(.iso8601.year().month().day())
  }
}

/// `numeric` on the wire: groups of four decimal digits.
struct BinaryNumeric {
  let text: String

  /// The number nearest to the numeric, or nil where one division of whole numbers does not give it: then its text does.
  ///
  /// Up to 2⁵³ a whole number is exact, and so is a power of ten up to 10²²; the quotient of two exact numbers is rounded once.
  static func double(_ bytes: UnsafeRawBufferPointer) -> Double? {
    func word(_ index: Int) -> Int {
      Int(UInt16(bytes[2 * index]) << 8 | UInt16(bytes[2 * index + 1]))
    }
    let (count, weight, sign) = (word(0), Int(Int16(truncatingIfNeeded: word(1))), word(2))
    guard sign == 0 || sign == 0x4000, count <= 4, weight < 4 else { return nil }
    var whole = 0
    for index in 0..<count { whole = whole * 10_000 + word(4 + index) }
    let places = count == 0 ? 0 : 4 * (weight - count + 1)
    guard places >= -20, places <= 0 || whole < 10_000 else { return nil }
    if places > 0 { for _ in 0..<places { whole *= 10 } }
    guard whole <= 1 << 53 else { return nil }
    var value = Double(whole)
    if places < 0 { value /= Self.powers[-places] }
    return sign == 0 ? value : -value
  }

  private static let powers = (0...22).reduce(into: [1.0]) { powers, _ in
    powers.append(powers[powers.count - 1] * 10)
  }

  init(_ bytes: UnsafeRawBufferPointer) {
    func word(_ index: Int) -> Int {
      Int(UInt16(bytes[2 * index]) << 8 | UInt16(bytes[2 * index + 1]))
    }
    let count = word(0)
    let weight = Int(Int16(truncatingIfNeeded: word(1)))
    let sign = word(2)
    let scale = word(3)
    switch sign {
    case 0xC000: text = "NaN"
    case 0xD000: text = "Infinity"
    case 0xF000: text = "-Infinity"
    default:
      func group(_ position: Int) -> String {
        let index = weight - position
        let value = index >= 0 && index < count ? word(4 + index) : 0
        let digits = String(value)
        return String(repeating: "0", count: 4 - digits.count) + digits
      }
      var whole = weight >= 0 ? (0...weight).reversed().map(group).joined() : "0"
      while whole.count > 1, whole.first == "0" { whole.removeFirst() }
      var fraction = ""
      var position = -1
      while fraction.count < scale {
        fraction += group(position)
        position -= 1
      }
      let kept = fraction.prefix(scale)
      text = (sign == 0x4000 ? "-" : "") + whole + (kept.isEmpty ? "" : "." + kept)
    }
  }
}
