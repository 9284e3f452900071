import Schools

extension ReportWorkbook {
  /// Adds the sheet of the drawing, where one says something of the rows: its series are cells of the sheet of rows.
  ///
  /// Rows on several sheets are too many to be drawn.
  func draw(_ rows: Rows, in workbook: Workbook) throws {
    guard let (chart, groups) = rows.charted.found else { return }
    let language = query.language
    let what = rows.charted.constants(of: chart)
    let title = chart.title[language] + (what.isEmpty ? "" : ": \(what)")
    let drawing = try Chart(
      in: workbook, hasColumns: chart.form == .columns, title: title,
      category: chart.category.name[language], value: chart.name[language],
      isReversed: chart.isReversed)
    for (number, group) in groups.enumerated() {
      try add(group, number, of: chart, to: drawing)
    }
    if chart.form == .points, chart.low != nil, chart.beside == nil { drawing.joinHeights() }
    let sheet = try workbook.addSheet(WorkbookWords(language)("chart"))
    let places = groups.map(\.rows.count).max() ?? 0
    try drawing.insert(
      into: sheet, places: places * (chart.series == nil ? 1 : groups.count), description: title)
  }

  private func add(
    _ group: ChartedRows.Group, _ number: Int, of chart: ReportChart, to drawing: Chart
  ) throws {
    let report = query.report
    func column(_ key: String) -> Int { report.columns.firstIndex { $0.key == key } ?? 0 }
    func cells(_ key: String) -> Chart.Cells {
      Chart.Cells(sheet: report.name, rows: group.rows, column: column(key))
    }
    func add(_ key: String, _ look: Chart.Look) throws {
      // A series of its own is named by what it is of, the others by the key at the head of their column.
      let (row, head) = chart.series.map { (group.rows.lowerBound, $0) } ?? (0, key)
      try drawing.add(
        cells(key), by: cells(chart.category.key), named: (report.name, row, column(head)), look)
    }
    let isJoined = chart.form == .lines
    try add(chart.value, chart.form == .columns ? .column(number) : .value(isJoined: isJoined))
    for key in [chart.low, chart.high].compactMap(\.self) {
      try add(key, .limit(isJoined: isJoined))
    }
    if let beside = chart.beside { try add(beside, .beside(isJoined: isJoined)) }
  }
}
