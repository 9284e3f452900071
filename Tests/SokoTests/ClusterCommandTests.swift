import Foundation
import Testing

/// Names of clusters from the command line.
@Suite(.serialized) struct ClusterCommandTests {
  @Test func `a name of no cluster is refused with a code, and one without an author is usage`()
    throws
  {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    let soko = try CommandTests.products().appendingPathComponent("soko")
    func run(_ arguments: String...) throws -> CommandTests.Outcome {
      try CommandTests.run(soko, arguments, home: home)
    }
    let unknown = try run(
      "cluster", "name", "7", "--ru", "Городские", "--en", "City ones", "--by", "аналитик")
    #expect(unknown.status == 3 && unknown.errors.contains("cluster_name.identity_unknown"))
    #expect(try run("cluster", "name", "7", "--ru", "а", "--en", "a").status == 2)
    let names = try run("cluster", "names", "--format", "csv")
    #expect(
      names.status == 0
        && names.output.hasPrefix("region,identity,nameRu,nameEn,givenBy,given,inForce"))
  }

  @Test func `pairs are told of one school at a time`() throws {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    let soko = try CommandTests.products().appendingPathComponent("soko")
    let outcome = try CommandTests.run(soko, ["report", "pairs"], home: home)
    #expect(outcome.status == 2 && outcome.errors.contains("needs the parameter “school”"))
  }
}
