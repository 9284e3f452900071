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

  @Test func `links, subjects and plans are made, printed and refused with a code`() throws {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    let soko = try CommandTests.products().appendingPathComponent("soko")
    func run(_ arguments: String...) throws -> CommandTests.Outcome {
      try CommandTests.run(soko, arguments, home: home)
    }
    let sample = home.appendingPathComponent("sample").path
    #expect(
      try run("bundle", "sample", "--schools", "4", "--municipalities", "1", "--out", sample).status
        == 0)
    let register = try #require(
      try FileManager.default.contentsOfDirectory(atPath: sample).sorted()
        .first { $0.contains("register") })
    #expect(try run("load", "\(sample)/\(register)").status == 0)
    #expect(try run("worker", "--drain").status == 0)

    let made = try run(
      "link", "add", "--school", "s001", "--hours", "72", "--note", "Bundle of June", "--site",
      "https://soko.example.org/")
    #expect(
      made.output.wholeMatch(of: /https:\/\/soko\.example\.org\/upload\/[A-Za-z0-9_-]{43}\n/)
        != nil,
      "\(made.errors)")
    let secret = String(made.output.suffix(44).prefix(43))
    let list = try run("link", "list", "--format", "csv").output
    #expect(list.contains("1,s001,Bundle of June,") && !list.contains(secret))
    #expect(try run("link", "revoke", "1").status == 0)
    for (arguments, code) in [
      (["link", "revoke", "1"], "access.link_unknown"),
      (["link", "add", "--school", "s001", "--hours", "721", "--note", "x"], "link_time_unfit"),
      (["link", "add", "--school", "zzz", "--hours", "1", "--note", "x"], "access.place_unknown"),
      (["link", "add", "--school", "s001", "--hours", "1", "--note", " "], "link_note_missing"),
    ] {
      let refused = try CommandTests.run(soko, arguments, home: home)
      #expect(refused.status == 3 && refused.errors.contains(code), "\(arguments)")
    }

    let issuer = ["--oidc-issuer", "https://id.example.org"]
    func user(_ arguments: String...) throws -> CommandTests.Outcome {
      try CommandTests.run(soko, ["user"] + arguments + issuer, home: home)
    }
    #expect(
      try user("add", "s001-one", "--role", "school", "--school", "s001", "--oidc-subject", "4711")
        .status == 0)
    let taken = try user(
      "add", "s001-two", "--role", "school", "--school", "s001", "--oidc-subject", "4711")
    #expect(taken.status == 3 && taken.errors.contains("access.subject_taken"))
    #expect(try user("subject", "s001-one", "--remove").status == 0)
    #expect(try user("subject", "s001-one").status == 2)
    #expect(
      try run("user", "add", "s001-x", "--role", "operator", "--oidc-subject", "1").status == 2)

    let plan = home.appendingPathComponent("plan.csv").path
    let header =
      "municipality,school,code,year,object,indicators,tables,periodicity,form,responsible,opens,due,note"
    try
      "\(header)\n99601000,s001,roll,2026,Roll,,student,year,periodic,deputy head,2025-09-01,2025-09-20,\n"
      .write(toFile: plan, atomically: true, encoding: .utf8)
    #expect(try run("plan", "load", plan).status == 0)
    let printed = try run("plan", "list", "--format", "csv").output
    #expect(printed.contains("99601000,s001,roll,2026,Roll,,student,year,periodic,deputy head"))
    let late = try run("report", "plan", "--state", "late", "--format", "csv").output
    #expect(late.contains("99601000,s001,roll,2026") && late.contains("student"))
    // A deadline that is over is told by the exit code, too.
    let reminded = try run("plan", "remind", "--format", "csv")
    #expect(reminded.status == 3)
    #expect(reminded.output.hasPrefix("due,daysLeft,municipality,school,code,object,missing"))
    #expect(reminded.output.contains(",99601000,s001,roll,Roll,student,deputy head"))
    try
      "\(header)\n99601000,,roll,2026,Roll,,pupil,year,periodic,deputy head,2025-09-01,2025-09-20,\n"
      .write(toFile: plan, atomically: true, encoding: .utf8)
    let unknown = try run("plan", "load", plan)
    #expect(unknown.status == 3 && unknown.errors.contains("plan.table_unknown"))
    #expect(try run("plan", "list", "--format", "csv").output == printed)
    try
      "\(header)\n99601000,,roll,2026,Roll,,student,year,periodic,deputy head,2999-01-01,2999-02-01,\n"
      .write(toFile: plan, atomically: true, encoding: .utf8)
    #expect(try run("plan", "load", plan).status == 0)
    // Nobody is to be reminded yet: not a line, so that cron sends no letter.
    let nobody = try run("plan", "remind")
    #expect(nobody.status == 0 && nobody.output.isEmpty)
  }
}
