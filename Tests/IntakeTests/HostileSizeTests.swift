import Foundation
import Schools
import Testing

@testable import Intake

@Suite struct HostileSizeTests {
  @Test(
    arguments: [
      ("1M", 1 << 20), ("512M", 512 << 20), ("3G", 3 << 30), ("1048576", 1 << 20), ("4G", nil),
      ("0", nil), ("-1", nil), ("", nil), ("G", nil), ("2T", nil), ("99999999999999999999G", nil),
    ] as [(String, Int?)])
  func `the size of a bundle is set in bytes, M or G`(_ said: String, _ bytes: Int?) {
    #expect(BundleLimits.bytes(said) == bytes)
  }

  @Test func `two gigabytes are the most that is taken`() {
    #expect(BundleLimits.standardArchiveBytes == 2_147_483_648)
  }

  @Test func `a file is refused by its size before it is looked into`() throws {
    var limits = BundleLimits()
    limits.archiveBytes = 1000
    var problems = ProblemList()
    try TemporaryFile.with(Array(repeating: 0, count: 1001)) { path in
      let reader = try BundleReader.open(path, limits: limits, problems: &problems)
      #expect(reader == nil)
    }
    #expect(problems.totals == ["intake.bundle_too_large": 1])
  }

  @Test func `a sheet's name that speaks of a person stands in no problem`() throws {
    let rows = TestWorkbook.rows([["class_code", "grade"], ["9А", "сто"]])
    let found = try BareFile(
      TestWorkbook(rows, name: "Пробова Анна Игоревна").bytes(), name: "class.xlsx")
    #expect(!found.problems.isEmpty)
    #expect(!found.problems.contains { $0.contains("Пробова") })
    #expect(!found.forms.contains { $0.sheet?.contains("Пробова") ?? false })
  }
}
