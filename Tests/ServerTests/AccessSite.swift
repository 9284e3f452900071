import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Postgres
import Testing

@testable import Server

/// A service on a database of the test's own, with accounts, and a browser that keeps its cookies.
struct AccessSite: Sendable {
  let address: Address
  let owner: Pool
  let service: WebService
  let client: any TestClientProtocol

  /// Cheap, for tests that are not about its cost.
  static let cost = PasswordHash.Cost(rounds: 16, blockSize: 8, parallelism: 1)
  static let password = "верный пароль места"

  static func with<T: Sendable>(
    host: String = "127.0.0.1", cost: PasswordHash.Cost = AccessSite.cost,
    openID: OpenIDSettings? = nil,
    _ body: @Sendable (AccessSite) async throws -> T
  ) async throws -> T {
    let logger = Logger(label: "test.access")
    let address = try await ServedRegion.fresh()
    let owner = Pool(
      address.connecting(as: "soko_owner"), size: 1, name: "owner", logger: logger)
    let web = Pool(address.connecting(as: "soko_web"), size: 2, name: "web", logger: logger)
    do {
      let service = try WebService(
        pool: web, openID: openID, templates: ServedRegion.templates, host: host, port: 0,
        passwordCost: cost,
        logger: logger)
      let result = try await service.application().test(.router) { client in
        try await body(
          AccessSite(address: address, owner: owner, service: service, client: client))
      }
      await owner.close()
      await web.close()
      return result
    } catch {
      await owner.close()
      await web.close()
      throw error
    }
  }

  func add(_ login: String, _ mandate: Mandate) async throws {
    try await owner.transaction { db in
      try Account.add(login, mandate, password: Self.password, cost: Self.cost, db)
    }
  }

  func token(_ mandate: Mandate) async throws -> String {
    try await owner.transaction { db in
      try AccessToken.add(mandate, days: 30, note: "тест", db).text
    }
  }

  func execute(_ sql: SQL) async throws {
    try await owner.transaction { db in _ = try db.execute(sql) }
  }

  struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    /// The hidden field of the first form.
    var seal: String {
      text.components(separatedBy: "name=\"form\" value=\"").dropFirst().first?
        .components(separatedBy: "\"").first ?? ""
    }
  }

  func get(_ uri: String, _ headers: HTTPFields = [:]) async throws -> Answer {
    try await ask(uri, .get, headers, nil)
  }

  func get(_ uri: String, token: String) async throws -> Answer {
    try await get(uri, [.authorization: "Bearer \(token)"])
  }

  func post(_ uri: String, _ fields: [String: String], _ headers: HTTPFields) async throws -> Answer
  {
    let letters = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let body = fields.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: letters) ?? "")"
    }.joined(separator: "&")
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    return try await ask(uri, .post, headers, ByteBuffer(string: body))
  }

  func post(_ uri: String, bytes: [UInt8], _ headers: HTTPFields) async throws -> Answer {
    try await ask(uri, .post, headers, ByteBuffer(bytes: bytes))
  }

  private func ask(
    _ uri: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, _ body: ByteBuffer?
  ) async throws -> Answer {
    try await client.execute(uri: uri, method: method, headers: headers, body: body) { response in
      Answer(
        status: response.status.code, headers: response.headers,
        text: String(buffer: response.body))
    }
  }

  /// `name=value` of the cookies that an answer sets and does not take away.
  static func cookies(_ answer: Answer) -> String {
    answer.headers[values: .setCookie].map { String($0.prefix { $0 != ";" }) }
      .filter { !$0.hasSuffix("=") }.joined(separator: "; ")
  }

  /// What the form to log in answers to a login and a password; `others` are sent along.
  func tryLogin(
    _ login: String, _ password: String = AccessSite.password, next: String = "/",
    with others: HTTPFields = [:]
  ) async throws -> Answer {
    let form = try await get("/login", others)
    var headers = others
    headers[.cookie] = Self.cookies(form)
    return try await post(
      "/login", ["form": form.seal, "login": login, "password": password, "next": next], headers)
  }

  /// The headers of a browser that came in.
  func browser(_ login: String) async throws -> HTTPFields {
    let answer = try await tryLogin(login)
    try #require(answer.status == 303, "\(answer.text)")
    return [.cookie: Self.cookies(answer)]
  }
}
