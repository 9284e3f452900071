import Schools

/// What of a person a file holds beside its rows, or when it has none that can be used.
extension TableReader {
  /// Looks at the records around a header: titles above it, notes under it.
  func lookAround<Source: RecordSource>(
    _ header: ClosedRange<Int>, _ first: RecordBuffer<Source>, _ watch: PersonalDataWatch,
    _ problems: inout ProblemList
  ) {
    for index in 0..<first.skipped where !header.contains(index) {
      let record = first.records[index]
      for (column, cell) in record.cells.enumerated() {
        watch.lookAtTitle(cell, at: place(record.number, "№ \(column + 1)", at: column), &problems)
      }
    }
  }

  /// Reads what follows a header that cannot be used: what of a person it holds must be told all the same.
  func readOn<Source: RecordSource>(
    _ first: RecordBuffer<Source>, _ records: Source, _ problems: inout ProblemList
  ) throws -> TableRead {
    let head = first.head
    let record = head < first.records.count ? first.records[head] : nil
    let names = record?.cells.map { String(decoding: $0, as: UTF8.self) } ?? []
    let watch = PersonalDataWatch(names, nil, row: record?.number ?? 1, of: self, &problems)
    if !(record.map { isRecord($0.outcome) } ?? false) { watch.miss() }
    first.skip(min(head + 1, first.records.count))
    lookAround(head...head, first, watch, &problems)
    guard try look(first, watch, &problems), try look(records, watch, &problems) else {
      return TableRead()
    }
    watch.finish(&problems)
    return TableRead(isComplete: true, isInspected: watch.hasSeenAll)
  }

  /// Looks at every record to the end; false when what follows cannot be read.
  private func look<Source: RecordSource>(
    _ records: Source, _ watch: PersonalDataWatch, _ problems: inout ProblemList
  ) throws -> Bool {
    while true {
      let outcome = try records.next()
      switch outcome {
      case .end: return true
      case .record: _ = watch.clears(records, isTyped: false, &problems)
      default:
        watch.miss()
        if outcome.isLast { return false }
      }
    }
  }
}
