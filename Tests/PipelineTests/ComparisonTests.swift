import Foundation
import Schools
import Statistics
import Testing

@testable import Pipeline

/// What may be said of a school beside an analogue, case by case.
@Suite struct ComparisonTests {
  private let limits = Thresholds([
    "municipal_schools": 5, "regional_schools": 30, "analogue_units": 30, "jump_errors": 3,
    "band_near": 1, "band_far": 2,
  ])

  private func indicator(
    kind: String = "share", direction: String = "higher", pool: String = "sum",
    sensitive: Bool = false, compute: Int = 10
  ) throws -> Indicator {
    try TestIndicator.make(
      kind: kind, direction: direction, pool: pool, sensitive: sensitive, compute: compute)
  }

  private func group(
    _ numerator: Double, _ denominator: Double, schools: Int = 8,
    kind: AnalogueKind = .municipal, values: [Double] = [0.2, 0.3, 0.4]
  ) -> Comparison.Analogue {
    .init(
      kind: kind, schools: schools,
      parts: Parts(numerator: numerator, denominator: denominator),
      values: OrderedValues(values))
  }

  private func compare(
    _ numerator: Double, _ denominator: Double, _ analogue: Comparison.Analogue,
    _ indicator: Indicator
  ) -> Comparison {
    Comparison(
      Parts(numerator: numerator, denominator: denominator), beside: analogue, of: indicator,
      under: limits)
  }

  @Test func `better is above and worse is below, whichever end is good`() throws {
    let others = group(300, 1000)
    let expected: [(String, Verdict, Verdict, [ComparisonReason])] = [
      ("higher", .above, .below, []), ("lower", .below, .above, [.lowerIsBetter]),
      ("context", .above, .below, [.contextIndicator]),
    ]
    for (direction, more, less, reasons) in expected {
      let indicator = try indicator(direction: direction)
      let high = compare(60, 100, others, indicator)
      #expect(high.verdict == more && high.reasons == reasons, "\(direction)")
      #expect(abs(try #require(high.difference) - 0.3) < 1e-12)
      #expect(compare(10, 100, others, indicator).verdict == less, "\(direction)")
      #expect(compare(31, 100, others, indicator).verdict == .within, "\(direction)")
    }
  }

  @Test func `a percentile is the share below and half of the equal`() throws {
    // Of 0.2, 0.3, 0.4 one is below 0.3 and one equals it: (1 + ½) / 3.
    #expect(compare(30, 100, group(300, 1000), try indicator()).percentile == 50)
    #expect(compare(90, 100, group(300, 1000), try indicator()).percentile == 100)
  }

  @Test func `an analogue of too few schools or units shows nothing and says why`() throws {
    let few = compare(60, 100, group(300, 1000, schools: 4), try indicator())
    #expect(few.verdict == .notComparable && few.reasons == [.tooFewSchools])
    #expect(few.analogueValue == nil && few.difference == nil && few.percentile == nil)
    #expect(few.value == 0.6 && few.interval != nil)
    #expect(compare(60, 100, group(300, 1000, schools: 5), try indicator()).verdict == .above)

    let region = group(300, 1000, schools: 29, kind: .regional)
    #expect(compare(60, 100, region, try indicator()).reasons == [.tooFewSchools])

    let small = compare(60, 100, group(9, 29), try indicator())
    #expect(small.reasons == [.tooFewUnits] && small.analogueValue == nil)
    #expect(compare(60, 100, group(9, 30), try indicator()).reasons.isEmpty)
  }

  @Test func `a school below the indicator's minimum has its own figures and no verdict`() throws {
    let found = compare(5, 9, group(300, 1000), try indicator())
    #expect(found.verdict == .notComparable && found.reasons == [.ownTooFewUnits])
    #expect(found.value != nil && found.percentile != nil)
    #expect(found.analogueParts == nil && found.analogueValue == nil && found.difference == nil)
    #expect(found.size == nil)
  }

  @Test func `what cannot be pooled keeps its place among the schools`() throws {
    let found = compare(30, 100, group(300, 1000), try indicator(pool: "none"))
    #expect(found.reasons == [.notPoolable] && found.verdict == .notComparable)
    #expect(found.analogueValue == nil && found.percentile == 50)
  }

  @Test func `without an earlier year or another school there is no analogue`() throws {
    let first = Comparison.Analogue(
      kind: .previous, schools: nil, parts: nil, values: [])
    #expect(compare(30, 100, first, try indicator()).reasons == [.noPreviousYear])
    let alone = group(0, 0, schools: 0, values: [])
    #expect(compare(30, 100, alone, try indicator()).reasons == [.analogueMissing])
  }

  @Test func `a flag has no interval and so no verdict`() throws {
    let found = compare(1, 1, group(6, 8), try indicator(kind: "flag", compute: 1))
    #expect(found.reasons == [.noInterval] && found.verdict == .notComparable)
    #expect(found.value == 1 && found.analogueParts == nil && found.difference == nil)
  }

  @Test func `one pupil beside two equal ones is no change`() throws {
    // A five this year, two fours last year: neither year spreads, all schools of the year do.
    let own = Parts(numerator: 5, denominator: 1, sumSquares: 25)
    let earlier = Comparison.Analogue(
      kind: .previous, schools: nil, parts: Parts(numerator: 8, denominator: 2, sumSquares: 32),
      values: [])
    let marks = try indicator(kind: "mean", compute: 1)
    let spread = Interval.Spread(squares: 200, degrees: 400)
    let found = Comparison(own, beside: earlier, of: marks, under: limits, spread: spread)
    #expect(found.difference == 1 && found.verdict == .within)
    // Variance 1/2, t(400) = 1.965912: 5 ± 1.390, and the difference ± 1.702.
    #expect(abs(try #require(found.interval).low - 3.6099) < 1e-4)
    #expect(abs(try #require(found.differenceInterval).low + 0.7025) < 1e-4)

    // Where nobody's marks spread, nothing can be said.
    let still = Comparison(
      own, beside: earlier, of: marks, under: limits,
      spread: Interval.Spread(squares: 0, degrees: 400))
    #expect(still.interval == nil && still.reasons == [.noInterval])
    #expect(still.verdict == .notComparable)
  }

  @Test func `a mean of ten or more has the interval of its own spread`() throws {
    // 3 and 5 by halves: Σ of squares 10, variance 10/9, t(9) = 2.262157.
    let own = Parts(numerator: 40, denominator: 10, sumSquares: 170)
    let spread = Interval.Spread(squares: 1, degrees: 400)
    let half = 2.262157 * (10.0 / 9 / 10).squareRoot()
    let found = try #require(own.interval(.mean, spread: spread))
    #expect(abs(found.high - (4 + half)) < 1e-5)
    // Ten equal marks are not ten marks without doubt.
    let equal = Parts(numerator: 40, denominator: 10, sumSquares: 160)
    let leaning = try #require(equal.interval(.mean, spread: spread))
    #expect(abs(leaning.high - (4 + 1.965912 * (1.0 / 4000).squareRoot())) < 1e-5)
    #expect(equal.interval(.mean) == nil)
  }
}
