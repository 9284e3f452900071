import ArgumentParser
import Foundation
import Intake
import Reports
import Sample
import Schools

struct BundleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Check bundles, make them of a school's own files, give them back; write samples.",
    subcommands: [
      Sampling.self, Checking.self, NewKey.self, Pseudonymize.self, Templating.self,
      Annotating.self, Reverting.self,
    ])

  struct Sampling: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sample",
      abstract:
        "Write a synthetic region: a register, a bundle per school and year, and each year's published figures.",
      discussion: """
        Every figure is invented; the same seed writes the same bytes.

        EXAMPLES
          soko bundle sample --out sample
          soko bundle sample --out big --schools 1000 --municipalities 20 --seed 7
        """)

    @Option(help: "The folder to write to.") var out: String
    @Option(help: "How many schools.") var schools = 40
    @Option(help: "How many municipalities.") var municipalities = 4
    @Option(help: "How many years, the last ending in 2025.") var years = 3
    @Option(help: "The seed.") var seed: UInt64 = 1

    func validate() throws {
      guard schools >= 1, municipalities >= 1, municipalities <= schools, (1...10).contains(years)
      else {
        throw ValidationError(
          "--schools and --municipalities from 1, no more municipalities than schools, --years 1 to 10"
        )
      }
    }

    func run() async throws {
      let started = ContinuousClock.now
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
      try SampleRegion(
        schools: schools, municipalities: municipalities, years: years, seed: seed
      ).write(to: out)
      let count = try FileManager.default.contentsOfDirectory(atPath: out)
        .filter { $0.hasSuffix(".zip") }.count
      let seconds = (ContinuousClock.now - started) / .seconds(1)
      Console.message(
        "\(count) bundles of \(schools) synthetic schools in \(out), \(String(format: "%.1f", seconds)) s"
      )
    }
  }

  struct Checking: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check bundles without a database; exit 3 when one would be rejected.",
      discussion: """
        Checks the archive, the descriptor, and every cell. What only the database
        knows (the register, references to records loaded before) is checked by
        `soko load`. A bare workbook, table or text needs --school, --year, --as-of
        and --mode, unless its sheet `soko` says them. A OneRoster delta is read
        over the archives that --after names.

        EXAMPLES
          soko bundle check s001-2025.zip
          soko bundle check sample/*.zip --format csv
          soko bundle check period_mark.xlsx --school s001 --year 2025 \\
            --as-of 2025-06-21 --mode full
          soko bundle check changes.zip --after oneroster.zip --school s001 \\
            --as-of 2025-02-05
        """)

    @Option(help: "text, json or csv.") var format = OutputFormat.text
    @Option(help: "Language of messages: ru or en.") var language = "ru"
    @OptionGroup var origin: OriginOptions
    @Option(help: "A OneRoster archive before a delta; repeat for several, the first first.")
    var after: [String] = []
    @Option(help: "A CSV file of table,heading,column: what the school calls columns.")
    var headings: String?
    @Argument(help: "Bundles (.zip), workbooks (.xlsx) or HTML tables (.xls).")
    var paths: [String]

    private struct Line: Encodable {
      let bundle: String
      let code: String
      let severity: String
      let file: String?
      let sheet: String?
      let row: Int?
      let column: String?
      let cell: String?
      let message: String
      let hint: String
      let rule: String
    }

    private struct Table: Encodable {
      let bundle: String
      let table: String
      let rows: Int
      let form: TableForm?
    }

    private struct Printed: Encodable {
      var rows: [Line] = []
      var tables: [Table] = []
    }

    func validate() throws {
      guard Language(rawValue: language) != nil else {
        throw ValidationError("--language is ru or en")
      }
    }

    func run() async throws {
      let language = Language(rawValue: language) ?? .ru
      var printed = Printed()
      let remembered = try headings.map { try RememberedHeadings(file: $0) }
      var isRejected = false
      for path in paths {
        let summary = try BundleReader.check(
          path, origin: origin.origin, after: after, headings: remembered ?? RememberedHeadings())
        let name = PersonalText.masked(fileName: (path as NSString).lastPathComponent)
        if summary.problems.isRejected { isRejected = true }
        if format == .text {
          Console.data("\(name): \(Self.sentence(summary, language))")
          let forms = summary.tables.map { ($0.name, $0.form) }
          for line in ReceiptText.forms(forms, ReceiptWords(language)) { Console.data(line) }
          for (code, total) in summary.problems.totals.sorted(by: { $0.key < $1.key }) {
            Console.data("  \(total) × \(code)")
          }
          for problem in summary.problems.problems {
            Console.data("    " + ProblemText.line(problem, language))
          }
        }
        printed.tables += summary.tables.map {
          Table(bundle: name, table: $0.name, rows: $0.rows, form: $0.form)
        }
        printed.rows += summary.problems.problems.map { problem in
          Line(
            bundle: name, code: problem.code, severity: problem.severity.rawValue,
            file: problem.location.file, sheet: problem.location.sheet,
            row: problem.location.row, column: problem.location.column,
            cell: problem.location.cell, message: problem.message(language),
            hint: problem.hint(language), rule: problem.rule)
        }
      }
      try print(printed)
      if isRejected { throw Outcome.rejected }
    }

    private static func sentence(_ summary: BundleSummary, _ language: Language) -> String {
      let rows = summary.tables.reduce(0) { $0 + $1.rows }
      let isRejected = summary.problems.isRejected
      return switch language {
      case .ru:
        "\(isRejected ? "был бы отклонён" : "годен"); таблиц \(summary.tables.count), строк \(rows)"
      case .en:
        "\(isRejected ? "would be rejected" : "sound"); tables \(summary.tables.count), rows \(rows)"
      }
    }

    private func print(_ printed: Printed) throws {
      switch format {
      case .text: break
      case .json:
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        Console.data(String(decoding: try encoder.encode(printed), as: UTF8.self))
      case .csv:
        Console.data(
          CommaSeparated.text(
            header: [
              "bundle", "code", "severity", "file", "row", "column", "message", "hint", "rule",
              "sheet", "cell",
            ],
            rows: printed.rows.map { line in
              [
                line.bundle, line.code, line.severity, line.file ?? "",
                line.row.map(String.init) ?? "", line.column ?? "", line.message, line.hint,
                line.rule, line.sheet ?? "", line.cell ?? "",
              ]
            }))
      }
    }
  }
}
