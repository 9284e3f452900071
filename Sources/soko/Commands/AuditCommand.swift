import ArgumentParser
import Foundation
import Server

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Print who read what.",
    discussion: """
      A line for each answer given, or refused, to an account or a token: the page or
      report, its parameters, the publication and the number of rows. The service can
      add lines and nothing else; soko retain removes those whose time is over.

      EXAMPLES
        soko audit
        soko audit --by s012-zavuch --since 2026-11-01
        soko audit --by "token 3" --limit 10000 --format csv
      """)

  @OptionGroup var home: HomeOptions
  @Option(name: .customLong("by"), help: "A login, or “token N” (default: everybody).")
  var reader: String?
  @Option(help: "From this day on, such as 2026-11-01.") var since: String?
  @Option(help: "Lines at most, the latest.") var limit = 100
  @Option(help: "text, json or csv.") var format = OutputFormat.text

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is 1 or more") }
    guard since?.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil || since == nil else {
      throw ValidationError("--since is a day, such as 2026-11-01")
    }
  }

  func run() async throws {
    let (limit, reader, since) = (limit, reader, since)
    let readings = try await Site.withOwner(home) { db in
      try Reading.latest(limit, by: reader, since: since, db)
    }
    let listing = soko.Listing(
      header: ["read", "by", "status", "route", "parameters", "report", "run", "rows"],
      rows: readings.map { reading in
        [
          AccessText.moment(reading.readAt), reading.reader, "\(reading.status)", reading.route,
          reading.parameters, reading.report ?? "", reading.run.map(String.init) ?? "",
          reading.rows.map(String.init) ?? "",
        ]
      })
    Console.data(try listing.text(format))
  }
}
