import Foundation
import Schools
import Statistics
import Testing

@testable import Pipeline

/// What may be said of a school beside a published figure, and beside an analogue whose ground is unsure: each reason where
/// it holds and where it only nearly does.
@Suite struct PublishedComparisonTests {
  private let limits = Thresholds([
    "municipal_schools": 5, "regional_schools": 30, "published_schools": 5, "analogue_units": 30,
    "sensitive_count": 10, "sensitive_units": 20, "published_own_share": 0.1, "coverage_full": 0.9,
    "coverage_least": 0.7, "jump_errors": 3, "band_near": 1, "band_far": 2,
  ])

  private func indicator(_ kind: String = "share", sensitive: Bool = false) throws -> Indicator {
    let passport = """
      {"code": "x.y", "version": 1, "clause": "4.6", "criterion": 1,
       "title": {"ru": "т", "en": "t"}, "unit": "share", "direction": "higher", "kind": "\(kind)",
       "pool": "sum", "period": "year", "as_of": {"ru": "д", "en": "d"}, "analogue_class": "A",
       "ranking": "internal", "minimum": {"compute": 1, "publish": 10}, "sensitive": \(sensitive),
       "numerator": {"ru": "ч", "en": "n"}, "denominator": {"ru": "з", "en": "d"},
       "source": "s", "tables": []}
      """
    return try JSONDecoder().decode(Indicator.self, from: Data(passport.utf8))
  }

  private func told(
    _ match: Crosswalk.Match = .exact, isFinal: Bool = true, isOfAll: Bool = true,
    isSameDefinition: Bool = true, isSamePeriod: Bool = true, hasUnits: Bool = true,
    value: Double = 0.3, rounding: Double = 0, ownShare: Double? = 0.05
  ) -> Comparison.Published {
    .init(
      match: match, isFinal: isFinal, isOfAll: isOfAll, isSameDefinition: isSameDefinition,
      isSamePeriod: isSamePeriod, hasUnits: hasUnits, value: value, rounding: rounding,
      coverage: nil, ownShare: ownShare)
  }

  /// 60 of 100 beside what is published.
  private func compare(
    _ published: Comparison.Published?, parts: Parts? = Parts(numerator: 120, denominator: 400),
    schools: Int? = 8, coverage: Double? = nil, sensitive: Bool = false
  ) throws -> Comparison {
    let analogue = Comparison.Analogue(
      kind: .municipalPublished, schools: schools, parts: parts, values: [],
      published: published, coverage: coverage)
    return Comparison(
      Parts(numerator: 60, denominator: 100), beside: analogue,
      of: try indicator(sensitive: sensitive), under: limits)
  }

  private func expectNothingBeside(_ found: Comparison, _ reasons: [ComparisonReason]) {
    #expect(found.verdict == .notComparable && found.reasons == reasons)
    #expect(found.value == 0.6 || reasons.contains(.suppressed))
    #expect(found.analogueParts == nil && found.analogueValue == nil && found.difference == nil)
  }

  @Test func `a published value without the school is an analogue as a pooled one is`() throws {
    let found = try compare(told())
    #expect(found.verdict == .above && found.reasons.isEmpty)
    #expect(found.analogueValue == 0.3 && found.difference == 0.3)
    #expect(found.percentile == nil)
    #expect(try compare(told(.converted)).verdict == .above)
  }

  @Test func `another definition, period or population is no analogue, and each says which`() throws
  {
    let cases: [(Comparison.Published, ComparisonReason)] = [
      (told(.approximate), .definitionApproximate), (told(.none), .definitionApproximate),
      (told(isSameDefinition: false), .definitionDiffers),
      (told(isSamePeriod: false), .periodDiffers), (told(isOfAll: false), .populationDiffers),
    ]
    for (published, reason) in cases { expectNothingBeside(try compare(published), [reason]) }
    expectNothingBeside(try compare(nil, parts: nil), [.notPublished])
  }

  @Test func `a preliminary figure is compared and told`() throws {
    let found = try compare(told(isFinal: false))
    #expect(found.verdict == .above && found.reasons == [.preliminary])
  }

  @Test func `few schools or pupils behind a published figure are no analogue`() throws {
    expectNothingBeside(try compare(told(), schools: 4), [.tooFewSchools])
    #expect(try compare(told(), schools: 5).verdict == .above)
    let few = Parts(numerator: 9, denominator: 29)
    expectNothingBeside(try compare(told(), parts: few), [.tooFewUnits])
    #expect(
      try compare(told(), parts: Parts(numerator: 9, denominator: 30)).reasons.isEmpty)
  }

  @Test func `a figure that cannot hold the school is none`() throws {
    expectNothingBeside(try compare(told(), parts: nil), [.publishedDisagrees])
  }

  @Test func `a total of a sensitive indicator is not set beside a school`() throws {
    expectNothingBeside(try compare(told(), sensitive: true), [.suppressed])
  }

  @Test func `without a number of pupils the school stays in, and a large school has no verdict`()
    throws
  {
    let found = try compare(told(hasUnits: false, ownShare: 0.1), parts: nil)
    #expect(found.verdict == .above && found.reasons == [.analogueExact, .includesSchool])
    #expect(found.analogueValue == 0.3 && found.analogueParts == nil)
    // Wilson's interval of 60 of 100 is 0.502003 to 0.690599, less 0.3.
    let interval = try #require(found.differenceInterval)
    #expect(abs(interval.low - 0.202003) < 1e-6 && abs(interval.high - 0.390599) < 1e-6)
    expectNothingBeside(
      try compare(told(hasUnits: false, ownShare: 0.11), parts: nil),
      [.analogueExact, .includesSchool, .ownShareLarge])
  }

  @Test func `what rounding may hide makes the interval longer`() throws {
    let alone = try compare(told(hasUnits: false, rounding: 0.005), parts: nil)
    let interval = try #require(alone.differenceInterval)
    #expect(abs(interval.low - 0.197003) < 1e-6 && abs(interval.high - 0.395599) < 1e-6)
    // Taking 100 of 500 out moves the rest by 500/400 of what the whole may have moved.
    let (exact, rounded) = try (compare(told()), compare(told(rounding: 0.004)))
    let (near, far) = try (
      #require(exact.differenceInterval), #require(rounded.differenceInterval)
    )
    #expect(abs(near.low - far.low - 0.005) < 1e-12 && abs(far.high - near.high - 0.005) < 1e-12)
  }

  @Test func `a mean without its spread is taken as exact`() throws {
    func mean(_ squares: Double?) throws -> Comparison {
      let analogue = Comparison.Analogue(
        kind: .regionalPublished, schools: 8,
        parts: Parts(numerator: 350, denominator: 100, sumSquares: squares), values: [],
        published: told(value: 3.6))
      return Comparison(
        Parts(numerator: 84, denominator: 20, sumSquares: 356), beside: analogue,
        of: try indicator("mean"), under: limits)
    }
    #expect(try mean(nil).reasons == [.analogueExact])
    #expect(try mean(1275).reasons.isEmpty)
    #expect(abs(try #require(try mean(nil).analogueValue) - 3.5) < 1e-12)
  }

  @Test(arguments: [AnalogueKind.municipal, .municipalPublished])
  func `coverage below the limits is told, and below the lower one forbids`(kind: AnalogueKind)
    throws
  {
    func reasons(_ coverage: Double?) throws -> (Verdict, [ComparisonReason]) {
      let analogue = Comparison.Analogue(
        kind: kind, schools: 8, parts: Parts(numerator: 120, denominator: 400), values: [0.3],
        published: kind.isPublished ? told() : nil, coverage: coverage)
      let found = Comparison(
        Parts(numerator: 60, denominator: 100), beside: analogue, of: try indicator(),
        under: limits)
      return (found.verdict, found.reasons)
    }
    #expect(try reasons(nil) == (.above, []))
    #expect(try reasons(0.9) == (.above, []))
    #expect(try reasons(0.89) == (.above, [.coverageIncomplete]))
    #expect(try reasons(0.7) == (.above, [.coverageIncomplete]))
    #expect(try reasons(0.69) == (.notComparable, [.coverageLow]))
  }

  private func earlier(
    _ numerator: Double, beside before: Double, scaleChanged: Bool = false, doubtful: Bool = false
  ) throws -> Comparison {
    let analogue = Comparison.Analogue(
      kind: .previous, schools: nil, parts: Parts(numerator: before, denominator: 100), values: [],
      isScaleChanged: scaleChanged, hasDoubtfulMarks: doubtful)
    return Comparison(
      Parts(numerator: numerator, denominator: 100), beside: analogue, of: try indicator(),
      under: limits)
  }

  @Test func `an earlier year on another scale is no analogue`() throws {
    expectNothingBeside(try earlier(60, beside: 50, scaleChanged: true), [.scaleChanged])
    #expect(try earlier(60, beside: 50).reasons.isEmpty)
  }

  @Test func `more than three standard errors in a year are a jump, told to the operator`() throws {
    // Newcombe: 0.21 beside three errors of 0.2037, and 0.20 beside 0.2041.
    let jump = try earlier(61, beside: 40)
    #expect(jump.verdict == .above && jump.reasons == [.yearJump])
    #expect(try earlier(60, beside: 40).reasons.isEmpty)
    #expect(ComparisonReason.yearJump.isForOperator)
  }

  @Test func `doubtful marks are told and forbid nothing`() throws {
    let found = try earlier(60, beside: 50, doubtful: true)
    #expect(found.reasons == [.marksDoubtful] && found.verdict == .within)
  }
}
