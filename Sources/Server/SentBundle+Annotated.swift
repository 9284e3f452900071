package import Pipeline
import Reports
package import Schools

extension SentBundle {
  /// Gives the bytes of the bundle as a workbook with what is wrong marked in it to `sink`, piece by piece.
  ///
  /// - Parameter created: seconds since 1970. It is the workbook's own time, so that a corrected one is newer
  ///   than the bundle it was made from.
  package func annotate(
    _ language: Language, created: Int, to sink: ([UInt8]) throws -> Void
  ) throws {
    let workbook = AnnotatedWorkbook(
      WorkbookDescription(
        schoolCode: schoolCode, academicYear: academicYear, mode: mode ?? "full",
        asOf: asOf ?? WorkbookDescription.day(created), created: created,
        generator: "soko \(Version.current)", isSynthetic: isSynthetic),
      fileName: fileName,
      files: files.map { AnnotatedWorkbook.File(table: $0.table, path: $0.path) },
      problems: problems, totals: totals, language: language)
    try TemporaryFile.pieces(
      { path in
        try workbook.write(at: path) { [self] file, body in
          try forEachRecord(of: file.table, body)
        }
      }, to: sink)
  }
}
