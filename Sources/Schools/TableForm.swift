/// How a table's file was written, as its descriptor declares it or as it was found out.
package struct TableForm: Hashable, Sendable, Codable {
  package enum Container: String, Hashable, Sendable, Codable {
    /// Delimited text.
    case text
    /// A sheet of a workbook.
    case workbook
    /// A table of an HTML page.
    case page
  }

  package var container: Container
  /// Of text and pages: the character encoding, as IANA names it, in lower case.
  package var encoding: String?
  /// Of text: what stands between cells.
  package var delimiter: String?
  /// Of a workbook: the sheet's name.
  package var sheet: String?
  /// Where the header and the rows were found; nil when nothing was read.
  package var layout: Layout?
  /// Whether any of this was found out rather than declared.
  package var isDetected = false

  package init(container: Container) { self.container = container }
}

extension TableForm {
  /// Where a table stands in its file, and which of its lines are no rows.
  package struct Layout: Hashable, Sendable, Codable {
    /// The last row of the header.
    package var headerRow = 0
    /// Rows of the header that make up its names: 1 or 2.
    package var headerRows = 1
    /// Rows above the header: a title, a date, a school.
    package var titleRows = 0
    /// Rows under the header that number or measure its columns, and headers repeated for print.
    package var noteRows = 0
    /// Rows of totals and means, which are not records.
    package var totalRows = 0
    /// Rows read that a person does not see.
    package var hiddenRows = 0
    /// Columns read that a person does not see.
    package var hiddenColumns = 0
    /// Cells whose value stands in the first cell of a merged range.
    package var mergedCells = 0
    /// Of a workbook: the column of each field, in letters.
    package var columns: [String: String] = [:]

    /// Columns read by a heading that is remembered of the school: what the heading means; nil when there is none.
    package var remembered: [String: String]?

    package init() {}

    /// The address of a field's cell in a workbook.
    package func cell(_ field: String?, row: Int?) -> String? {
      guard let field, let row, let column = columns[field] else { return nil }
      return "\(column)\(row)"
    }
  }
}
