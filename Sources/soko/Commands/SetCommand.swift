import ArgumentParser
import Foundation
import Pipeline
import Reports

struct SetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Sets of schools that are compared with each other.",
    discussion: """
      Each school of a saved set is set beside the others of it, in every year: the
      analogue set:CODE. A set saved again replaces the one before it, and none is
      forgotten; the next night compares by what is in force then. A set of few
      schools is refused: its sums would give one of them away.
      """,
    subcommands: [Listing.self, Saving.self, Removing.self], defaultSubcommand: Listing.self)

  struct Listing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print all sets with their schools, and which are in force.",
      discussion: """
        EXAMPLES
          soko set list
          soko set list --format csv
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "text, json or csv.") var format = OutputFormat.text

    func run() async throws { try await ReportQuery(.sets).print(as: format, home) }
  }

  struct Saving: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "save", abstract: "Save a set, in place of the one of its code.",
      discussion: """
        EXAMPLES
          soko set save north --title "Schools of the northern line" \\
            --schools s001,s004,s007,s012,s019,s023 --by "Analyst"
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The set's code: Latin letters, digits, dots, hyphens, underscores.")
    var code: String
    @Option(help: "What it is called, for those who read the comparison.") var title: String
    @Option(help: "Codes of schools, separated by commas.") var schools: String
    @Option(name: .customLong("by"), help: "Who saves it.") var author: String
    @Option(help: "Why these schools.") var note: String?

    func run() async throws {
      let set = SchoolSet(
        code: code, title: title, note: note, author: author,
        schools: schools.split(separator: ",").map(String.init))
      try await Site.transaction(home) { db in try set.save(db) }
      Console.message(
        "\(set.code): \(set.schools.count) schools, compared with each other from the next night on"
      )
    }
  }

  struct Removing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Compare by a set no longer.",
      discussion: """
        What was published with it stays.

        EXAMPLES
          soko set remove north
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The set's code.") var code: String

    func run() async throws {
      let code = code
      try await Site.transaction(home) { db in try SchoolSet.remove(code, db) }
      Console.message("\(code): no longer compared from the next night on")
    }
  }
}
