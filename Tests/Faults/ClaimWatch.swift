internal import Foundation
internal import Postgres
internal import Synchronization

/// How long after a kill the locks of the killed process are held.
final class ClaimWatch: Sendable {
  private struct Measured {
    var times: [Duration] = []
    var void = 0
  }

  private let site: FaultSite
  private let measured = Mutex(Measured())

  init(_ site: FaultSite) {
    self.site = site
  }

  /// The longest time, how many were measured, and how many were cut off by a stop of the server.
  var result: (longest: Duration, count: Int, void: Int) {
    measured.withLock { ($0.times.max() ?? .zero, $0.times.count, $0.void) }
  }

  /// The names of the processes that have a bundle in hand.
  func atWork() async -> Set<String> {
    struct Holder: Decodable { let applicationName: String }
    let holders = try? await site.ask { db in
      try db.all(
        """
        select distinct split_part(application_name, ' | ', 1) as application_name
        from pg_locks inner join pg_stat_activity using (pid)
        where locktype = 'advisory' and objsubid = 1 and granted
        """, as: Holder.self)
    }
    return Set((holders ?? []).map(\.applicationName))
  }

  /// Waits until no lock of the killed process is left.
  func follow(_ process: SokoProcess, since killed: ContinuousClock.Instant) async {
    let (name, epoch) = (process.name, site.epoch)
    while true {
      let held = try? await site.ask { db in
        try db.value(
          """
          select count(*) from pg_locks inner join pg_stat_activity using (pid)
          where split_part(application_name, ' | ', 1) = \(name) and granted
              and locktype in ('advisory', 'relation', 'transactionid', 'tuple')
          """, as: Int.self)
      }
      let elapsed = ContinuousClock.now - killed
      guard let held, site.epoch == epoch else {
        return measured.withLock { $0.void += 1 }
      }
      if held == 0 || elapsed > .seconds(30) {
        return measured.withLock { $0.times.append(elapsed) }
      }
      try? await Task.sleep(for: .milliseconds(10))
    }
  }
}
