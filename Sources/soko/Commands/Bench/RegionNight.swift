import Foundation
import Pipeline
import Postgres
import SQLFiles
import Schools

/// A region's database as a measurement uses it: nights run on it, and what they left.
struct RegionNight {
  let server: BenchServer
  let database: String

  /// Rows in force, or rows of a run.
  struct Counts: Decodable {
    let values: Int
    let totals: Int
    let comparisons: Int
  }

  /// Runs a command of this program on the database; returns the most memory it took.
  func soko(
    _ arguments: [String], watch: () async throws -> Void = {}
  ) async throws -> Double? {
    try await OwnProcess.run(arguments, environment: environment, watch: watch)
  }

  /// What a command of this program needs to find the database.
  var environment: [String: String] {
    ["DATABASE_URL": server.superuser.database(database).connecting(as: "soko_owner").conninfo]
  }

  func store(_ path: String) async throws {
    try await withPool { _ = try await Queue(pool: $0).store(path) }
  }

  /// What the last run did.
  func figures() async throws -> Analysis.Figures {
    let text = try await session {
      try $0.value(
        "select figures::text from result.run where state = 'done' order by run_id desc limit 1",
        as: String.self)
    }
    return try JSONDecoder().decode(Analysis.Figures.self, from: Data(text.utf8))
  }

  func publishedRun() async throws -> Int {
    try await session {
      try $0.value("select run_id from result.publication where is_current", as: Int.self)
    }
  }

  func counts() async throws -> Counts {
    try await session {
      guard
        let found = try $0.first(
          """
          select
              (select count(*) from result.indicator_value where until_run is null) as values,
              (select count(*) from result.group_value where until_run is null) as totals,
              (select count(*) from result.comparison where until_run is null) as comparisons
          """, as: Counts.self)
      else { throw BenchFailure.commandFailed("counting results") }
      return found
    }
  }

  /// Values of a school's year, totals of its groups in it, and the comparisons that the last run wrote.
  func recomputed(ofSchool school: String, year: Int) async throws -> Counts {
    let run = try await figures().run
    return try await session {
      guard
        let found = try $0.first(
          """
          with own as (select school_id from core.school where school_code = \(school))
          select
              (
                  select count(*) from result.indicator_value
                  inner join own using (school_id)
                  where until_run is null and academic_year = \(year)
              ) as values,
              (
                  select count(*) from result.group_value
                  inner join result.group_member using (territory_id)
                  inner join own using (school_id)
                  where until_run is null and academic_year = \(year)
              ) as totals,
              (select count(*) from result.comparison where since_run = \(run)) as comparisons
          """, as: Counts.self)
      else { throw BenchFailure.commandFailed("counting what was recomputed") }
      return found
    }
  }

  /// Values on the school's page that are not those of its records.
  func wrongValues(ofSchool school: String, year: Int) async throws -> Int {
    let catalog = try Catalog(CatalogFile.program(ProgramFiles()))
    return try await session { db in
      try catalog.definitions.reduce(0) { wrong, definition in
        wrong
          + (try db.value(
            """
            select count(*)
            from report_v1.comparison as page
            left join indicator.\(raw: definition.view) as counted
                on
                    counted.school_id = (
                        select school_id from core.school where school_code = \(school)
                    )
                    and counted.academic_year = \(year)
                    and counted.cut = page.cut
            where page.school = \(school) and page.year = \(year)
                and page.indicator = \(definition.indicator.code) and page.source = 'records'
                and page.numerator is not null
                and (page.numerator, page.denominator)
                    is distinct from (counted.numerator, counted.denominator)
            """, as: Int.self))
      }
    }
  }

  func session<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await withPool { try await $0.session(body) }
  }

  private func withPool<Result>(_ body: (Pool) async throws -> Result) async throws -> Result {
    try await Pool(
      server.superuser.database(database), size: 1, name: "bench", logger: server.logger
    ).whileOpen(body)
  }
}

extension Analysis.Figures {
  /// Seconds stage by stage.
  var text: String {
    Stage.allCases.compactMap { stage in
      seconds[stage.rawValue].map { "\(stage.rawValue) \(String(format: "%.1f", $0)) s" }
    }.joined(separator: ", ")
  }
}
