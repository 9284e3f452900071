import ArgumentParser
import Foundation
import Server

struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Tokens by which programs read the service.",
    discussion: """
      A program shows its token in the header Authorization: Bearer. Tokens are made
      with the owner's login (DATABASE_URL).
      """,
    subcommands: [Listing.self, Adding.self, Revoking.self], defaultSubcommand: Listing.self)

  struct Listing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print all tokens by their numbers, ended ones too.",
      discussion: """
        EXAMPLES
          soko token list
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "text, json or csv.") var format = OutputFormat.text

    func run() async throws {
      let tokens = try await Site.withOwner(home) { db in try AccessToken.all(db) }
      let listing = soko.Listing(
        header: ["token", "role", "place", "note", "made", "expires", "revoked"],
        rows: tokens.map { token in
          [
            "\(token.number)", token.mandate.role.rawValue, token.mandate.place, token.note,
            AccessText.moment(token.madeAt), AccessText.moment(token.expiresAt),
            token.revokedAt.map(AccessText.moment) ?? "",
          ]
        })
      Console.data(try listing.text(format))
    }
  }

  struct Adding: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Make a token and print it, once.",
      discussion: """
        EXAMPLES
          soko token add --role regional-analyst --expires 90 --note "BI reports"
          soko token add --role school --school s012 --expires 30 --note "Own site"
        """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var options: MandateOptions
    @Option(help: "Days it is good for.") var expires: Int
    @Option(help: "Which program it is for; it names no person.") var note: String

    func run() async throws {
      let (mandate, days, note) = (try options.mandate, expires, note)
      let token = try await Site.withOwner(home) { db in
        try AccessToken.add(mandate, days: days, note: note, db)
      }
      Console.data(token.text)
      Console.message("token \(token.number): \(mandate.role.rawValue) \(mandate.place)")
    }
  }

  struct Revoking: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke", abstract: "End a token.",
      discussion: """
        EXAMPLES
          soko token revoke 3
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The token's number.") var number: Int

    func run() async throws {
      let number = number
      try await Site.withOwner(home) { db in try AccessToken.revoke(number, db) }
      Console.message("token \(number): revoked")
    }
  }
}
