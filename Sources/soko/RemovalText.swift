import Pipeline
import Postgres

/// What was removed, for people and for programs.
struct RemovalText {
  let removal: Removal
  let isDryRun: Bool

  func print(_ format: OutputFormat) throws {
    var rows = removal.records.sorted { $0.key < $1.key }.map {
      ["records", $0.key, "\($0.value)"]
    }
    rows.append(["bundles", "", "\(removal.bundles)"])
    rows.append(["bytes", "", "\(removal.bytes)"])
    rows.append(["years retired", "", "\(removal.retiredYears)"])
    rows.append(["years to compute", "", "\(removal.touchedYears)"])
    if let number = removal.number { rows.append(["entry of the log", "", "\(number)"]) }
    Console.data(
      try Listing(header: ["what", "table", "count"], rows: rows).text(format, showsHeader: false))
    if isDryRun { Console.message("a dry run: nothing is removed") }
  }
}
