import ArgumentParser
import Foundation
import Postgres
import Reports
import SQLFiles
import Schools

struct DocumentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract: "Write a document of a publication: HTML, PDF, DOCX or XLSX.",
    discussion: """
      Kinds: reference (аналитическая справка), public-report (публичный доклад),
      self-study (отчёт о самообследовании, the table of order 1324), clusters
      (кластерная справка). All are in Russian. A public report holds what everybody
      may see; the others what the operator may, or with --as-school the school itself.
      PDF needs weasyprint, DOCX pandoc (and rsvg-convert for its drawings): `soko
      doctor` says what is missing. XLSX is of self-study only.

      EXAMPLES
        soko document reference --school s001 --year 2025 --output s001.html
        soko document public-report --school s001 --format pdf --output s001.pdf
        soko document self-study --school s001 --year 2024 --format docx \\
          --output s001.docx
        soko document clusters --year 2025 --format pdf --output clusters.pdf
        soko document clusters --as-of 2025-10-05 --output clusters-october.html
      """)

  @OptionGroup var home: HomeOptions
  @Argument(help: "reference, public-report, self-study or clusters.") var kind: DocumentKind
  @Option(help: "A school's code.") var school: String?
  @Option(
    help:
      "The year, e.g. 2025 for 2024/25; of self-study the calendar year. The latest unless told.")
  var year: Int?
  @Option(
    name: .customLong("run"), help: "The publication of this run; without it the one in force.")
  var number: String?
  @Option(help: "The publication in force at the end of this day, e.g. 2025-10-05.")
  var asOf: String?
  @Option(help: "html, pdf, docx or xlsx.") var format = DocumentFormat.html
  @Option(help: "The file to write; stdout unless told.") var output: String?
  @Flag(help: "As the school itself may see it: nothing of its own is hidden.")
  var asSchool = false

  private func request() throws -> (document: DocumentRequest, edition: Edition) {
    do {
      return (
        try DocumentRequest(kind, school: school, year: year), try Edition(run: number, asOf: asOf)
      )
    } catch let error as ReportError {
      throw ValidationError("\(error)")
    }
  }

  func validate() throws {
    _ = try request()
    guard kind.formats.contains(format) else {
      throw ValidationError("\(kind.rawValue) is not written as \(format.rawValue)")
    }
    if asSchool, !kind.isOfSchool {
      throw ValidationError("--as-school goes with a document of one school")
    }
    if format != .html, output == nil {
      throw ValidationError("--format \(format.rawValue) is written to a file: --output FILE")
    }
  }

  func run() async throws {
    let (request, edition) = try request()
    let scope = asSchool ? Scope.school(school ?? "") : .operator
    let press = try DocumentPress(templates: ProgramFiles().templates().path)
    let document = try await Site.with(home) { site in
      try await site.withWebPool(size: 1) { pool in
        try await pool.transaction(readOnly: true) { db in
          try request.document(db, asked: scope, of: edition)
        }
      }
    }
    let bytes = try await press.bytes(of: document, as: format)
    let file = try OutputFile(output)
    try file.write(bytes)
    try file.close()
    if let output { Console.message(output) }
  }
}

extension DocumentKind: ExpressibleByArgument {}
extension DocumentFormat: ExpressibleByArgument {}
