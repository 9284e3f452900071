import Foundation
import Testing

/// Accounts and tokens as the operator of the system makes them.
@Suite(.serialized) struct AccessCommandTests {
  @Test func `accounts and tokens are made, listed and ended, and wrong ones refused with a code`()
    throws
  {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    let soko = try CommandTests.products().appendingPathComponent("soko")
    func run(_ arguments: String...) throws -> CommandTests.Outcome {
      try CommandTests.run(soko, arguments, home: home)
    }
    let made = try run("user", "add", "uo-operator", "--role", "operator", "--generate")
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.wholeMatch(of: /([a-z2-9]{5}-){3}[a-z2-9]{5}\n/) != nil)
    #expect(!made.errors.contains(made.output.prefix(23)))
    let named = try run("user", "add", "ivanova", "--role", "operator", "--generate")
    #expect(named.status == 3 && named.errors.contains("access.login_malformed"))
    let placeless = try run("user", "add", "s001-x", "--role", "school", "--generate")
    #expect(placeless.status == 3 && placeless.errors.contains("access.place_unfit"))
    #expect(try run("user", "add", "s001-x", "--role", "director", "--generate").status == 2)

    let token = try run(
      "token", "add", "--role", "regional-analyst", "--expires", "30", "--note", "BI")
    #expect(token.output.wholeMatch(of: /soko_[A-Za-z0-9_-]{43}\n/) != nil, "\(token.errors)")
    let list = try run("token", "list", "--format", "csv").output
    #expect(list.contains("1,regional-analyst,,BI,") && !list.contains(token.output.prefix(20)))
    #expect(try run("token", "revoke", "1").status == 0)
    let again = try run("token", "revoke", "1")
    #expect(again.status == 3 && again.errors.contains("access.token_unknown"))
    #expect(try run("user", "close", "uo-operator").status == 0)
    #expect(try run("user").output.contains("uo-operator  operator"))
    #expect(try run("audit").status == 0)
    #expect(try run("audit", "--since", "yesterday").status == 2)
  }
}
