/// Writes records of delimited text: cells with a delimiter between them and CRLF at the end, quoted where they must be.
struct RecordText {
  private let delimiter: UInt8
  /// A cell that holds one of these is quoted.
  private let marks: [UInt8]

  private static let quote = UInt8(ascii: "\"")
  private static let ends: [UInt8] = [0x0A, 0x0D]

  /// CSV as RFC 4180 has it.
  static let csv = RecordText(
    delimiter: UInt8(ascii: ","), marks: [quote, UInt8(ascii: ",")] + ends)
  /// With semicolons; every other delimiter is quoted too, so that a guess finds this one.
  static let semicolons = RecordText(
    delimiter: UInt8(ascii: ";"),
    marks: [quote, UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")] + ends)

  /// One record, its end included.
  func record(_ cells: [some Collection<UInt8>]) -> [UInt8] { line(cells) + [0x0D, 0x0A] }

  /// One record without its end.
  func line(_ cells: [some Collection<UInt8>]) -> [UInt8] {
    var text: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(delimiter) }
      guard cell.contains(where: marks.contains) else {
        text.append(contentsOf: cell)
        continue
      }
      text.append(Self.quote)
      for byte in cell {
        if byte == Self.quote { text.append(Self.quote) }
        text.append(byte)
      }
      text.append(Self.quote)
    }
    return text
  }
}
