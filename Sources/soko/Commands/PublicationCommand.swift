import ArgumentParser
import Foundation
import Pipeline
import Reports

struct PublicationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publication",
    abstract: "Which results readers see: put in force, or withdrawn.",
    discussion: """
      Every night's run is a publication and keeps its rows: an address with run=N
      shows it as it was. A run of `soko worker --hold` is for the operator until it
      is published. A publication that proved wrong is withdrawn: the one before it
      comes back, and readers are told that it was withdrawn, and why.
      """,
    subcommands: [Listing.self, Publishing.self, Withdrawal.self])

  struct Listing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print all publications.",
      discussion: """
        States: current, past, withdrawn, preview (held, for the operator only).

        EXAMPLES
          soko publication list
          soko publication list --format csv
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "text, json or csv.") var format = OutputFormat.text

    func run() async throws { try await ReportQuery(.publications).print(as: format, home) }
  }

  struct Publishing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish", abstract: "Put a run that was held in force.",
      discussion: """
        Look at it first: http://127.0.0.1:8080/?run=N shows it to the operator.

        EXAMPLES
          soko publication publish 12
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The run's number.") var number: Int

    func run() async throws {
      try await Site.transaction(home) { db in
        try PublicationPointer.publish(number, db)
      }
      Console.message("run \(number) is in force")
    }
  }

  struct Withdrawal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw", abstract: "Take a publication back, and say why.",
      discussion: """
        EXAMPLES
          soko publication withdraw 12 --because "ОГЭ школы № 3 загружен дважды"
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The run's number.") var number: Int
    @Option(help: "Why: everybody who is shown the report reads it.") var because: String

    func run() async throws {
      try await Site.transaction(home) { db in
        try PublicationPointer.withdraw(number, because: because, db)
      }
      Console.message("publication \(number) is withdrawn")
    }
  }
}
