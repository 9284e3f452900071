import Foundation
import Schools
import Statistics
import Testing

@testable import Pipeline

/// How large a difference is and how surely it is one, kind by kind.
@Suite struct DifferenceSizeTests {
  private let limits = Thresholds(["band_near": 1, "band_far": 2])

  private func size(
    _ own: Parts, _ other: Parts?, _ kind: String, direction: String = "higher",
    value: Double? = nil, rounding: Double = 0, spread: Interval.Spread? = nil
  ) throws -> DifferenceSize {
    let indicator = try TestIndicator.make(kind: kind, direction: direction)
    return DifferenceSize(
      of: own, beside: other,
      analogueValue: try value ?? #require(other?.value(indicator.kind)), rounding: rounding,
      indicator, spread: spread, under: limits)
  }

  @Test func `shares have h, a score with half a success added, and Newcombe's p-value`() throws {
    let found = try size(
      Parts(numerator: 12, denominator: 40), Parts(numerator: 90, denominator: 400), "share")
    // 2 asin √0.3 − 2 asin √0.225.
    #expect(abs(try #require(found.effect) - 0.170847) < 1e-6)
    // 0.075 / √(0.304878·0.695122/40 + 0.225686·0.774314/400).
    #expect(abs(try #require(found.z) - 0.990358) < 1e-6)
    #expect(found.band == 0)
    // Newcombe's lower end is 0 at z = 1.074052.
    #expect(abs(try #require(found.probability) - 0.282800) < 1e-6)
  }

  @Test func `the band counts limits reached, and below zero is worse`() throws {
    let many = Parts(numerator: 300, denominator: 1000)
    func band(_ numerator: Double, _ direction: String) throws -> Int? {
      try size(
        Parts(numerator: numerator, denominator: 100), many, "share", direction: direction
      ).band
    }
    // 0.6 is 5.87 standard errors above 0.3; 0.38 is 1.57; 0.31 is 0.21.
    #expect(try band(60, "higher") == 2 && band(38, "higher") == 1 && band(31, "higher") == 0)
    #expect(try band(60, "lower") == -2 && band(60, "context") == 2)
    #expect(try band(10, "higher") == -2 && band(10, "lower") == 2)
  }

  @Test func `means have d and Student's p-value`() throws {
    // Ten marks of 3 and 5 by halves beside ten of 2 and 4: squares of 10 and 10 over 18 degrees, a variance of 10/9.
    let found = try size(
      Parts(numerator: 40, denominator: 10, sumSquares: 170),
      Parts(numerator: 30, denominator: 10, sumSquares: 100), "mean")
    #expect(abs(try #require(found.effect) - 1 / (10.0 / 9).squareRoot()) < 1e-12)
    // t = 1/√(10/9·(1/10 + 1/10)) = 2.1213 with 18 degrees of freedom.
    #expect(abs(try #require(found.probability) - 0.04802) < 1e-4)
    // z = 1/√(10/9/10 + 10/9/10) is the same here.
    #expect(abs(try #require(found.z) - 2.12132) < 1e-5 && found.band == 2)
  }

  @Test func `a mean of few units leans on the spread of all schools`() throws {
    // One five beside two fours; units vary by 200 over 400 degrees: ½.
    let found = try size(
      Parts(numerator: 5, denominator: 1, sumSquares: 25),
      Parts(numerator: 8, denominator: 2, sumSquares: 32), "mean",
      spread: Interval.Spread(squares: 200, degrees: 400))
    #expect(abs(try #require(found.effect) - 1 / 0.5.squareRoot()) < 1e-12)
    // √(½ + ¼) = 0.866.
    #expect(abs(try #require(found.z) - 1 / 0.75.squareRoot()) < 1e-12 && found.band == 1)
    #expect(abs(try #require(found.probability) - 0.2489) < 1e-3)
  }

  @Test func `an exact analogue has no error of its own, and rounding lowers what is sure`() throws
  {
    let own = Parts(numerator: 12, denominator: 40)
    let exact = try size(own, nil, "share", value: 0.225)
    // The score test of 0.3 against 0.225.
    #expect(abs(try #require(exact.probability) - 0.255989) < 1e-5)
    let rounded = try size(own, nil, "share", value: 0.225, rounding: 0.01)
    // Of 0.3 against 0.235: 0.065/√(0.235·0.765/40) = 0.969588.
    #expect(abs(try #require(rounded.probability) - 0.332261) < 1e-5)
    #expect(rounded.effect == exact.effect)
  }

  @Test func `ratios and rates have the logarithm of their quotient, flags nothing`() throws {
    func parts(_ a: Double, _ b: Double) -> Parts {
      Parts(numerator: a, denominator: 100, baseNumerator: b, baseDenominator: 100)
    }
    let ratio = try size(parts(40, 20), parts(20, 20), "ratio")
    #expect(abs(try #require(ratio.effect) - log(2)) < 1e-12 && ratio.z ?? 0 > 1)
    let rate = try size(
      Parts(numerator: 30, denominator: 10), Parts(numerator: 100, denominator: 100), "count")
    #expect(abs(try #require(rate.effect) - log(3)) < 1e-12)
    let flag = try size(
      Parts(numerator: 1, denominator: 1), Parts(numerator: 6, denominator: 8), "flag")
    #expect(flag.effect == nil && flag.z == nil && flag.band == nil && flag.probability == nil)
  }
}
