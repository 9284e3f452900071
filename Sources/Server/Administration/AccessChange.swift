import Pipeline
import Postgres
import Reports
import Schools

/// A change that an operator makes by a form, in the operator's scope: of the ways in, or a bundle taken back.
struct AccessChange: Sendable {
  /// What a form said.
  struct Form: Sendable {
    let fields: [String: String]
    let cost: PasswordHash.Cost

    func text(_ name: String) -> String { fields[name] ?? "" }

    /// Nil when it is empty: a form sends its empty fields too.
    func place(_ name: String) -> String? { text(name).isEmpty ? nil : text(name) }

    /// - Throws: `ReportError` when it is no number.
    func number(_ name: String) throws -> Int {
      guard let number = Int(text(name)) else { throw ReportError.invalidValue(parameter: name) }
      return number
    }

    /// - Throws: ``AccessRefusal`` when the role and the place do not go together, `ReportError` for no role.
    var mandate: Mandate {
      get throws {
        guard let role = Role(rawValue: text("role")) else {
          throw ReportError.invalidValue(parameter: "role")
        }
        return try Mandate(role, school: place("school"), municipality: place("municipality"))
      }
    }
  }

  struct Outcome: Sendable {
    /// For the log: codes and numbers.
    let told: [String: String]
    /// What is shown now and never again.
    var shown: (what: Words, secret: String)?
    /// Where the browser is led then.
    var next = "/admin"
  }

  let path: String
  let make: @Sendable (Form, Database) throws -> Outcome

  /// The roles that may be given here: those of an operator are for the owner to give.
  static let roles = Role.allCases.filter { $0 != .operator }

  static let all = [
    AccessChange(path: "/admin/accounts") { form, db in
      let (login, mandate, password) = (
        form.text("login"), try form.mandate, PasswordHash.generated()
      )
      try Account.add(login, mandate, password: password, cost: form.cost, db)
      return Outcome(
        told: mandate.told.merging(["login": login]) { $1 },
        shown: (Words(ru: "\(login): пароль", en: "\(login): the password"), password))
    },
    AccessChange(path: "/admin/accounts/password") { form, db in
      let (login, password) = (form.text("login"), PasswordHash.generated())
      try Account.setPassword(of: login, password, cost: form.cost, db)
      return Outcome(
        told: ["login": login],
        shown: (
          Words(
            ru: "\(login): новый пароль, сеансы закончены",
            en: "\(login): another password, its sessions are over"), password
        ))
    },
    AccessChange(path: "/admin/accounts/close") { form, db in
      try Account.close(form.text("login"), db)
      return Outcome(told: ["login": form.text("login")])
    },
    AccessChange(path: "/admin/tokens") { form, db in
      let mandate = try form.mandate
      let token = try AccessToken.add(
        mandate, days: try form.number("days"), note: form.text("note"), db)
      return Outcome(
        told: mandate.told.merging(["token": "\(token.number)"]) { $1 },
        shown: (Words(ru: "Ключ \(token.number)", en: "Token \(token.number)"), token.text))
    },
    AccessChange(path: "/admin/tokens/revoke") { form, db in
      let number = try form.number("number")
      try AccessToken.revoke(number, db)
      return Outcome(told: ["token": "\(number)"])
    },
    AccessChange(path: "/admin/links") { form, db in
      let school = form.text("school")
      let link = try UploadLink.add(
        school: school, hours: try form.number("hours"), note: form.text("note"), db)
      return Outcome(
        told: ["school": school, "link": "\(link.number)"],
        shown: (
          Words(
            ru: "Ссылка \(link.number) для \(school): адрес этой службы и",
            en: "Link \(link.number) for \(school): the address of this service and"), link.path
        ))
    },
    AccessChange(path: "/admin/links/revoke") { form, db in
      let number = try form.number("number")
      try UploadLink.revoke(number, db)
      return Outcome(told: ["link": "\(number)"])
    },
    AccessChange(path: "/admin/bundles/revert") { form, db in
      let number = try form.number("number")
      try BundleReversal.ask(number, reason: form.text("reason"), db)
      return Outcome(told: ["bundle": "\(number)"], next: "/bundles/\(number)")
    },
  ]
}

extension Mandate {
  /// The school or the municipality it is bound to, or nothing.
  package var place: String { school ?? municipality ?? "" }

  /// For the log.
  fileprivate var told: [String: String] {
    ["role": role.rawValue].merging(place.isEmpty ? [:] : ["place": place]) { $1 }
  }
}
