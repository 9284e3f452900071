import ArgumentParser
import Pipeline

struct MatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Have the similar schools of a year found anew.",
    discussion: """
      Similar schools are found once for an academic year and then stand, whatever
      bundles bring. After a correction of many social passports, or to find them
      before most schools have delivered, ask for new ones: the next run makes
      them, under a new version. `soko report similar` prints them.

      EXAMPLES
        soko match --renew 2025
      """)

  @OptionGroup var home: HomeOptions
  @Option(help: "The year, e.g. 2025 for 2024/25.") var renew: Int

  func validate() throws {
    guard (1950...2100).contains(renew) else {
      throw ValidationError("--renew is the calendar year in which an academic year ends")
    }
  }

  func run() async throws {
    let year = renew
    try await Site.transaction(home) { db in try MatchRenewal.ask(for: year, db) }
    Console.message("the next run finds the similar schools of \(year) anew")
  }
}
