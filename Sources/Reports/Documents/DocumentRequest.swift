package import Postgres
import Schools

/// Which document is asked for.
package struct DocumentRequest: Hashable, Sendable {
  package let kind: DocumentKind
  package let school: String?
  /// Academic, and calendar of a self-examination; nil is the latest there is.
  package let year: Int?

  /// - Throws: ``ReportError`` when the school is missing where one is needed, or given where none belongs.
  package init(_ kind: DocumentKind, school: String?, year: Int?) throws {
    if kind.isOfSchool, school == nil { throw ReportError.parameterNeeded("school") }
    if !kind.isOfSchool, school != nil {
      throw ReportError.unknownParameter("school", allowed: ["year", "format"])
    }
    if let year, !(1950...2100).contains(year) {
      throw ReportError.invalidValue(parameter: "year")
    }
    self.kind = kind
    self.school = school
    self.year = year
  }

  /// Makes the document of a publication for whoever reads in `scope`, and enters the scope it is made in: call it first in a
  /// transaction.
  ///
  /// - Throws: ``ReportError/notFound(_:)`` of a school the scope does not hold, ``ReportError/invalidValue(parameter:)`` of
  ///   a year that nothing is known of.
  package func document(
    _ db: Database, asked scope: Scope, of edition: Edition = .inForce
  ) throws -> Document {
    let scope = kind.scope(asked: scope)
    try scope.enter(db)
    // A publication is found by what its reader may see.
    try edition.enter(db)
    let source = try DocumentSource(db, scope: scope)
    guard let code = school else { return try .clusters(source, year: year) }
    guard let school = try SchoolFacts.find(code, db, .ru) else {
      throw ReportError.notFound(.school)
    }
    return switch kind {
    case .reference: try .reference(source, school, year: year)
    case .publicReport: try .publicReport(source, school, year: year)
    case .selfStudy: try .selfStudy(source, school, year: year)
    case .clusters: try .clusters(source, year: year)
    }
  }
}

extension DocumentSource {
  /// The year asked for, or the newest of `own`, or of all.
  func year(_ asked: Int?, among all: [Int], own: [Int]) throws -> Int {
    guard let year = asked ?? own.first ?? all.first, all.contains(year) else {
      throw ReportError.invalidValue(parameter: "year")
    }
    return year
  }
}

extension Document {
  /// A part of a file's name: ASCII letters, digits and hyphens.
  static func filePart(_ text: String) -> String {
    text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }
}
