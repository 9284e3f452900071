internal import Foundation

/// What was done to an installation, and what came of it.
package struct FaultReport: Sendable {
  package let seed: UInt64
  package var kills = 0
  /// Kills that met a process with a bundle in its hands.
  package var killsAtWork = 0
  package var stops = 0
  package var terminations = 0
  package var crashes = 0
  package var faultSeconds = 0.0
  package var repeats = 0
  /// Bundles that kills had set aside; they were queued again, as an operator would.
  package var quarantined = 0
  package var longestStop = Duration.zero
  package var longestClaim = Duration.zero
  package var claimsMeasured = 0
  package var claimsVoid = 0
  /// Workers that ended otherwise than by our hand.
  package var fallen: [String] = []
  package var recount: Recount?

  /// The longest time after which a killed worker's claim must be free again.
  package static let claimLimit = Duration.seconds(2)

  /// Whether nothing was lost, doubled or left half done, whatever time it took.
  package var isWhole: Bool { (recount?.isEqual ?? false) && fallen.isEmpty }

  package var isSound: Bool { isWhole && longestClaim < Self.claimLimit }

  package var text: String {
    func seconds(_ duration: Duration) -> String {
      String(format: "%.2f s", duration / .seconds(1))
    }
    var lines = [
      "seed \(seed): \(kills) processes killed (\(killsAtWork) with a bundle in hand), \(stops) immediate server stops, \(crashes) server crashes, \(terminations) connections ended, in \(String(format: "%.0f", faultSeconds)) s",
      "batches sent again \(repeats); bundles quarantined by kills and queued again \(quarantined)",
      "claim free again after a kill: at most \(seconds(longestClaim)) of \(claimsMeasured) measured (limit \(seconds(Self.claimLimit))); \(claimsVoid) cut off by a server stop",
      "server back after an immediate stop: at most \(seconds(longestStop))",
      "workers that fell by themselves: \(fallen.count)",
    ]
    lines += fallen.prefix(10).map { "  \($0)" }
    if let recount {
      let states = recount.states.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      lines.append(
        "recount: \(recount.bundles) bundles (\(states.joined(separator: ", "))), \(recount.rows) rows"
      )
      lines += recount.figures.map { "  \($0.0): \($0.1)" }
      lines += recount.details.prefix(20).map { "  ! \($0)" }
    }
    lines.append(isSound ? "nothing lost, nothing twice, no half state" : "NOT SOUND")
    return lines.joined(separator: "\n")
  }
}
