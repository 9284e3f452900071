/// Reads the XML of a sheet into a queue of rows, in bounded memory and without a `String` per cell.
///
/// - A row without its number follows the one before, a cell without its address likewise.
/// - Cells without a value, and rows without one, are left out.
/// - The value of a formula is the one that was saved with it.
final class SheetParser: XMLPushParser {
  struct Row {
    let number: Int
    let isHidden: Bool
    let cells: Range<Int>
  }

  struct Cell {
    let column: Int32
    let length: Int32
    /// Where the text begins: a place in ``bytes``, or in the shared texts its number.
    let start: Int
    let isShared: Bool
    let form: CellForm
    let defect: CellDefect?
  }

  /// What the workbook says about all of its cells.
  struct Context {
    let part: String
    let sheet: String
    let styles: [CellStyle]
    let texts: SharedTexts
    let dates: SerialDate
    let limits: BundleLimits
  }

  private enum Kind { case number, shared, text, flag, error, date }

  private let context: Context
  /// The rows that were read and not yet taken, and their cells.
  private(set) var rows: [Row] = []
  private(set) var cells: [Cell] = []
  private(set) var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 16)
  private var capacity = 1 << 16
  private let number = UnsafeMutablePointer<UInt8>.allocate(capacity: NumberText.capacity)
  private var used = 0
  /// Columns, counted from 0, that a person does not see.
  private(set) var hiddenColumns: [ClosedRange<Int>] = []
  /// Texts that stand in the sheet but in none of its cells: headers and footers of print, hints.
  private(set) var asides: [[UInt8]] = []
  private var asideBytes = 0

  private var isInData = false
  private var isInRow = false
  private var row = 0
  private var isRowHidden = false
  private var firstCell = 0
  private var rowStart = 0
  private var column = -1
  private var kind = Kind.number
  private var style = CellStyle.number
  private var valueStart = 0
  private var isInValue = false
  private var hasValue = false
  private var hasFormula = false
  private var phonetic = 0

  init(_ context: Context) { self.context = context }

  deinit {
    bytes.deallocate()
    number.deallocate()
  }

  /// Forgets the rows that were taken; what is read of an unfinished one stays.
  func forgetRows() {
    rows.removeAll(keepingCapacity: true)
    let kept = isInRow ? cells[firstCell...].map { $0.moved(by: -rowStart) } : []
    cells.removeAll(keepingCapacity: true)
    cells.append(contentsOf: kept)
    let start = isInRow ? rowStart : used
    if start > 0 {
      bytes.update(from: bytes + start, count: used - start)
      used -= start
      valueStart -= start
    }
    (firstCell, rowStart) = (0, 0)
  }

  // MARK: What is found

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if isInRow {
      switch name.letter {
      case 0x63: startCell(attributes)  // c
      case 0x76:  // v
        isInValue = true
        hasValue = true
      case 0x74:  // t, of a text that stands in the cell
        if phonetic == 0 {
          isInValue = true
          hasValue = true
        }
      case 0x66: hasFormula = true  // f
      default: if name == "rPh" { phonetic += 1 }
      }
    } else if isInData {
      if name == "row" { startRow(attributes) }
    } else if name == "sheetData" {
      isInData = true
    } else if name == "col" {
      hideColumns(attributes)
    } else if !(name == "mergeCell" || name == "worksheet") {
      attributes.forEach { _, value in
        addAside(UnsafeRawBufferPointer(start: value, count: Self.length(value)))
      }
    }
  }

  override func end(_ name: XMLName) {
    if isInRow {
      switch name.letter {
      case 0x63: finishCell()
      case 0x76, 0x74: isInValue = false
      default:
        if name == "row" {
          finishRow()
        } else if name == "rPh" {
          phonetic -= 1
        }
      }
    } else if isInData, name == "sheetData" {
      isInData = false
    }
  }

  override func text(_ text: UnsafeRawBufferPointer) {
    guard isInValue, let source = text.baseAddress else {
      if !isInData { addAside(text) }
      return
    }
    append(source.assumingMemoryBound(to: UInt8.self), text.count)
  }

  private func append(_ source: UnsafePointer<UInt8>, _ count: Int) {
    if used + count > capacity {
      guard used + count - rowStart <= context.limits.rowBytes else {
        return stop(WorkbookDefect.rowTooLong(sheet: context.sheet, row: row))
      }
      capacity = max(2 * capacity, used + count)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      larger.update(from: bytes, count: used)
      bytes.deallocate()
      bytes = larger
    }
    (bytes + used).update(from: source, count: count)
    used += count
  }

  private static func length(_ text: UnsafePointer<CChar>) -> Int {
    var length = 0
    while text[length] != 0 { length += 1 }
    return length
  }

  /// Keeps a text long enough to speak of a person.
  private func addAside(_ text: UnsafeRawBufferPointer) {
    guard text.count >= 6 else { return }
    asideBytes += text.count
    guard asideBytes <= context.limits.rowBytes else {
      return stop(WorkbookDefect.tooLarge(limit: BundleLimits.text(context.limits.rowBytes)))
    }
    asides.append(Array(text))
  }

  private func refuse() { stop(WorkbookDefect.malformed(part: context.part)) }

  // MARK: Rows

  private func startRow(_ attributes: XMLAttributes) {
    var number: Int? = row + 1
    isRowHidden = false
    attributes.forEach { name, value in
      if name[0] == 0x72, name[1] == 0 { number = CellAddress.row(value) }
      if XMLName.isEqual(name, "hidden") {
        isRowHidden = XMLName.isEqual(value, "1") || XMLName.isEqual(value, "true")
      }
    }
    guard let number, number > row, number <= CellAddress.rows else { return refuse() }
    row = number
    column = -1
    isInRow = true
    firstCell = cells.count
    rowStart = used
    phonetic = 0
  }

  private func finishRow() {
    isInRow = false
    if cells.count > firstCell {
      rows.append(Row(number: row, isHidden: isRowHidden, cells: firstCell..<cells.count))
    }
  }

  private func hideColumns(_ attributes: XMLAttributes) {
    guard attributes.isSet("hidden"), hiddenColumns.count < context.limits.columns,
      let first = attributes["min"].flatMap({ Int($0) }),
      let last = attributes["max"].flatMap({ Int($0) }), first >= 1, first <= last
    else { return }
    hiddenColumns.append(first - 1...last - 1)
  }

  // MARK: Cells

  private func startCell(_ attributes: XMLAttributes) {
    var next = column + 1
    var isPlaced = true
    kind = .number
    style = .number
    attributes.forEach { name, value in
      guard name[1] == 0 else { return }
      switch name[0] {
      case 0x72:  // r
        if let place = CellAddress.parse(value), place.row == row, place.column > column {
          next = place.column
        } else {
          isPlaced = false
        }
      case 0x74: kind = Self.kind(value)  // t
      case 0x73:  // s
        var index = 0
        var at = value
        while at.pointee >= 0x30, at.pointee <= 0x39, index < 1 << 20 {
          index = index * 10 + Int(at.pointee) - 0x30
          at += 1
        }
        if index < context.styles.count { style = context.styles[index] }
      default: break
      }
    }
    guard isPlaced, next < CellAddress.columns else { return refuse() }
    column = next
    valueStart = used
    (isInValue, hasValue, hasFormula) = (false, false, false)
  }

  @inline(__always)
  private static func kind(_ text: UnsafePointer<CChar>) -> Kind {
    switch (text[0], text[1]) {
    case (0x73, 0): .shared  // s
    case (0x62, 0): .flag  // b
    case (0x65, 0): .error  // e
    case (0x64, 0): .date  // d
    case (0x6E, 0): .number  // n
    default: .text  // str, inlineStr
    }
  }

  private func finishCell() {
    isInValue = false
    let length = used - valueStart
    guard length > 0 else {
      // A formula may give an empty text; one without any value was not calculated.
      if hasFormula, !hasValue || kind != .text { keep(length: 0, defect: .unsaved) }
      return
    }
    let value = UnsafeRawBufferPointer(start: bytes + valueStart, count: length)
    switch kind {
    case .number: finishNumber(value)
    case .shared:
      let index = Self.index(value)
      used = valueStart
      guard let index, index < context.texts.count else {
        return keep(length: 0, defect: .unreadable)
      }
      let text = context.texts[index]
      guard !text.isEmpty else { return }
      cells.append(
        Cell(
          column: Int32(column), length: Int32(text.count), start: index, isShared: true,
          form: .text, defect: nil))
    case .text:
      let text = UnsafeMutableRawBufferPointer(start: bytes + valueStart, count: length)
      used = valueStart + EscapedText.unescape(text)
      keep(length: used - valueStart)
    case .flag: replace(with: Array((value.elementsEqual([0x31]) ? "true" : "false").utf8))
    case .error:
      let defect = CellDefect(error: value)
      used = valueStart
      keep(length: 0, defect: defect)
    case .date: finishDate(value)
    }
  }

  private func finishNumber(_ value: UnsafeRawBufferPointer) {
    if style == .number, NumberText.isPlain(value) { return keep(length: value.count, .number) }
    if style != .number, style != .percent, let number = NumberText.number(value),
      let text = context.dates.text(number, as: style)
    {
      return replace(with: text, .date)
    }
    let isPercent = style == .percent
    guard let length = NumberText.write(value, shift: isPercent ? 2 : 0, to: number) else {
      return keep(length: value.count)
    }
    if isPercent { number[length] = 0x25 }
    used = valueStart
    append(number, length + (isPercent ? 1 : 0))
    keep(length: used - valueStart, .number)
  }

  /// A date as ISO 8601 text, of which midnight is left out.
  private func finishDate(_ value: UnsafeRawBufferPointer) {
    let rest = value.dropFirst(10)
    let isMidnight =
      rest.first == 0x54 && rest.dropFirst().allSatisfy { [0x30, 0x3A, 0x2E, 0x5A].contains($0) }
    if isMidnight { used = valueStart + 10 }
    keep(length: used - valueStart, .date)
  }

  private func replace(with text: [UInt8], _ form: CellForm = .text) {
    used = valueStart
    text.withUnsafeBufferPointer { buffer in
      if let start = buffer.baseAddress { append(start, buffer.count) }
    }
    keep(length: text.count, form)
  }

  private func keep(length: Int, _ form: CellForm = .text, defect: CellDefect? = nil) {
    guard !isStopped, length > 0 || defect != nil else { return }
    cells.append(
      Cell(
        column: Int32(column), length: Int32(length), start: valueStart, isShared: false,
        form: form, defect: defect))
  }

  @inline(__always)
  private static func index(_ text: UnsafeRawBufferPointer) -> Int? {
    guard text.count <= 9 else { return nil }
    var result = 0
    for byte in text {
      guard byte &- 0x30 <= 9 else { return nil }
      result = result &* 10 &+ Int(byte &- 0x30)
    }
    return result
  }
}

extension SheetParser.Cell {
  fileprivate func moved(by offset: Int) -> SheetParser.Cell {
    SheetParser.Cell(
      column: column, length: length, start: isShared ? start : start + offset,
      isShared: isShared, form: form, defect: defect)
  }
}
