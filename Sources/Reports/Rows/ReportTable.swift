/// Rows of a report with the publication they come from.
package struct ReportTable: Sendable {
  package let columns: [Report.Column]
  /// One array per row, in the order of `columns`; nil where there is no value. Numbers are text as
  /// PostgreSQL wrote it, so nothing is lost; items of a list are joined by `;`.
  package let rows: [[String?]]
  /// The run the rows were computed by; nil before the first publication.
  package let run: Int?
  /// When the data were current, ISO 8601; nil before the first publication.
  package let asOf: String?
}
