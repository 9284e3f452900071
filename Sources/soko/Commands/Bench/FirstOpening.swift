import Foundation
import Pipeline
import Postgres
import Server

/// How long the first reader after a publication waits for each page: nothing is kept yet.
///
/// Every page is opened once, one after the other, by an analyst of a municipality and by one of the region, who sees all schools;
/// the two keep nothing for each other. The yardstick is one reading of all comparisons by the same server.
struct FirstOpening {
  let night: RegionNight
  /// Of one municipality, by their codes.
  let schools: [String]
  let municipality: String

  func run() async throws {
    print(String(format: "all comparisons read once: %.2f s", try await yardstick()))
    let indicator = try await night.session {
      try $0.value(
        """
        select indicator from report_v1.indicator_value
        group by indicator order by count(distinct school) desc, indicator limit 1
        """, as: String.self)
    }
    let readers: [(String, Mandate)] = [
      ("of a municipality", try Mandate(.municipalAnalyst, municipality: municipality)),
      ("of the region", try Mandate(.regionalAnalyst)),
    ]
    for (name, mandate) in readers {
      let token = try await night.session {
        try AccessToken.add(mandate, days: 1, note: "bench", $0).text
      }
      try await ServedProcess.with(night.environment) { address in
        try await Traffic.with(address, token: token) { traffic in
          for path in paths(indicator) {
            let waits = try await traffic.oneByOne([path])
            print(
              String(
                format: "first opening by an analyst %@: %7.0f ms, %5d KiB: %@", name,
                waits.milliseconds[0], waits.bytes / 1024, path))
          }
        }
      }
    }
  }

  private func paths(_ indicator: String) -> [String] {
    let most = min(8, schools.count)
    let compared = [2, most].filter { $0 > 1 && $0 <= most }.map {
      "/compare?school=\(schools.prefix($0).joined(separator: ","))"
    }
    return [
      "/", "/schools", "/schools/\(schools[0])", "/indicators", "/indicators/\(indicator)",
      "/ranking", "/clusters", "/models", "/plan",
    ] + compared
  }

  /// Seconds in which the server reads the whole table.
  private func yardstick() async throws -> Double {
    let started = ContinuousClock.now
    _ = try await night.session {
      try $0.value("select count(reasons) from result.comparison", as: Int.self)
    }
    return (ContinuousClock.now - started).inSeconds
  }

  private func print(_ text: String) { Console.data("serve: \(text)") }
}
