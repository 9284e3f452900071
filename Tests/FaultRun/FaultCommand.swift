import Faults
import Foundation

/// `make fault`: seeded faults on a real installation, counted. Exit 1 when anything was lost, twice, half or late.
@main
struct FaultCommand {
  private static let usage =
    "soko-fault [KILLS=1000] [STOPS=100] [WORKERS=2-8] [SEED=1] [BUNDLES=8000]"

  static func main() async {
    guard let plan = plan(Array(CommandLine.arguments.dropFirst())) else {
      message("usage: \(usage)")
      exit(2)
    }
    do {
      let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("soko").path
      exit(try await run(plan, program) ? 0 : 1)
    } catch {
      message("soko-fault: \(error)")
      exit(1)
    }
  }

  private static func run(_ plan: FaultPlan, _ program: String) async throws -> Bool {
    let site = try await FaultSite(program: program)
    do {
      let report = try await FaultRun(plan, on: site, say: message).perform()
      print(report.text)
      await site.close()
      let disk = try await FullDisk(program: program).perform()
      print(disk.text)
      return report.isSound && disk.isSound
    } catch {
      await site.close()
      throw error
    }
  }

  /// Settings in the form `NAME=value`, as make passes them.
  private static func plan(_ words: [String]) -> FaultPlan? {
    var settings: [String: String] = [:]
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      settings[parts[0]] = parts[1]
    }
    func number(_ name: String, _ standard: Int) -> Int? {
      settings.removeValue(forKey: name).map { Int($0) } ?? standard
    }
    let crew = (settings.removeValue(forKey: "WORKERS") ?? "2-8").split(separator: "-")
      .compactMap { Int($0) }
    guard let kills = number("KILLS", 1000), let stops = number("STOPS", 100),
      let seed = number("SEED", 1), let bundles = number("BUNDLES", max(200, 8 * kills)),
      let low = crew.first, let high = crew.last, (1...high).contains(low), high <= 16,
      kills >= 0, stops >= 0, seed >= 0, bundles > 0, settings.isEmpty
    else { return nil }
    return FaultPlan(
      kills: kills, stops: stops, workers: low...high, seed: UInt64(seed), bundles: bundles)
  }

  private static func message(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
