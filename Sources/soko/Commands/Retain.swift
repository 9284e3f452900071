import ArgumentParser
import Foundation
import Pipeline
import Postgres
import Server

struct Retain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove records and bundles that have been kept for their time.",
    discussion: """
      Records of a person go when the last academic year of that person has been
      over for six years; bytes of bundles after a year, once no record and no
      publication rests on them. Values, comparisons and receipts stay. Lines of the
      log of reading (`soko audit`) go after three years. The times are thresholds
      (`soko report thresholds`); the log is intake.removal.

      EXAMPLES
        soko retain --dry-run                   what would go today
        soko retain --dry-run --on 2031-09-01   what will have gone by that day
        soko retain
      """)

  @OptionGroup var home: HomeOptions
  @Flag(help: "Print what would go, and remove nothing.") var dryRun = false
  @Option(name: .customLong("on"), help: "With --dry-run: another day than today, 2031-09-01.")
  var day: String?
  @Option(name: .customLong("by"), help: "Who removes, for the log (default: the login).")
  var author: String?
  @Option(help: "text, json or csv.") var format = OutputFormat.text

  func validate() throws {
    guard let day else { return }
    guard dryRun else { throw ValidationError("--on goes with --dry-run") }
    guard day.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else {
      throw ValidationError("--on is a day, such as 2031-09-01")
    }
  }

  func run() async throws {
    let order = Removal.Order(
      by: author ?? ProcessInfo.processInfo.userName, ground: "срок хранения / retention",
      isDryRun: dryRun)
    let isDryRun = dryRun
    let (removal, readings) = try await Site.with(home) { site in
      try await site.workerPool(size: 1).whileOpen { pool in
        let removal = try await Retention.perform(order, on: day, in: pool)
        let readings = try await pool.transaction { db in
          try Reading.retain(isDryRun: isDryRun, db)
        }
        return (removal, readings)
      }
    }
    if readings > 0 { Console.message("log of reading: \(readings) lines") }
    try RemovalText(removal: removal, isDryRun: dryRun).print(format)
  }
}
