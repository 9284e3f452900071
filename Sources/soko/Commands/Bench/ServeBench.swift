import Foundation
import Pipeline
import Postgres
import Server

/// What readers wait for, with row-level security on: an analyst of a municipality, by a token, whose readings are logged.
///
/// The service is a process of its own, and what asks it runs on the same machine. Times count from the moment at which a
/// request was due, so that one that waits behind another is not forgotten.
struct ServeBench {
  let night: RegionNight
  let runs: Int

  /// What is asked for, the schools in turn.
  private struct Ground {
    let schools: [String]
    let municipality: String
    let token: String
    let year: Int
  }

  func run() async throws {
    let ground = try await ground()
    try await FirstOpening(
      night: night, schools: ground.schools, municipality: ground.municipality
    ).run()
    try await ServedProcess.with(night.environment) { address in
      try await Traffic.with(address, token: ground.token) { try await measure(ground, $0) }
    }
  }

  private func measure(_ ground: Ground, _ traffic: Traffic) async throws {
    func rows(_ query: String) -> [String] {
      ground.schools.map { "/v1/comparison?school=\($0)&year=\(ground.year)\(query)" }
    }
    let beside = rows("&cut=all&analogue=municipal")
    try await measure("static answer", ["/healthz"], rate: 500, seconds: 5, traffic)
    // For the first time they are read and written under the policies; then kept for the scope.
    try await measureFirst("a school beside its municipality, JSON", beside, traffic)
    try await measure(
      "a school beside its municipality, JSON", beside, rate: 500, seconds: 10, traffic)
    try await measureFirst("a school beside all analogues, JSON", rows("&cut=all"), traffic)
    try await measure(
      "a school beside all analogues, JSON", rows("&cut=all"), rate: 500, seconds: 10, traffic)
    try await measureFirst("all cuts of a school, JSON", rows(""), traffic)
    let pages = ground.schools.map { "/schools/\($0)?year=\(ground.year)" }
    try await measureFirst("a school's page, HTML", pages, traffic)
    try await measure("a school's page, HTML", pages, rate: 50, seconds: 10, traffic)
    try await compareUnchanged(beside[0], traffic)
  }

  private func measureFirst(_ name: String, _ paths: [String], _ traffic: Traffic) async throws {
    print("\(name), for the first time: " + (try await traffic.oneByOne(paths)).text)
  }

  private func measure(
    _ name: String, _ paths: [String], rate: Int, seconds: Int, _ traffic: Traffic
  ) async throws {
    let waits = try await traffic.steady(paths, rate: rate, seconds: seconds)
    print("\(name), \(rate)/s: " + waits.text)
  }

  /// As many answers "not changed" as there may be, beside as many static ones.
  private func compareUnchanged(_ path: String, _ traffic: Traffic) async throws {
    let tag = try await traffic.tag(of: path)
    var ratios: [Double] = []
    for _ in 0..<runs {
      let hello = try await traffic.full("/healthz", tag: nil, seconds: 3)
      let unchanged = try await traffic.full(path, tag: tag, seconds: 3)
      ratios.append(unchanged / hello)
      print(
        String(
          format: "not changed (304) %.0f/s beside static %.0f/s: %.2f", unchanged, hello,
          unchanged / hello))
    }
    print(String(format: "not changed (304) beside static, median: %.2f", BenchText.median(ratios)))
  }

  /// The schools of the largest municipality, and a token of its analyst.
  private func ground() async throws -> Ground {
    struct School: Decodable {
      let school: String
      let municipality: String
      let year: Int
    }
    let schools = try await night.session { db in
      try db.all(
        """
        with latest as (
            select school, municipality, max(year) as year
            from report_v1.indicator_value group by school, municipality
        )
        select school, municipality, year from latest
        where municipality = (
            select municipality from latest group by municipality
            order by count(*) desc, municipality limit 1
        )
        order by school
        """, as: School.self)
    }
    guard let one = schools.first else { throw BenchFailure.commandFailed("finding schools") }
    let token = try await night.session { db in
      try AccessToken.add(
        Mandate(.municipalAnalyst, municipality: one.municipality), days: 1, note: "bench", db
      ).text
    }
    return Ground(
      schools: schools.map(\.school), municipality: one.municipality, token: token, year: one.year)
  }

  private func print(_ text: String) { Console.data("serve: \(text)") }
}
