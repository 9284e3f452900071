import ArgumentParser
import Foundation
import Server

struct LinkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Links by which a school without an account sends one bundle.",
    discussion: """
      Whoever knows the link sends one bundle of the school by it, and reads what
      became of the bundle until the link expires. A bundle that is rejected may be
      sent again, corrected. Links are made with the owner's login (DATABASE_URL), or
      on the page /admin.
      """,
    subcommands: [Listing.self, Adding.self, Revoking.self], defaultSubcommand: Listing.self)

  struct Listing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print all links by their numbers, ended ones too.",
      discussion: """
        EXAMPLES
          soko link list
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "text, json or csv.") var format = OutputFormat.text

    func run() async throws {
      let links = try await Site.withOwner(home) { db in try UploadLink.all(db) }
      let listing = soko.Listing(
        header: ["link", "school", "note", "made", "expires", "revoked", "bundle"],
        rows: links.map { link in
          [
            "\(link.number)", link.school, link.note, AccessText.moment(link.madeAt),
            AccessText.moment(link.expiresAt), link.revokedAt.map(AccessText.moment) ?? "",
            link.bundle.map(String.init) ?? "",
          ]
        })
      Console.data(try listing.text(format))
    }
  }

  struct Adding: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Make a link and print it, once.",
      discussion: """
        Printed is the part of the address after the service's name; with --site the
        whole of it.

        EXAMPLES
          soko link add --school s012 --hours 72 --note "Bundle of June"
          soko link add --school s012 --hours 24 --note "Correction" \\
            --site https://soko.example.org
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "The school's code.") var school: String
    @Option(help: "Hours it is good for.") var hours: Int
    @Option(help: "What it is for; it names no person.") var note: String
    @Option(help: "The service's address, to print the link whole.") var site: String?

    func run() async throws {
      let (school, hours, note) = (school, hours, note)
      let link = try await Site.withOwner(home) { db in
        try UploadLink.add(school: school, hours: hours, note: note, db)
      }
      let site = (site ?? "").replacing(/\/+$/, with: "")
      Console.data(site + link.path)
      Console.message("link \(link.number): one bundle of \(school), within \(hours) h")
    }
  }

  struct Revoking: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke", abstract: "End a link.",
      discussion: """
        EXAMPLES
          soko link revoke 3
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The link's number.") var number: Int

    func run() async throws {
      let number = number
      try await Site.withOwner(home) { db in try UploadLink.revoke(number, db) }
      Console.message("link \(number): revoked")
    }
  }
}
