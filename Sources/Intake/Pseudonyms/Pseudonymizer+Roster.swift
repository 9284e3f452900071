internal import Foundation
import Schools

extension Pseudonymizer {
  /// Seals a OneRoster archive; nil when `input` is none.
  func seal(
    _ input: String, to output: String, origin: Origin, key: SchoolKey
  ) throws -> Outcome? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder),
      !isFolder.boolValue, try RosterSeal.isNeeded(input)
    else { return nil }
    let said = BundleOrigin(
      fileName: PersonalText.masked(fileName: (input as NSString).lastPathComponent),
      schoolCode: origin.schoolCode, academicYear: origin.academicYear, asOf: origin.asOf)
    let draft = output + ".sealed"
    defer { try? FileManager.default.removeItem(atPath: draft) }
    var outcome = Outcome()
    outcome.problems = try RosterSeal(key: key).write(input, origin: said, to: draft)
    var told = ProblemList()
    let reader = try BundleReader.open(draft, origin: said, problems: &told)
    // What a delta refers to lies in archives that came before it.
    if let reader, !reader.isDelta {
      let summary = try BundleReader.check(draft, origin: said)
      outcome.problems = summary.problems
      outcome.tables = summary.tables.map { .init(name: $0.name, rows: $0.rows, dropped: []) }
    }
    guard reader != nil, !outcome.problems.isRejected else { return outcome }
    _ = try? FileManager.default.removeItem(atPath: output)
    try FileManager.default.moveItem(atPath: draft, toPath: output)
    outcome.isWritten = true
    return outcome
  }
}
