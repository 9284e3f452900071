import Schools

/// Which records of a file are rows of the table.
extension TableReader {
  /// The first filled column of a record; nil when the record is blank. Notes beside a sheet's table do not
  /// make a row.
  @inline(__always)
  func firstFilled<Source: RecordSource>(_ records: Source, _ header: Header) -> Int? {
    for index in 0..<min(records.count, Source.isRagged ? header.width : limits.columns) {
      if !UTF8Text.trimmed(records[index]).isEmpty || records.defect(at: index) != nil {
        return index
      }
    }
    return nil
  }

  /// Whether a record is no row but a total, or a header repeated for print; it is counted then.
  @inline(__always)
  func isService<Source: RecordSource>(
    _ records: Source, _ header: Header, _ filled: Int, _ layout: inout TableForm.Layout,
    _ problems: inout ProblemList
  ) -> Bool {
    let text = UTF8Text.trimmed(records[filled])
    if ServiceRow.isTotal(text) {
      layout.totalRows += 1
      problems.append(Problem("intake.row_total", at: place(row: records.number)))
      return true
    }
    if filled < header.texts.count, text.elementsEqual(header.texts[filled]),
      isRepeated(records, header)
    {
      layout.noteRows += 1
      return true
    }
    return false
  }

  /// Whether a record is the header again, in all of its cells and at least two.
  private func isRepeated<Source: RecordSource>(_ records: Source, _ header: Header) -> Bool {
    let cells = header.texts.indices.filter { !header.texts[$0].isEmpty }
    return cells.count > 1
      && cells.allSatisfy {
        $0 < records.count && UTF8Text.trimmed(records[$0]).elementsEqual(header.texts[$0])
      }
  }

  /// Whether a record has a cell for each of the header, and none but empty ones beyond it.
  ///
  /// A sheet has notes beside its table, so there it is enough that they are reported.
  @inline(__always)
  func fits<Source: RecordSource>(
    _ records: Source, _ header: Header, _ problems: inout ProblemList
  ) -> Bool {
    if records.count == header.width { return true }
    if Source.isRagged, records.count < header.width { return true }
    let beyond = (header.width..<max(header.width, min(records.count, limits.columns)))
      .first { !UTF8Text.trimmed(records[$0]).isEmpty }
    if records.count > header.width, records.count <= limits.columns, beyond == nil { return true }
    if Source.isRagged {
      var place = place(row: records.number)
      if sheet != nil {
        place.cell = "\(CellAddress.letters(beyond ?? limits.columns))\(records.number)"
      }
      problems.append(Problem("intake.cell_outside", at: place))
      return true
    }
    problems.append(
      Problem(
        "intake.row_width", at: place(row: records.number),
        ["found": "\(records.count)", "expected": "\(header.width)"]))
    return false
  }

  /// Reports what of the layout a person should look at.
  func note(_ layout: TableForm.Layout, _ problems: inout ProblemList) {
    func warn(_ code: String, _ count: Int) {
      guard count > 0 else { return }
      problems.append(Problem(code, at: place(row: nil), ["count": "\(count)"]))
    }
    warn("intake.rows_hidden", layout.hiddenRows)
    warn("intake.columns_hidden", layout.hiddenColumns)
    warn("intake.cells_merged", layout.mergedCells)
  }
}
