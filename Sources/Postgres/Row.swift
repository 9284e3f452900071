internal import CLibpq
internal import Foundation

/// One row of a result; cells are read by column name.
public struct Row {
  let result: Result
  let index: Int32

  /// The names of the columns, in order.
  public var columns: [String] {
    (0..<PQnfields(result.pointer)).map { String(cString: PQfname(result.pointer, $0)) }
  }

  /// The cell of a column.
  ///
  /// - Throws: `DecodingError` when the column is not there, is null for a type that is not optional,
  ///   or holds another type.
  public func get<T: Decodable>(_ name: String, as type: T.Type = T.self) throws -> T {
    guard let column = column(name) else {
      throw DecodingError.keyNotFound(
        ColumnKey(name), .init(codingPath: [], debugDescription: "no column \(name)"))
    }
    return try cell(column, as: type)
  }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try T(from: RowDecoder(row: self))
  }

  func cell<T: Decodable>(_ column: Int32, as type: T.Type) throws -> T {
    try CellDecoder(cell: Cell(result: result, row: index, column: column)).decode(type)
  }

  func column(_ name: String) -> Int32? { result.columns[name] }
}

struct ColumnKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension String {
  /// `camelCase` as `camel_case`; digits stay with the letters before them.
  var snakeCased: String {
    var text = ""
    for character in self {
      if character.isUppercase {
        text += "_" + character.lowercased()
      } else {
        text.append(character)
      }
    }
    return text
  }
}

/// Decodes a row into a type with named properties.
struct RowDecoder: Decoder {
  let row: Row
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Columns<Key>(row: row))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw unsupported("a row is not a list")
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    CellDecoder(cell: Cell(result: row.result, row: row.index, column: 0))
  }

  private struct Columns<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let row: Row
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { row.columns.compactMap(Key.init(stringValue:)) }

    private func column(_ key: Key) -> Int32? {
      row.result.column(ofProperty: key.stringValue)
    }

    func contains(_ key: Key) -> Bool { column(key) != nil }

    func decodeNil(forKey key: Key) -> Bool {
      column(key).map { Cell(result: row.result, row: row.index, column: $0).isNull } ?? true
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
      try row.cell(known(key), as: type)
    }

    private func known(_ key: Key) throws -> Int32 {
      guard let column = column(key) else {
        throw DecodingError.keyNotFound(
          key, .init(codingPath: [], debugDescription: "no column \(key.stringValue)"))
      }
      return column
    }

    // MARK: Numbers, a million times a night: no type is looked up for them.

    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
      let column = try known(key)
      return try cell(column)?.integer() ?? row.cell(column, as: type)
    }

    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
      let column = try known(key)
      return try cell(column)?.real() ?? row.cell(column, as: type)
    }

    func decode(_ type: String.Type, forKey key: Key) throws -> String {
      let column = try known(key)
      return try cell(column)?.text() ?? row.cell(column, as: type)
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
      guard let column = column(key), let cell = cell(column) else { return nil }
      return try cell.integer() ?? row.cell(column, as: type)
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
      guard let column = column(key), let cell = cell(column) else { return nil }
      return try cell.real() ?? row.cell(column, as: type)
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
      guard let column = column(key), let cell = cell(column) else { return nil }
      return cell.text()
    }

    /// The cell, unless it is null.
    private func cell(_ column: Int32) -> Cell? {
      let cell = Cell(result: row.result, row: row.index, column: column)
      return cell.isNull ? nil : cell
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw unsupported("a cell has no columns") }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      throw unsupported("a cell is not a list")
    }

    func superDecoder() throws -> any Decoder { throw unsupported("a row has no parent") }
    func superDecoder(forKey key: Key) throws -> any Decoder {
      throw unsupported("a row has no parent")
    }
  }
}

private func unsupported(_ what: String) -> DecodingError {
  .dataCorrupted(.init(codingPath: [], debugDescription: what))
}

/// Decodes one cell: scalars from the binary format, anything else from JSON.
struct CellDecoder: Decoder, SingleValueDecodingContainer {
  let cell: Cell
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw unsupported("a cell has no columns")
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw unsupported("this cell is not a list")
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }
  func decodeNil() -> Bool { cell.isNull }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if let optional = type as? any OptionalCell.Type {
      if cell.isNull { return optional.empty as! T }
      return try optional.wrap(self) as! T
    }
    guard !cell.isNull else {
      throw DecodingError.valueNotFound(
        type, .init(codingPath: [], debugDescription: "column \(cell.name) is null"))
    }
    if let value = try cell.value(of: type) { return value as! T }
    if cell.isJSON {
      return try JSONDecoder().decode(type, from: Data(cell.text().utf8))
    }
    return try T(from: self)
  }

  func decode(_ type: Bool.Type) throws -> Bool { try scalar(type) }
  func decode(_ type: String.Type) throws -> String { try scalar(type) }
  func decode(_ type: Double.Type) throws -> Double { try scalar(type) }
  func decode(_ type: Float.Type) throws -> Float { Float(try scalar(Double.self)) }
  func decode(_ type: Int.Type) throws -> Int { try scalar(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try exactly() }
  func decode(_ type: Int16.Type) throws -> Int16 { try exactly() }
  func decode(_ type: Int32.Type) throws -> Int32 { try exactly() }
  func decode(_ type: Int64.Type) throws -> Int64 { try exactly() }
  func decode(_ type: UInt.Type) throws -> UInt { try exactly() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try exactly() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try exactly() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try exactly() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try exactly() }

  private func scalar<T>(_ type: T.Type) throws -> T {
    guard !cell.isNull, let value = try cell.value(of: type) else {
      throw DecodingError.typeMismatch(
        type, .init(codingPath: [], debugDescription: "column \(cell.name) has type \(cell.oid)"))
    }
    return value as! T
  }

  private func exactly<T: BinaryInteger>() throws -> T {
    guard let value = T(exactly: try scalar(Int.self)) else {
      throw unsupported("column \(cell.name) does not fit")
    }
    return value
  }
}

private protocol OptionalCell {
  static var empty: Any { get }
  static func wrap(_ decoder: CellDecoder) throws -> Any
}

extension Optional: OptionalCell where Wrapped: Decodable {
  static var empty: Any { Self.none as Any }
  static func wrap(_ decoder: CellDecoder) throws -> Any {
    Self.some(try decoder.decode(Wrapped.self)) as Any
  }
}
