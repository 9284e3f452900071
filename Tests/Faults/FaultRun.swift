internal import Foundation
internal import Postgres

/// Carries out a plan on a site, drains it quietly and counts.
package struct FaultRun: Sendable {
  private let plan: FaultPlan
  private let site: FaultSite
  private let crew: Crew
  private let senders: Senders
  private let watch: ClaimWatch
  private let deliveries: String
  private let say: @Sendable (String) -> Void

  /// Writes the bundles of the plan.
  package init(
    _ plan: FaultPlan, on site: FaultSite, say: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws {
    self.plan = plan
    self.site = site
    self.say = say
    deliveries = try await plan.deliver(on: site)
    crew = Crew(site)
    senders = try Senders(site, folder: deliveries)
    watch = ClaimWatch(site)
  }

  package func perform() async throws -> FaultReport {
    let started = ContinuousClock.now
    var report = FaultReport(seed: plan.seed)
    try crew.set(plan.workers.upperBound)
    report = try await withThrowingTaskGroup(of: Void.self) { group in
      var report = report
      group.addTask { try await senders.run() }
      let steps = plan.steps
      for (number, step) in steps.enumerated() {
        try await Task.sleep(for: step.pause)
        try await perform(step.event, &report, &group)
        try crew.fill()
        if number % 50 == 49 { say("\(number + 1) of \(steps.count) faults") }
      }
      senders.stop()
      try await group.waitForAll()
      return report
    }
    report.faultSeconds = (ContinuousClock.now - started) / .seconds(1)
    report.fallen = crew.fallen + (await crew.dismiss())
    say("draining quietly")
    try await drain(&report)
    report.repeats = senders.repeats
    (report.longestClaim, report.claimsMeasured, report.claimsVoid) = watch.result
    report.recount = try Recount.perform(
      folder: deliveries, sent: senders.acknowledged, database: site.database)
    return report
  }

  private func perform(
    _ event: FaultPlan.Event, _ report: inout FaultReport,
    _ group: inout ThrowingTaskGroup<Void, any Error>
  ) async throws {
    switch event {
    case .killWorker(let pick, let isAimed):
      let busy = await watch.atWork()
      guard let victim = crew.take(pick, of: isAimed ? busy : []) else { return }
      kill(victim, busy, &report, &group)
    case .killSender(let pick):
      // Between two batches there is none: then a worker is met.
      let busy = await watch.atWork()
      guard let victim = senders.take(pick) ?? crew.take(pick, of: []) else { return }
      kill(victim, busy, &report, &group)
    case .terminate(let pick):
      try await site.terminate(pick: pick)
      report.terminations += 1
    case .crash(let pick):
      try await site.crash(pick: pick)
      report.crashes += 1
    case .stop:
      report.longestStop = max(report.longestStop, try await site.restart())
      report.stops += 1
    case .crew(let count): try crew.set(count)
    }
  }

  private func kill(
    _ victim: SokoProcess, _ busy: Set<String>, _ report: inout FaultReport,
    _ group: inout ThrowingTaskGroup<Void, any Error>
  ) {
    if busy.contains(victim.name) { report.killsAtWork += 1 }
    let killed = ContinuousClock.now
    victim.send(SIGKILL)
    report.kills += 1
    group.addTask { [watch] in await watch.follow(victim, since: killed) }
  }

  /// Everything queued, by several workers at once; what innocent kills have quarantined is given another chance,
  /// as an operator would.
  private func drain(_ report: inout FaultReport) async throws {
    try await drainOnce()
    report.quarantined = try await site.ask { db in
      try db.value(
        "select count(*) from intake.bundle where state = 'quarantined'", as: Int.self)
    }
    guard report.quarantined > 0 else { return }
    try await site.expect(["requeue", "--all"])
    try await drainOnce()
  }

  private func drainOnce() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<plan.workers.upperBound {
        group.addTask { try await site.expect(["worker", "--drain", "--loaders", "1"]) }
      }
      try await group.waitForAll()
    }
  }
}

extension FaultPlan {
  /// Writes the bundles of the plan into a folder of the site, beside the sample they are made of.
  func deliver(on site: FaultSite) async throws -> String {
    let (sample, deliveries) = (site.folder + "/sample", site.folder + "/deliveries")
    try await site.expect(
      [
        "bundle", "sample", "--out", sample, "--schools", "\(schools)", "--municipalities", "2",
        "--years", "2", "--seed", "\(seed)",
      ])
    try Python.run("deliveries.py", [sample, deliveries, "\(bundles)", "\(seed)"])
    return deliveries
  }
}
