import Foundation
import Postgres
import Testing

@testable import Pipeline

/// The worked example of the analyst's guide, from the counts of the default region by arithmetic of this file's own.
extension PlantedTests {
  private struct Share: Decodable {
    let numerator: Double
    let denominator: Double

    var value: Double { numerator / denominator }

    /// Wilson's interval.
    var ends: (low: Double, high: Double) {
      let (p, n, z) = (value, denominator, 1.959964)
      let middle = p + z * z / (2 * n)
      let reach = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
      return ((middle - reach) / (1 + z * z / n), (middle + reach) / (1 + z * z / n))
    }

    /// The difference to another share, with Newcombe's interval.
    func less(_ other: Share) -> (value: Double, low: Double, high: Double) {
      let (own, others) = (ends, other.ends)
      func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
      let difference = value - other.value
      return (
        difference, difference - root(value - own.low, others.high - other.value),
        difference + root(own.high - value, other.value - others.low)
      )
    }
  }

  private func percent(_ share: Double, signed: Bool = false) -> String {
    let text = String(format: signed ? "%+.1f" : "%.1f", share * 100)
    return text.replacing(".", with: ",").replacing("-", with: "−")
  }

  @Test func `the example of the analyst's guide is what its counts give`() async throws {
    let site = try await Self.loaded.value
    func share(_ condition: SQL) async throws -> Share {
      try await site.worker.transaction { db in
        try db.first(
          """
          select sum(numerator)::float8 as numerator, sum(denominator)::float8 as denominator
          from result.indicator_value
          inner join result.indicator using (indicator_id)
          inner join core.school using (school_id)
          where until_run is null and code = 'int.marks.quality45_share' and cut = 'all'
              and academic_year = 2025 and
          """ + " " + condition, as: Share.self)!
      }
    }
    let own = try await share("school_code = 's012'")
    let region = try await share("school_code <> 's012'")
    let similar = try await share(
      """
      school_id in (
          select member_id from result.analogue_member as member
          inner join core.school as school on school.school_id = member.school_id
          where school.school_code = 's012' and member.academic_year = 2025
              and member.analogue = 'similar' and member.until_run is null
      )
      """)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/ru/analyst.md")
    let guide = try String(contentsOf: file, encoding: .utf8)
    let (besideRegion, besideSimilar) = (own.less(region), own.less(similar))
    for said in [
      "\(Int(own.numerator)) ученика из \(Int(own.denominator))",
      "= \(percent(own.value)) %", "\(percent(own.ends.low))–\(percent(own.ends.high))",
      "рядом с регионом \(percent(region.value))",
      "разность \(percent(besideRegion.value, signed: true)), её интервал "
        + "\(percent(besideRegion.low, signed: true))…\(percent(besideRegion.high, signed: true))",
      "рядом с похожими школами \(percent(similar.value))",
      "разность \(percent(besideSimilar.value, signed: true)), интервал "
        + "\(percent(besideSimilar.low, signed: true))…\(percent(besideSimilar.high, signed: true))",
    ] {
      #expect(guide.contains(said), "\(said)")
    }
    let size = 2 * (asin(own.value.squareRoot()) - asin(similar.value.squareRoot()))
    #expect(
      guide.contains("h \(String(format: "%.2f", size).replacing(".", with: ","))"), "\(size)")
  }
}
