import Schools

extension Report {
  /// Accounts of workplaces, closed ones too. Neither passwords nor what they are checked by.
  package static let accounts = Report(
    "accounts", title: Words(ru: "Учётные записи", en: "Accounts"),
    columns: [
      .text("login", "account.login"),
      .text("role", "account.role"),
      .text("school", "account.school_code"),
      .text("municipality", "account.oktmo"),
      .moment("made", "account.made_at"),
      .moment("closed", "account.closed_at"),
    ],
    source: operatorsOnly("access.account"), order: "account.login collate \"C\"", filters: [:],
    isOfPublication: false)

  /// Tokens of programs by their numbers, ended ones too; what a token is found by is not told.
  package static let tokens = Report(
    "tokens", title: Words(ru: "Ключи программ", en: "Tokens"),
    columns: [
      .number("token", "token.token_id"),
      .text("note", "token.note"),
      .text("role", "token.role"),
      .text("school", "token.school_code"),
      .text("municipality", "token.oktmo"),
      .moment("made", "token.made_at"),
      .moment("expires", "token.expires_at"),
      .moment("revoked", "token.revoked_at"),
    ],
    source: operatorsOnly("access.token"), order: "token.token_id", filters: [:],
    isOfPublication: false)

  /// Links to send by, ended ones too, each with the bundle that came by it.
  package static let links = Report(
    "links", title: Words(ru: "Ссылки для отправки", en: "Links to send by"),
    columns: [
      .number("link", "link.link_id"),
      .text("school", "link.school_code"),
      .text("note", "link.note"),
      .moment("made", "link.made_at"),
      .moment("expires", "link.expires_at"),
      .moment("revoked", "link.revoked_at"),
      .number("bundle", "link.bundle_id"),
    ],
    source: operatorsOnly("access.link"), order: "link.link_id", filters: [:],
    isOfPublication: false)

  /// The log of reading, the newest first: who read and changed what.
  package static let readings = Report(
    "readings", title: Words(ru: "Журнал чтения", en: "Log of reading"),
    columns: [
      .number("reading", "reading.reading_id"),
      .moment("at", "reading.read_at"),
      .text("by", "reading.reader"),
      .text("route", "reading.route"),
      .text("parameters", "reading.parameters::text"),
      .number("status", "reading.status"),
      .text("report", "reading.report"),
      .number("run", "reading.run_id"),
      .number("rows", "reading.row_count"),
    ],
    source: """
      (
          select reading.*, \(reader) as reader
          from access.reading
          left join access.account on account.account_id = reading.account_id
          where core.scope_audience() = 'operator'
      ) as reading
      """,
    order: "reading.reading_id desc", filters: [.by: "reading.reader"], isOfPublication: false)

  /// Who read, of a line of the log beside its account: the login, `token N` or `link N`.
  package static let reader =
    "coalesce(account.login, 'token ' || reading.token_id, 'link ' || reading.link_id)"

  /// The service finds accounts, tokens and links in every scope, since it lets in by them: rows are for the operator's alone.
  private static func operatorsOnly(_ table: String) -> String {
    let name = table.split(separator: ".").last.map(String.init) ?? table
    return "(select * from \(table) where core.scope_audience() = 'operator') as \(name)"
  }
}
