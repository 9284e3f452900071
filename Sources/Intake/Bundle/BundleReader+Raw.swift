import Schools

extension BundleReader {
  /// Gives every record of a table as it stands in its file to `body`: its number, and its cells as text, or nil
  /// when it cannot be read. Nothing is checked: this is for showing a file to whoever sent it.
  ///
  /// - Returns: whether the file could be read to its end.
  package func readRaw(
    _ resource: Resource, _ body: (_ number: Int, _ cells: [String]?) throws -> Void
  ) throws -> Bool {
    do {
      guard let records = try content.records(of: resource) else { return false }
      while true {
        let outcome = try records.next()
        switch outcome {
        case .end: return true
        case .record:
          let count = min(records.count, Self.rawColumns)
          try body(
            records.number, (0..<count).map { String(decoding: records[$0], as: UTF8.self) })
        case .malformed, .quoteMisplaced, .quoteUnclosed, .tooLong:
          try body(records.number, nil)
          if outcome.isLast { return false }
        }
      }
    } catch is ArchiveDefect {
      return false
    }
  }

  /// Cells of a record that are given; no source keeps more.
  private static let rawColumns = BundleLimits().columns
}

extension DataPackage {
  func records(of resource: BundleReader.Resource) throws -> (any RecordSource)? {
    guard let stream = try archive.stream(resource.path) else { return nil }
    var problems = ProblemList()
    return try DelimitedText(
      resource.table, in: resource.path, resource.descriptor.declaredText, limits: limits,
      from: stream.read(into:), &problems)?.records
  }
}
