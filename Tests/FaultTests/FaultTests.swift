import Faults
import Foundation
import Testing

/// The short form of `make fault`: the same harness on a small season.
@Suite(.serialized) struct FaultTests {
  /// soko's own binary, beside the test bundle.
  static func program() throws -> String {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let program = folder.appendingPathComponent("soko").path
      if FileManager.default.isExecutableFile(atPath: program) { return program }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  @Test func `the same seed plans the same faults, another seed others`() {
    let plan = FaultPlan(kills: 60, stops: 6, seed: 3)
    #expect(plan.steps == FaultPlan(kills: 60, stops: 6, seed: 3).steps)
    #expect(plan.steps != FaultPlan(kills: 60, stops: 6, seed: 4).steps)
    #expect(plan.steps.count { $0.event == .stop } == 6)
  }

  @Test(.timeLimit(.minutes(5)))
  func `killed, cut off and stopped, an installation loses nothing and repeats nothing`()
    async throws
  {
    let site = try await FaultSite(program: Self.program())
    let plan = FaultPlan(
      kills: 30, stops: 4, workers: 2...4, seed: 11, bundles: 70, schools: 3,
      longestPause: .milliseconds(500))
    do {
      let report = try await FaultRun(plan, on: site).perform()
      // How soon a claim is free is measured by `make fault`, on a machine that does nothing else.
      #expect(report.isWhole, "\(report.text)")
      #expect(report.kills == 30 && report.stops == 4, "\(report.text)")
    } catch {
      await site.close()
      throw error
    }
    await site.close()
  }

  @Test(.timeLimit(.minutes(5)))
  func `a full disk stops the load with a clear word, and the end is the same`() async throws {
    let report = try await FullDisk(program: Self.program()).perform()
    #expect(report.isSound, "\(report.text)")
    if let skipped = report.skipped { print("skipped: \(skipped)") }
  }
}
