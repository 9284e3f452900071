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
  /// Whether any of this was found out rather than declared.
  package var isDetected = false

  package init(container: Container) { self.container = container }
}
