import ArgumentParser
import Foundation
import Pipeline
import Reports
import Schools

struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "What the department has decided of the severity of problems.",
    discussion: """
      A warning may be made to reject bundles, and some rejecting rules may be let
      through as warnings: docs/reference/problems.md says which. What guards
      privacy, form or keys cannot be changed. Decisions are kept, each with its
      reason; the last on a code and table counts, for bundles loaded after it.
      """,
    subcommands: [Listing.self, Setting.self], defaultSubcommand: Listing.self)

  struct Listing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print all decisions, and which are in force.",
      discussion: """
        EXAMPLES
          soko policy list
          soko policy list --format csv
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "text, json or csv.") var format = OutputFormat.text

    func run() async throws { try await ReportQuery(.policy).print(as: format, home) }
  }

  struct Setting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Decide the severity of a problem, in one table or in all.",
      discussion: """
        EXAMPLES
          soko policy set intake.marks_in_first_grade rejected \\
            --reason "Marks in grade 1 are against the charter" \\
            --by "Head of department"
          soko policy set intake.date_outside_year warning --table sanpin_check \\
            --reason "Old inspection reports are sent again" \\
            --by "Head of department"
          soko policy set intake.marks_in_first_grade default \\
            --reason "Taken back" --by "Head of department"
        """)

    enum Severity: String, ExpressibleByArgument, CaseIterable {
      case rejected, warning, `default`

      var value: Problem.Severity? { Problem.Severity(rawValue: rawValue) }
    }

    @OptionGroup var home: HomeOptions
    @Argument(help: "A problem code.") var code: String
    @Argument(help: "rejected, warning, or default: the program's own again.")
    var severity: Severity
    @Option(help: "A record table (default: all).") var table = ProblemPolicy.Decision.anyTable
    @Option(help: "Why, for those who read the receipt.") var reason: String
    @Option(name: .customLong("by"), help: "Who decided.") var author: String
    @Option(name: .customLong("on"), help: "The day of the decision, 2025-09-01 (default: today).")
    var day: String?

    func validate() throws {
      if let day, day.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) == nil {
        throw ValidationError("--on is a day, such as 2025-09-01")
      }
    }

    func run() async throws {
      let (code, severity, table) = (code, severity.value, table)
      let (reason, author, day) = (reason, author, day)
      do {
        try await Site.transaction(home) { db in
          try ProblemPolicy.decide(
            severity, code: code, table: table, reason: reason, by: author, on: day, db)
        }
      } catch let refusal as ProblemPolicy.Refusal {
        throw ValidationError("\(refusal)")
      }
      Console.message(
        "\(code) in \(table): \(self.severity.rawValue), for bundles loaded from now on")
    }
  }
}
