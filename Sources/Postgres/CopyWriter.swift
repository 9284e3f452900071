internal import CLibpq

/// Builds the rows of a binary COPY in a buffer and hands them to the server as it fills.
///
/// Every row begins with ``startRow(columns:)`` and then has exactly that many cells, of the types of the
/// statement's columns: the binary format has no room for conversion.
public struct CopyWriter {
  private let connection: OpaquePointer
  private var buffer: [UInt8] = []
  private static let limit = 1 << 18

  init(connection: OpaquePointer) {
    self.connection = connection
    buffer.reserveCapacity(Self.limit + 4096)
    buffer.append(contentsOf: [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0])
    append(Int32(0))
    append(Int32(0))
  }

  /// Begins a row.
  /// - Throws: ``PostgresError`` when the server no longer takes rows.
  public mutating func startRow(columns: Int16) throws {
    if buffer.count >= Self.limit { try flush() }
    append(columns)
  }

  /// Where the next cell begins; valid in this row only.
  public var mark: Int { buffer.count }

  /// Calls `body` with what was written since `mark` of this row, as the server will get it.
  public func withBytes(since mark: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
    buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[mark...])) }
  }

  public mutating func null() { append(Int32(-1)) }

  public mutating func int32(_ value: Int32) {
    append(Int32(4))
    append(value)
  }

  public mutating func int64(_ value: Int64) {
    append(Int32(8))
    append(value)
  }

  public mutating func double(_ value: Double) {
    append(Int32(8))
    append(value.bitPattern)
  }

  public mutating func bool(_ value: Bool) {
    append(Int32(1))
    buffer.append(value ? 1 : 0)
  }

  /// A `date`, as days since 1 January 1970.
  public mutating func date(daysSince1970: Int32) {
    append(Int32(4))
    append(daysSince1970 - 10_957)
  }

  public mutating func text(_ value: UnsafeRawBufferPointer) {
    append(Int32(value.count))
    buffer.append(contentsOf: value)
  }

  public mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { text(UnsafeRawBufferPointer($0)) }
  }

  public mutating func bytes(_ value: [UInt8]) {
    append(Int32(value.count))
    buffer.append(contentsOf: value)
  }

  /// A `text[]` of one dimension, without nulls.
  public mutating func texts(_ values: [String]) {
    let size = values.reduce(values.isEmpty ? 12 : 20) { $0 + 4 + $1.utf8.count }
    append(Int32(size))
    append(Int32(values.isEmpty ? 0 : 1))
    append(Int32(0))
    append(Int32(25))
    guard !values.isEmpty else { return }
    append(Int32(values.count))
    append(Int32(1))
    for value in values { text(value) }
  }

  /// A `smallint[]` of one dimension, without nulls.
  public mutating func int16s(_ values: [Int16]) {
    append(Int32((values.isEmpty ? 12 : 20) + 6 * values.count))
    append(Int32(values.isEmpty ? 0 : 1))
    append(Int32(0))
    append(Int32(21))
    guard !values.isEmpty else { return }
    append(Int32(values.count))
    append(Int32(1))
    for value in values {
      append(Int32(2))
      append(value)
    }
  }

  /// JSON text for a `jsonb` column.
  public mutating func jsonb(_ value: String) {
    append(Int32(value.utf8.count + 1))
    buffer.append(1)
    buffer.append(contentsOf: value.utf8)
  }

  /// A `numeric` of `mantissa / 10^scale`, exact.
  public mutating func numeric(mantissa: Int64, scale: Int) {
    // Digits go in groups of four that meet at the decimal point.
    var rest = mantissa.magnitude
    var groups: [Int16] = []
    var fractionGroups = (scale + 3) / 4
    let padding = fractionGroups * 4 - scale
    if padding > 0 {
      let unit = [1, 10, 100, 1000][4 - padding] as UInt64
      groups.append(Int16(rest % unit) * Int16([1, 10, 100, 1000][padding]))
      rest /= unit
    }
    while rest > 0 {
      groups.append(Int16(rest % 10_000))
      rest /= 10_000
    }
    while groups.first == 0 {
      groups.removeFirst()
      fractionGroups -= 1
    }
    while groups.last == 0 { groups.removeLast() }
    let weight = groups.isEmpty ? 0 : groups.count - 1 - fractionGroups
    append(Int32(8 + 2 * groups.count))
    append(Int16(groups.count))
    append(Int16(weight))
    append(UInt16(mantissa < 0 && !groups.isEmpty ? 0x4000 : 0))
    append(Int16(scale))
    for group in groups.reversed() { append(group) }
  }

  mutating func finish() throws {
    append(Int16(-1))
    try flush()
  }

  private mutating func flush() throws {
    let sent = buffer.withUnsafeBytes { bytes in
      PQputCopyData(
        connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    guard sent == 1 else { throw PostgresError(result: nil, connection: connection) }
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func append<T: FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: value.bigEndian) { buffer.append(contentsOf: $0) }
  }
}
