internal import CXlsxWriter

/// A drawing of cells of a workbook's sheets: it holds no number of its own.
///
/// A cell without a value is a gap, never a zero. The library writes error bars of fixed sizes only, so an interval is drawn as
/// a mark at each of its ends, joined by a line where nothing else is drawn beside it.
struct Chart {
  /// Cells of one column below each other.
  struct Cells {
    let sheet: String
    let rows: ClosedRange<Int>
    let column: Int
  }

  /// How a series looks; shapes tell them apart where colors do not.
  enum Look {
    case value(isJoined: Bool)
    case limit(isJoined: Bool)
    case beside(isJoined: Bool)
    case column(Int)
  }

  private let pointer: UnsafeMutablePointer<lxw_chart>

  /// - Parameters:
  ///   - category, value: the names of the axes.
  ///   - isReversed: whether the axis of values runs downwards.
  init(
    in workbook: Workbook, hasColumns: Bool, title: String, category: String, value: String,
    isReversed: Bool = false
  ) throws {
    let kind = hasColumns ? LXW_CHART_COLUMN : LXW_CHART_LINE
    guard let pointer = workbook_add_chart(workbook.pointer, UInt8(kind.rawValue)) else {
      throw WorkbookError.notWritten("no memory")
    }
    self.pointer = pointer
    chart_title_set_name(pointer, title)
    chart_axis_set_name(pointer.pointee.x_axis, category)
    chart_axis_set_name(pointer.pointee.y_axis, value)
    chart_axis_set_interval_unit(pointer.pointee.x_axis, 1)
    var font = lxw_chart_font()
    font.rotation = -90
    chart_axis_set_num_font(pointer.pointee.x_axis, &font)
    // Names below the drawing, whatever is below zero.
    let below =
      isReversed ? LXW_CHART_AXIS_LABEL_POSITION_HIGH : LXW_CHART_AXIS_LABEL_POSITION_LOW
    chart_axis_set_label_position(pointer.pointee.x_axis, UInt8(below.rawValue))
    if isReversed { chart_axis_set_reverse(pointer.pointee.y_axis) }
    chart_legend_set_position(pointer, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    chart_show_blanks_as(pointer, UInt8(LXW_CHART_BLANKS_AS_GAP.rawValue))
  }

  /// - Parameter name: the cell that names the series.
  func add(
    _ values: Cells, by categories: Cells, named name: (sheet: String, row: Int, column: Int),
    _ look: Look
  ) throws {
    guard let series = chart_add_series(pointer, nil, nil) else {
      throw WorkbookError.notWritten("no memory")
    }
    chart_series_set_values(
      series, values.sheet, UInt32(values.rows.lowerBound), UInt16(values.column),
      UInt32(values.rows.upperBound), UInt16(values.column))
    chart_series_set_categories(
      series, categories.sheet, UInt32(categories.rows.lowerBound), UInt16(categories.column),
      UInt32(categories.rows.upperBound), UInt16(categories.column))
    chart_series_set_name_range(series, name.sheet, UInt32(name.row), UInt16(name.column))
    look.apply(to: series)
  }

  /// Joins what stands above each other.
  func joinHeights() {
    var line = lxw_chart_line()
    (line.color, line.width) = (0x6B6B6B, 0.75)
    chart_set_high_low_lines(pointer, &line)
  }

  /// Puts the drawing to the top of a sheet, wider the more places it has.
  func insert(into sheet: Sheet, places: Int, description: String) throws {
    var options = lxw_chart_options()
    // The library's own size is 480 by 288 pixels.
    options.x_scale = Double(min(max(800, places * 20), 16_000)) / 480
    options.y_scale = 560.0 / 288
    try description.withCString { text in
      options.description = UnsafeMutablePointer(mutating: text)
      try check(worksheet_insert_chart_opt(sheet.pointer, 0, 0, pointer, &options))
    }
  }
}

extension Chart.Look {
  fileprivate func apply(to series: UnsafeMutablePointer<lxw_chart_series>) {
    switch self {
    case .value(let isJoined):
      mark(series, LXW_CHART_MARKER_CIRCLE, 7, 0x1F4E79)
      line(series, isJoined, 0x1F4E79, LXW_CHART_LINE_DASH_SOLID)
    case .limit(let isJoined):
      // The library's dashes are none of the format's marks, and readers refuse the file.
      mark(series, LXW_CHART_MARKER_PLUS, 7, 0x6B6B6B)
      line(series, isJoined, 0x6B6B6B, LXW_CHART_LINE_DASH_ROUND_DOT)
    case .beside(let isJoined):
      mark(series, LXW_CHART_MARKER_DIAMOND, 8, 0xC55A11)
      line(series, isJoined, 0xC55A11, LXW_CHART_LINE_DASH_DASH)
    case .column(let number):
      let colors: [UInt32] = [0x1F4E79, 0xC55A11, 0x7F7F7F, 0x2E75B6, 0xF4B183, 0x404040]
      var fill = lxw_chart_fill()
      fill.color = colors[number % colors.count]
      chart_series_set_fill(series, &fill)
    }
  }

  private func mark(
    _ series: UnsafeMutablePointer<lxw_chart_series>, _ shape: lxw_chart_marker_type,
    _ size: UInt8, _ color: UInt32
  ) {
    chart_series_set_marker_type(series, UInt8(shape.rawValue))
    chart_series_set_marker_size(series, size)
    var (fill, line) = (lxw_chart_fill(), lxw_chart_line())
    (fill.color, line.color) = (color, color)
    chart_series_set_marker_fill(series, &fill)
    chart_series_set_marker_line(series, &line)
  }

  private func line(
    _ series: UnsafeMutablePointer<lxw_chart_series>, _ isJoined: Bool, _ color: UInt32,
    _ dash: lxw_chart_line_dash_type
  ) {
    var line = lxw_chart_line()
    line.color = color
    line.width = 1.5
    line.dash_type = UInt8(dash.rawValue)
    line.none = isJoined ? 0 : 1
    chart_series_set_line(series, &line)
  }
}
