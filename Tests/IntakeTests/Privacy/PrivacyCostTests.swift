import Schools
import Testing

@testable import Intake

/// What looking for personal data costs beside typing the same cells.
@Suite(.serialized) struct PrivacyCostTests {
  private static func marks(_ count: Int) -> [UInt8] {
    var csv = "student_key,subject_code,period_code,mark_kind,mark,mark_code\r\n"
    let subjects = ["mat", "rus", "phy", "inf", "his"]
    for row in 0..<count {
      var bits = UInt64(row / 40 + 1) &* 0x9E37_79B9_7F4A_7C15
      let key = (0..<26).map { _ in
        bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Character(UnicodeScalar(Base32.alphabet[Int(bits >> 59)]))
      }
      csv += "\(String(key)),\(subjects[row % 5]),q\(row % 4 + 1),period,\(2 + row % 4),\r\n"
    }
    return Array(csv.utf8)
  }

  private static let bundle = BundleDescriptor(
    kind: .school, name: "b", created: "2025-06-21", schoolCode: "S1", academicYear: 2025,
    asOf: "2025-06-21")

  private static func scanner(_ source: ByteSource) -> RecordScanner {
    var offset = 0
    return RecordScanner(
      delimiter: UInt8(ascii: ","), columns: 100, chunk: 1 << 20, limit: 1 << 20
    ) { buffer in
      let count = try source.read(at: offset, into: buffer)
      offset += count
      return count
    }
  }

  /// The least time of several runs, in seconds.
  private static func least(_ runs: Int, _ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<runs {
      let started = ContinuousClock.now
      try body()
      best = min(best, (ContinuousClock.now - started) / .seconds(1))
    }
    return best
  }

  @Test func `looking for people costs little beside typing`() throws {
    let bytes = Self.marks(400_000)
    let source = ByteSource(bytes)
    let table = RecordTable.periodMark
    var problems = ProblemList()
    let whole = try Self.least(7) {
      let read = try TableReader(table, in: "f", of: Self.bundle, limits: BundleLimits())
        .read(Self.scanner(source), &problems) { _ in }
      #expect(read.count == 400_000)
    }
    let scanned = try Self.least(7) {
      let records = Self.scanner(source)
      while case .record = try records.next() {}
    }
    let watched = try Self.least(7) {
      let records = Self.scanner(source)
      _ = try records.next()
      let names = table.fields.map(\.name)
      let watch = PersonalDataWatch(
        names, of: table, in: "f", Self.bundle, BundleLimits(), &problems)
      while case .record = try records.next() {
        _ = watch.clears(records, isTyped: true, &problems)
      }
    }
    #expect(problems.isEmpty)
    let cost = watched - scanned
    let rate = Double(bytes.count) / 1e6 / whole
    print(
      "privacy: \(Int(cost / whole * 1000)) ‰ of \(Int(rate)) MB/s of scanning and typing, \(Int(cost / 400_000 * 1e9)) ns a row"
    )
    // A tenth is what it may cost; the rest of the bound is for a busy machine.
    #expect(cost / (whole - cost) < 0.2)
  }
}
