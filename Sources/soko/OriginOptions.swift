import ArgumentParser
import Intake

/// What is said of files that do not describe themselves.
struct OriginOptions: ParsableArguments {
  @Option(help: "School of a bare file: its code in the register.") var school: String?
  @Option(help: "Who sends published figures in a bare file: an ОКТМО code.") var territory: String?
  @Option(help: "Academic year of a bare file, by its end: 2025 is 2024/25.") var year: Int?
  @Option(help: "Day whose state a bare file describes: 2025-06-21.") var asOf: String?
  @Option(help: "What a bare file does to its table: full or amend.") var mode: BundleMode?

  /// The rest of an origin is the file's own name.
  var origin: BundleOrigin {
    BundleOrigin(
      schoolCode: school, territory: territory, academicYear: year, asOf: asOf, mode: mode)
  }
}

extension BundleMode: ExpressibleByArgument {}
