import Foundation
import Testing

/// The drill of `deploy/drill`: a server that is lost in the middle of a load, restored elsewhere from its backup.
@Suite(.serialized) struct BackupDrillTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func `no acknowledged bundle is lost with the server`() throws {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    let drill = try CommandTests.run(
      Self.root.appendingPathComponent("deploy/drill"), [], home: home,
      environment: ["SOKO": CommandTests.products().appendingPathComponent("soko").path])
    #expect(drill.status == 0, "\(drill.output)\(drill.errors)")
    let told = try #require(
      drill.output.firstMatch(of: /acknowledged (\d+), restored (\d+), lost 0/), "\(drill.output)")
    #expect(Int(told.1) ?? 0 >= 10 && told.1 == told.2)
  }
}
