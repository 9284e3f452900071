import Foundation
import Testing

/// Sets of schools as an analyst saves them.
@Suite(.serialized) struct SetCommandTests {
  @Test func `a set is saved, listed and removed, and a wrong one is refused with a code`() throws {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    let soko = try CommandTests.products().appendingPathComponent("soko")
    func run(_ arguments: String...) throws -> CommandTests.Outcome {
      try CommandTests.run(soko, arguments, home: home)
    }
    _ = try run(
      "bundle", "sample", "--out", "sample", "--schools", "8", "--municipalities", "1", "--years",
      "1")
    #expect(try run("load", "sample/00-register.zip").status == 0)
    let few = try run(
      "set", "save", "north", "--title", "Север", "--schools", "s001,s002", "--by", "аналитик")
    #expect(few.status == 3 && few.errors.contains("set.schools_too_few"))
    #expect(few.errors.contains("2 школ, нужно не меньше 6"))
    let unknown = try run(
      "set", "save", "north", "--title", "Север", "--schools", "s001,s999", "--by", "аналитик")
    #expect(unknown.status == 3 && unknown.errors.contains("set.school_unknown"))
    #expect(try run("set", "save", "north", "--schools", "s001", "--by", "x").status == 2)

    let saved = try run(
      "set", "save", "north", "--title", "Север", "--schools",
      "s001, s002,s003,s004,s005,s006,s006", "--by", "аналитик", "--note", "линия")
    #expect(saved.status == 0, "\(saved.errors)")
    let list = try run("set", "list", "--format", "csv")
    let rows = list.output.split(separator: "\r\n")
    #expect(rows.count == 7 && rows[0] == "set,title,school,inForce,madeBy,made,retired,note")
    #expect(rows[6].hasPrefix("north,Север,s006,true,аналитик,"))
    #expect(try run("set", "remove", "north").status == 0)
    let again = try run("set", "remove", "north")
    #expect(again.status == 3 && again.errors.contains("set.unknown"))
    #expect(try run("set").output.contains("false"))
  }
}
