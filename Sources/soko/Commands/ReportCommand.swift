import ArgumentParser
import Foundation
import Pipeline
import Postgres
import Reports
import Schools

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Print the rows of a report of the current publication.",
    discussion: """
      Reports: comparison, differences, changes, verdict-changes, analogues, similar,
      context, sets, pooled, linked, calendar, funnel, families, ranking,
      ranking-inputs, sensitivity, pairs, clusters, profiles, cluster-context,
      cluster-names, value-added, models, trends, drivers, indicators, schools,
      bundles, receipts, problems, policy, aggregates, provenance, crosswalk,
      reconciliation, thresholds, publications, plan.
      Shares are 0…1; a year is named by the calendar year in which it ends.

      EXAMPLES
        soko report comparison --school s001 --year 2025
        soko report comparison --analogue municipal_same_kind --year 2025
        soko report analogues --school s001 --year 2025
        soko report changes --school s001
        soko report differences --school s001 --other s002 --year 2025
        soko report ranking --scope municipality --format csv
        soko report clusters --format json
        soko report pairs --school s001 --year 2025
        soko report reconciliation --scope region --year 2025
        soko report problems --bundle 12 --complete --format csv
        soko report provenance --school s001 --indicator int.marks.quality45_share
        soko report ranking --year 2025 --as-of 2025-10-05
        soko report comparison --school s001 --format xlsx --out s001.xlsx
        soko report publication --out publication.zip

      publication is a zip: rankings and clusters with their inputs, parameters and
      seed. `soko verify publication.zip` computes them again without a database.
      """)

  @OptionGroup var home: HomeOptions
  @Argument(help: "A report, such as comparison.") var name: String
  @Option(help: "A school's code.") var school: String?
  @Option(help: "The year, e.g. 2025 for 2024/25.") var year: String?
  @Option(help: "An indicator's code.") var indicator: String?
  @Option(help: "A cut of an indicator, such as all.") var cut: String?
  @Option(help: "An analogue, such as similar or set:CODE (comparison, analogues).")
  var analogue: String?
  @Option(help: "A municipality's OKTMO code.") var municipality: String?
  @Option(
    help: "region or municipality (aggregates, reconciliation); of ranking cluster or similar too.")
  var scope: String?
  @Option(help: "A bundle's number (bundles, receipts, problems).") var bundle: String?
  @Option(help: "A state of bundles, such as rejected; of plan, such as late.") var state: String?
  @Option(help: "Another school's code (pairs, differences).") var other: String?
  @Option(help: "Who read: a login, “token 3” or “link 3” (readings).") var by: String?
  @Option(
    name: .customLong("run"), help: "The publication of this run; without it the one in force.")
  var number: String?
  @Option(help: "The publication in force at the end of this day, e.g. 2025-10-05.")
  var asOf: String?
  @Flag(help: "All problems of a bundle: it is read once more. With --bundle and --format csv.")
  var complete = false
  @Option(help: "text, json, csv, csv-excel (for a Russian Excel) or xlsx.") var format =
    ReportFormat.text
  @Option(
    name: [.customLong("out"), .customLong("output")],
    help: "The file to write; stdout unless told. xlsx and publication need one.")
  var out: String?
  @Option(help: "ru or en.") var language = "ru"

  private func query() throws -> ReportQuery {
    guard let report = Report.named(name) else {
      throw ValidationError(
        "no report “\(name)”; there are \(Report.all.map(\.name).joined(separator: ", "))")
    }
    guard let language = Language(rawValue: language) else {
      throw ValidationError("--language is ru or en")
    }
    let given = [
      "school": school, "year": year, "indicator": indicator, "cut": cut,
      "analogue": analogue, "municipality": municipality, "scope": scope, "bundle": bundle,
      "state": state, "other": other, "by": by,
    ].compactMapValues(\.self)
    do {
      return try ReportQuery(report, where: given, language: language)
    } catch let error as ReportError {
      throw ValidationError("\(error)")
    }
  }

  /// Which publication the rows are of.
  private func edition(_ report: Report) throws -> Edition {
    guard report.hasEditions || number == nil && asOf == nil else {
      throw ValidationError("\(report.name) tells of the present: neither --run nor --as-of")
    }
    do {
      return try Edition(run: number, asOf: asOf)
    } catch let error as ReportError {
      throw ValidationError("\(error)")
    }
  }

  private static let publication = "publication"

  private var isNarrowed: Bool {
    [school, year, indicator, cut, municipality, scope, bundle, state, other, by, number, asOf]
      .contains { $0 != nil }
  }

  func validate() throws {
    if name == Self.publication {
      guard out != nil, !complete, !isNarrowed, format == .text else {
        throw ValidationError("a publication is whole: soko report publication --out FILE.zip")
      }
      return
    }
    _ = try edition(try query().report)
    if complete, name != "problems" || bundle == nil || format != .csv || out != nil {
      throw ValidationError("--complete goes with: report problems --bundle N --format csv")
    }
    if format == .xlsx, out == nil {
      throw ValidationError("--format xlsx is written to a file: --out FILE.xlsx")
    }
  }

  func run() async throws {
    if name == Self.publication { return try await writePublication() }
    let query = try query()
    if complete, let number = bundle.flatMap(Int.init) {
      return try await CompleteList.print(of: number, query, home)
    }
    try await query.write(
      as: format, of: try edition(query.report), to: OutputFile(out), home)
  }
}

extension ReportCommand {
  private func writePublication() async throws {
    let output = try OutputFile(out)
    try await Site.with(home) { site in
      try await site.withWebPool(size: 1) { pool in
        try await pool.transaction(readOnly: true) { db in
          try Scope.operator.enter(db)
          try output.write(try PublicationReader.read(db).zip())
        }
      }
    }
    try output.close()
  }
}

extension ReportFormat: ExpressibleByArgument {}
