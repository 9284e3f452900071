import ArgumentParser
import Foundation
import Intake
import Sample
import Schools

struct BundleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Check bundles, or write a sample region.",
    subcommands: [Sampling.self, Checking.self])

  struct Sampling: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sample",
      abstract: "Write a synthetic region: a register and a bundle per school and year.",
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
        `soko load`.

        EXAMPLES
          soko bundle check s001-2025.zip
          soko bundle check sample/*.zip --format csv
        """)

    @Option(help: "text, json or csv.") var format = OutputFormat.text
    @Option(help: "Language of messages: ru or en.") var language = "ru"
    @Argument(help: "Bundles (.zip).") var paths: [String]

    private struct Line: Encodable {
      let bundle: String
      let code: String
      let severity: String
      let file: String?
      let row: Int?
      let column: String?
      let message: String
      let hint: String
    }

    private struct Table: Encodable {
      let bundle: String
      let table: String
      let rows: Int
      let form: TableForm?
    }

    private struct Printed: Encodable {
      let rows: [Line]
      let tables: [Table]
    }

    func validate() throws {
      guard Language(rawValue: language) != nil else {
        throw ValidationError("--language is ru or en")
      }
    }

    func run() async throws {
      let language = Language(rawValue: language) ?? .ru
      var lines: [Line] = []
      var tables: [Table] = []
      var isRejected = false
      for path in paths {
        let summary = try BundleReader.check(path)
        let name = (path as NSString).lastPathComponent
        if summary.problems.isRejected { isRejected = true }
        if format == .text {
          Console.data("\(name): \(Self.sentence(summary, language))")
          for line in FormText.lines(summary.tables.map { ($0.name, $0.form) }, language) {
            Console.data(line)
          }
          for (code, total) in summary.problems.totals.sorted(by: { $0.key < $1.key }) {
            Console.data("  \(total) × \(code)")
          }
          for problem in summary.problems.problems {
            Console.data("    " + ProblemText.line(problem, language))
          }
        }
        tables += summary.tables.map {
          Table(bundle: name, table: $0.name, rows: $0.rows, form: $0.form)
        }
        lines += summary.problems.problems.map { problem in
          Line(
            bundle: name, code: problem.code, severity: problem.severity.rawValue,
            file: problem.location.file, row: problem.location.row,
            column: problem.location.column, message: problem.message(language),
            hint: problem.hint(language))
        }
      }
      try print(Printed(rows: lines, tables: tables))
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
            header: ["bundle", "code", "severity", "file", "row", "column", "message", "hint"],
            rows: printed.rows.map { line in
              [
                line.bundle, line.code, line.severity, line.file ?? "",
                line.row.map(String.init) ?? "", line.column ?? "", line.message, line.hint,
              ]
            }))
      }
    }
  }
}
