import HTTPTypes
import Schools

/// Why the door stays shut.
enum AccessError: ServiceRefusal, Hashable {
  /// Nobody came in, and not everybody may see this.
  case loginNeeded
  /// A token that is wrong, over or revoked: which of them is not said.
  case tokenRefused
  /// The login or the password is wrong, or the account is closed: which of them is not said.
  case loginRefused
  /// A link to send by that is wrong, over or revoked: which of them is not said.
  case linkRefused
  /// The link has taken its bundle, and the bundle was not rejected.
  case linkSpent
  /// The role has no business here, whatever it asks for.
  case roleRefused
  /// Too many tries of late; so many seconds to wait.
  case tooManyTries(Int)
  /// A form that was not made for this browser, or long ago.
  case formOutdated
  /// A password would go over a network in the clear.
  case tlsNeeded
  /// The municipality's service of identity does not answer, or not as it is to.
  case providerUnavailable
  /// Too many wait to have their password looked at.
  case busy

  var code: String {
    switch self {
    case .loginNeeded: "server.login_needed"
    case .tokenRefused: "server.token_refused"
    case .loginRefused: "server.login_refused"
    case .linkRefused: "server.link_refused"
    case .linkSpent: "server.link_spent"
    case .roleRefused: "server.role_refused"
    case .tooManyTries: "server.too_many_tries"
    case .formOutdated: "server.form_outdated"
    case .tlsNeeded: "server.tls_needed"
    case .providerUnavailable: "server.provider_unavailable"
    case .busy: "server.busy"
    }
  }

  var status: HTTPResponse.Status {
    switch self {
    case .loginNeeded, .tokenRefused: .unauthorized
    case .loginRefused, .roleRefused, .formOutdated, .tlsNeeded: .forbidden
    case .linkRefused: .notFound
    case .linkSpent: .conflict
    case .tooManyTries: .tooManyRequests
    case .providerUnavailable: .badGateway
    case .busy: .serviceUnavailable
    }
  }

  var headers: HTTPFields {
    switch self {
    case .loginNeeded: [.wwwAuthenticate: "Bearer realm=\"soko\""]
    case .tokenRefused: [.wwwAuthenticate: "Bearer realm=\"soko\", error=\"invalid_token\""]
    case .tooManyTries(let seconds): [.retryAfter: String(seconds)]
    case .busy: [.retryAfter: "5"]
    case .loginRefused, .linkRefused, .linkSpent, .roleRefused, .formOutdated, .tlsNeeded,
      .providerUnavailable:
      [:]
    }
  }

  var message: Words {
    switch self {
    case .loginNeeded:
      Words(ru: "Сначала войдите.", en: "Log in first.")
    case .tokenRefused:
      Words(ru: "Ключ не действует.", en: "The token is not in force.")
    case .loginRefused:
      Words(
        ru: "Логин или пароль не подходит, или запись закрыта.",
        en: "The login or the password does not fit, or the account is closed.")
    case .linkRefused:
      Words(
        ru: "Ссылка не действует. Попросите у оператора новую.",
        en: "The link is not in force. Ask the operator for another.")
    case .linkSpent:
      Words(
        ru: "По этой ссылке пакет уже принят. Что с ним стало, показано на её странице.",
        en: "This link has taken its bundle. Its page shows what became of it.")
    case .roleRefused:
      Words(
        ru: "Этот раздел не для вашей роли.", en: "This section is not for your role.")
    case .tooManyTries(let seconds):
      Words(
        ru: "Слишком много попыток войти. Подождите \((seconds + 59) / 60) мин.",
        en: "Too many tries to log in. Wait \((seconds + 59) / 60) min.")
    case .formOutdated:
      Words(
        ru: "Форма устарела. Откройте страницу заново и повторите.",
        en: "The form is out of date. Open the page anew and try again.")
    case .tlsNeeded:
      Words(
        ru: "Войти можно только по защищённому соединению (https).",
        en: "Logging in takes a secured connection (https).")
    case .providerUnavailable:
      Words(
        ru:
          "Служба входа муниципалитета не отвечает. Повторите позже или войдите по паролю; если это продолжается, сообщите оператору.",
        en:
          "The municipality's service of identity does not answer. Try later or log in by password; tell the operator if it goes on."
      )
    case .busy:
      Words(
        ru: "Служба занята. Повторите через минуту.", en: "The service is busy. Try again soon.")
    }
  }
}
