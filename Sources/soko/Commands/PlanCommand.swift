import ArgumentParser
import Foundation
import Intake
import Pipeline
import Postgres
import Reports
import Schools

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "The plan of monitoring: what is due when, and who answers for it.",
    discussion: """
      A row is one deadline of an item: its municipality, a school or none for all,
      the academic year, the object, the indicators or record tables that are to be
      there, how often, in which form, the post that is responsible (no name), from
      which day on a bundle counts, and the deadline. What is done and who is late
      follows from what came: soko report plan, and the page /plan.
      """,
    subcommands: [Listing.self, Loading.self, Reminding.self], defaultSubcommand: Listing.self)

  struct Listing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print the plan in force; as CSV it can be loaded again.",
      discussion: """
        EXAMPLES
          soko plan list
          soko plan list --format csv > plan.csv
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "text, json or csv.") var format = OutputFormat.text

    func run() async throws {
      let items = try await Site.transaction(home) { db in try MonitoringPlan.all(db) }
      let listing = soko.Listing(header: MonitoringPlan.header, rows: items.map(\.cells))
      Console.data(try listing.text(format))
    }
  }

  struct Loading: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load", abstract: "Put a plan in force.",
      discussion: """
        It takes the place of the plans of the municipalities and years that it names.
        A file with a defect changes nothing.

        EXAMPLES
          soko plan load plan.csv
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The plan, a CSV file with the columns that list prints.") var file: String

    func run() async throws {
      do {
        let plan = try MonitoringPlan.read(path: file)
        try await Site.transaction(home) { db in try plan.load(db) }
        let schools = Set(plan.items.map(\.municipality)).count
        Console.message("plan: \(plan.items.count) deadlines of \(schools) municipalities")
      } catch let refusal as MonitoringPlan.Refusal {
        throw MethodRefusal(refusal.problems, .ru)
      } catch let refusal as TableRefused {
        throw MethodRefusal(refusal.problems, .ru)
      }
    }
  }

  struct Reminding: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remind", abstract: "Print which schools are to be reminded of what today.",
      discussion: """
        A row is a deadline that a school has not answered: one that is over, or one
        that is at most plan_reminder_days away (a threshold) and already takes
        bundles. daysLeft is below zero when the deadline is over; missing is what has
        not come. Prints nothing when nobody is to be reminded, so that cron sends no
        letter then. Exits with 3 when a deadline is over, else with 0.

        EXAMPLES
          soko plan remind
          soko plan remind --format csv > remind.csv
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "text, json or csv.") var format = OutputFormat.text

    private static let header = [
      "due", "daysLeft", "municipality", "school", "code", "object", "missing", "responsible",
    ]

    func run() async throws {
      let reminders = try await Site.with(home) { site in
        try await site.withWebPool(size: 1) { pool in
          try await pool.transaction(readOnly: true) { db in
            try Scope.operator.enter(db)
            return try Reminder.all(db)
          }
        }
      }
      let rows = reminders.map { reminder in
        [
          reminder.due, "\(reminder.daysLeft)", reminder.municipality, reminder.school,
          reminder.code, reminder.object, reminder.missing, reminder.responsible,
        ]
      }
      if !rows.isEmpty || format != .text {
        Console.data(try soko.Listing(header: Self.header, rows: rows).text(format))
      }
      if reminders.contains(where: \.isLate) { throw Outcome.rejected }
    }
  }
}
