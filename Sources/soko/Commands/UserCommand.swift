import ArgumentParser
import Foundation
import Server

extension Role: ExpressibleByArgument {}

/// What somebody is let in for.
struct MandateOptions: ParsableArguments {
  @Option(help: "What may be seen.") var role: Role
  @Option(help: "Of the role of a school: the school's code.") var school: String?
  @Option(help: "Of the roles of a municipality: its ОКТМО code.") var municipality: String?

  var mandate: Mandate {
    get throws { try Mandate(role, school: school, municipality: municipality) }
  }
}

/// Whose numbers workplaces are known by.
struct IssuerOptions: ParsableArguments {
  @Option(help: "The issuer, as it stands in its tokens (default: SOKO_OIDC_ISSUER).")
  var oidcIssuer: String?

  func subject(_ number: String) throws -> OpenIDSubject {
    let issuer = oidcIssuer ?? ProcessInfo.processInfo.environment["SOKO_OIDC_ISSUER"] ?? ""
    guard !issuer.isEmpty, !number.isEmpty else {
      throw ValidationError("a subject takes an issuer: --oidc-issuer, or SOKO_OIDC_ISSUER")
    }
    return OpenIDSubject(number, issuer: issuer)
  }
}

struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user",
    abstract: "Accounts of workplaces: who comes in, and with which role.",
    discussion: """
      A login names a workplace (s012-zavuch), never a person. From the first account
      on the service shows nobody more than the role lets see, on this machine too.
      Accounts are made with the owner's login (DATABASE_URL).
      """,
    subcommands: [Listing.self, Adding.self, Password.self, Subject.self, Closing.self],
    defaultSubcommand: Listing.self)

  struct Listing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print all accounts, closed ones too.",
      discussion: """
        EXAMPLES
          soko user list
          soko user list --format csv
        """)

    @OptionGroup var home: HomeOptions
    @Option(help: "text, json or csv.") var format = OutputFormat.text

    func run() async throws {
      let accounts = try await Site.withOwner(home) { db in try Account.all(db) }
      let listing = soko.Listing(
        header: ["login", "role", "place", "made", "closed"],
        rows: accounts.map { account in
          [
            account.login, account.mandate.role.rawValue, account.mandate.place,
            AccessText.moment(account.madeAt), account.closedAt.map(AccessText.moment) ?? "",
          ]
        })
      Console.data(try listing.text(format))
    }
  }

  struct Adding: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Make an account.",
      discussion: """
        The password is read from stdin, so that it stands in no list of commands; with
        --generate the program makes one and prints it once. With --oidc-subject there is
        none: the account comes in by the municipality's service of identity.

        EXAMPLES
          soko user add uo-operator --role operator --generate
          soko user add s012-zavuch --role school --school s012 < password.txt
          soko user add north-analyst --role municipal-analyst \\
            --municipality 90101001 --generate
          soko user add s012-director --role school --school s012 --oidc-subject 4711
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The workplace: words of Latin letters and digits, joined by hyphens.")
    var login: String
    @OptionGroup var options: MandateOptions
    @Flag(help: "Make a password and print it, instead of reading one.") var generate = false
    @OptionGroup var identity: IssuerOptions
    @Option(help: "The number (sub) under which the service of identity knows the workplace.")
    var oidcSubject: String?

    func validate() throws {
      if generate, oidcSubject != nil {
        throw ValidationError("--generate and --oidc-subject do not go together")
      }
    }

    func run() async throws {
      let (login, mandate) = (login, try options.mandate)
      if let subject = try oidcSubject.map(identity.subject) {
        try await Site.withOwner(home) { db in
          try Account.add(login, mandate, openID: subject, db)
        }
        return Console.message("\(login): \(mandate.role.rawValue) \(mandate.place)")
      }
      let password = try AccessText.password(isGenerated: generate)
      try await Site.withOwner(home) { db in
        try Account.add(login, mandate, password: password, db)
      }
      if generate { Console.data(password) }
      Console.message("\(login): \(mandate.role.rawValue) \(mandate.place)")
    }
  }

  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "password", abstract: "Give an account another password.",
      discussion: """
        Its sessions end.

        EXAMPLES
          soko user password s012-zavuch --generate
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The login.") var login: String
    @Flag(help: "Make a password and print it, instead of reading one.") var generate = false

    func run() async throws {
      let login = login
      let password = try AccessText.password(isGenerated: generate)
      try await Site.withOwner(home) { db in
        try Account.setPassword(of: login, password, db)
      }
      if generate { Console.data(password) }
      Console.message("\(login): another password; its sessions are over")
    }
  }

  struct Subject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "subject",
      abstract: "Say under which number the service of identity knows an account.",
      discussion: """
        Kept is a digest of the issuer and the number. The account's sessions end.

        EXAMPLES
          soko user subject s012-zavuch 4711
          soko user subject s012-zavuch --remove
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The login.") var login: String
    @Argument(help: "The number (sub) of the workplace.") var subject: String?
    @OptionGroup var identity: IssuerOptions
    @Flag(help: "The account comes in by a password only.") var remove = false

    func validate() throws {
      guard (subject == nil) == remove else {
        throw ValidationError("give the subject, or --remove")
      }
    }

    func run() async throws {
      let (login, subject) = (login, try subject.map(identity.subject))
      try await Site.withOwner(home) { db in try Account.setOpenID(of: login, subject, db) }
      Console.message("\(login): set; its sessions are over")
    }
  }

  struct Closing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "close", abstract: "Close an account for good.",
      discussion: """
        Its sessions end. The account stays, since the log of reading names it.

        EXAMPLES
          soko user close s012-zavuch
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The login.") var login: String

    func run() async throws {
      let login = login
      try await Site.withOwner(home) { db in try Account.close(login, db) }
      Console.message("\(login): closed; its sessions are over")
    }
  }
}
