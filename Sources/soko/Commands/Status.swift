import ArgumentParser
import Pipeline
import Postgres

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Where the data are, and how the queue and the last run stand.",
    discussion: """
      EXAMPLES
        soko status
        soko status --home /srv/soko
        soko status --format json
      """)

  @OptionGroup var home: HomeOptions
  @Option(help: "text, json or csv.") var format = OutputFormat.text

  private struct Counted: Decodable {
    let state: String
    let count: Int
  }

  private struct SetAside: Decodable {
    let bundleId: Int
    let fileName: String
  }

  private struct LastRun: Decodable {
    let runId: Int
    let state: String
    let finishedAt: String?
  }

  func run() async throws {
    try await Site.with(home) { site in
      let database = site.cluster.map { "embedded, \($0.folder)" } ?? "\(site.logins.owner)"
      let (bundles, setAside, last, schools) = try await site.workerPool(size: 1).whileOpen {
        pool in
        try await pool.transaction(readOnly: true) { db in
          (
            try db.all(
              "select state, count(*) as count from intake.bundle group by state order by state",
              as: Counted.self),
            try db.all(
              """
              select bundle_id, file_name from intake.bundle where state = 'quarantined'
              order by bundle_id limit 20
              """, as: SetAside.self),
            try db.first(
              """
              select run_id, state, finished_at::text as finished_at from result.run
              order by run_id desc limit 1
              """, as: LastRun.self),
            try db.value("select count(*) from core.school", as: Int.self)
          )
        }
      }
      let states = bundles.map { "\($0.state) \($0.count)" }.joined(separator: ", ")
      let run = last.map { [String($0.runId), $0.state, $0.finishedAt].compactMap(\.self) }
      let quarantined = setAside.map { ["quarantined", "№ \($0.bundleId) \($0.fileName)"] }
      let rows =
        [
          ["database", database], ["schools", String(schools)],
          ["bundles", states.isEmpty ? "none" : states],
        ] + quarantined + [["last run", run?.joined(separator: " ") ?? "none"]]
      Console.data(
        try Listing(header: ["name", "value"], rows: rows).text(format, showsHeader: false))
    }
  }
}
