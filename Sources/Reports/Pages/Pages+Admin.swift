package import Postgres
import Schools

/// Accounts, tokens and links as the page of administration shows them; days and times are ISO 8601.
package struct WaysIn: Sendable {
  package struct Account: Sendable {
    let login: String
    let role: String
    let place: String
    let made: String
    let closed: String?

    package init(login: String, role: String, place: String, made: String, closed: String?) {
      self.login = login
      self.role = role
      self.place = place
      self.made = made
      self.closed = closed
    }
  }

  /// A token or a link: what is known by its number and ends by itself.
  package struct Secret: Sendable {
    let number: Int
    let role: String
    let place: String
    let note: String
    let made: String
    let expires: String
    let revoked: String?
    let isOver: Bool
    let bundle: Int?

    package init(
      number: Int, role: String, place: String, note: String, made: String, expires: String,
      revoked: String?, isOver: Bool, bundle: Int? = nil
    ) {
      self.number = number
      self.role = role
      self.place = place
      self.note = note
      self.made = made
      self.expires = expires
      self.revoked = revoked
      self.isOver = isOver
      self.bundle = bundle
    }
  }

  let accounts: [Account]
  let tokens: [Secret]
  let links: [Secret]
  /// The roles that may be given here.
  let roles: [String]

  package init(accounts: [Account], tokens: [Secret], links: [Secret], roles: [String]) {
    self.accounts = accounts
    self.tokens = tokens
    self.links = links
    self.roles = roles
  }
}

/// What the page of administration says of the last change.
package struct AdminNotice: Sendable {
  let text: String
  package let isRefusal: Bool
  /// A password, a token or a link, which is shown now and never again.
  let secret: String?

  package init(_ text: String, isRefusal: Bool = false, secret: String? = nil) {
    self.text = text
    self.isRefusal = isRefusal
    self.secret = secret
  }
}

extension Pages {
  /// The page by which an operator gives out and ends accounts, tokens and links.
  package func admin(
    _ ways: WaysIn, _ notice: AdminNotice?, _ request: PageRequest, _ db: Database
  ) throws -> String {
    try render(
      "admin", title: Wording(request.language)("admin"), AdminPage(ways, notice, request),
      tables: [
        "accounts": [DataLink(.accounts, for: request)],
        "tokens": [DataLink(.tokens, for: request)], "links": [DataLink(.links, for: request)],
      ], for: request, db)
  }
}

struct AdminPage {
  struct Row {
    let id: String
    let role: String
    let place: String
    let note: String
    let made: String
    let expires: String
    let state: String
    let bundle: String?
    /// Whether it is in force and may be ended here.
    let isOpen: Bool
  }

  struct Role {
    let code: String
    let name: String
  }

  let tabs: [Choice]
  let notice: String?
  let isRefusal: Bool
  let secret: String?
  let seal: String
  /// After each address of a form.
  let lang: String
  let accounts: [Row]
  let tokens: [Row]
  let hasTokens: Bool
  let links: [Row]
  let hasLinks: Bool
  let roles: [Role]

  init(_ ways: WaysIn, _ notice: AdminNotice?, _ request: PageRequest) {
    let words = Wording(request.language)
    let figure = Figure(request.language)
    tabs = Self.tabs(request)
    self.notice = notice?.text
    isRefusal = notice?.isRefusal ?? false
    secret = notice?.secret
    seal = request.seal
    lang = request.language == .ru ? "" : "?lang=\(request.language.rawValue)"
    accounts = ways.accounts.map { account in
      Row(
        id: account.login, role: words.role(account.role), place: account.place, note: "",
        made: figure.moment(account.made), expires: "",
        state: account.closed.map { "\(words("closed")) \(figure.moment($0))" } ?? words("inForce"),
        bundle: nil, isOpen: account.closed == nil && ways.roles.contains(account.role))
    }
    func row(_ secret: WaysIn.Secret) -> Row {
      Row(
        id: String(secret.number), role: words.role(secret.role), place: secret.place,
        note: secret.note, made: figure.moment(secret.made),
        expires: figure.moment(secret.expires),
        state: secret.revoked.map { "\(words("revoked")) \(figure.moment($0))" }
          ?? words(secret.isOver ? "isOver" : "inForce"),
        bundle: secret.bundle.map { String($0) },
        // What an operator comes in by is ended by the command line alone.
        isOpen: secret.revoked == nil && !secret.isOver && secret.role != "operator")
    }
    tokens = ways.tokens.map(row)
    hasTokens = !tokens.isEmpty
    links = ways.links.map(row)
    hasLinks = !links.isEmpty
    roles = ways.roles.map { Role(code: $0, name: words.role($0)) }
  }

  static func tabs(_ request: PageRequest) -> [Choice] {
    let words = Wording(request.language)
    return [("/admin", "waysIn"), ("/admin/catalog", "settings"), ("/admin/readings", "readings")]
      .map { path, name in
        Choice(text: words(name), href: request.link(path), isCurrent: request.path == path)
      }
  }
}
