/// What a workbook says of a cell that has a text.
enum CellForm: UInt8, Sendable {
  case text
  /// A number: its point is a point, whatever is declared of numbers in texts.
  case number
  case date
}
