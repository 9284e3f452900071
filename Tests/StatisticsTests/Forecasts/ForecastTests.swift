import Foundation
import Testing

@testable import Statistics

@Suite struct ForecastTests {
  private func series(
    _ count: Int, _ length: Int, seed: UInt64, _ next: (inout RandomSource, [Double]) -> Double
  ) -> [Forecast.Series] {
    var source = RandomSource(seed: seed)
    return (0..<count).map { _ in
      var values: [Double] = []
      for _ in 0..<length { values.append(next(&source, values)) }
      return Forecast.Series(times: (0..<length).map { 2018 + Double($0) }, values: values)
    }
  }

  private func value(_ outlook: Forecast.Outlook) -> Double? {
    if case .value(let value, _) = outlook { value } else { nil }
  }

  @Test func `noise about a level is carried forward by its mean`() {
    let noise = series(60, 5, seed: 1) { source, _ in 50 + source.normal() }
    let result = Forecast().run(noise)
    #expect(result.method == .mean)
    let expected = noise.map { $0.values.reduce(0, +) / 5 }
    #expect(agree(result.outlooks.compactMap { value($0[0]) }, expected, within: 1e-12))
  }

  @Test func `a common slope is carried forward`() throws {
    let rising = series(60, 5, seed: 2) { source, values in
      10 + 3 * Double(values.count) + 0.5 * source.normal()
    }
    let result = Forecast(horizon: 2).run(rising)
    #expect(result.method == .drift)
    let steps = zip(rising, result.outlooks).compactMap { one, outlook in
      value(outlook[1]).map { ($0 - one.values[4]) / 2 }
    }
    // Slopes are the common one, 3, and almost all noise is taken out of them.
    #expect(abs(steps.reduce(0, +) / 60 - 3) < 0.1)
    #expect((steps.max() ?? 9) - (steps.min() ?? 0) < 0.4)
  }

  @Test func `a walk that no method foresees stays where it is`() {
    let walk = series(80, 6, seed: 3) { source, values in
      (values.last ?? 0) + source.normal()
    }
    let result = Forecast().run(walk)
    #expect(result.method == .naive)
    #expect(value(result.outlooks[7][0]) == walk[7].values.last)
    let naive = result.trials.first { $0.method == .naive }
    #expect(naive?.scaledError == 1 && naive?.relative == 1)
    // Each of 80 series has an error at its second to fifth value.
    #expect(naive?.cases == 320)
  }

  @Test func `a change that fades is carried forward by Holt`() {
    let fading = series(40, 8, seed: 4) { source, values in
      100 - 40 * pow(0.9, Double(values.count)) + 0.02 * source.normal()
    }
    let result = Forecast(horizon: 2).run(fading)
    #expect(result.method == .holt)
  }

  @Test func `intervals hold the next value as often as they say`() {
    let long = series(400, 6, seed: 5) { source, _ in 20 + 2 * source.normal() }
    let short = long.map { one in
      Forecast.Series(times: Array(one.times.prefix(5)), values: Array(one.values.prefix(5)))
    }
    let result = Forecast().run(short)
    let held = zip(long, result.outlooks).count { one, outlook in
      if case .value(_, let interval) = outlook[0] {
        interval.contains(one.values[5])
      } else {
        false
      }
    }
    // 95 % of 400, four standard errors; early trials rest on fewer values, so it is a little wide.
    #expect(Double(held) / 400 > 0.95 - 0.0436 && held < 400)
  }

  @Test func `shares stay shares`() throws {
    var source = RandomSource(seed: 6)
    let shares = (0..<40).map { _ in
      Forecast.Series(
        times: [1, 2, 3, 4], values: (0..<4).map { _ in Double(18 + source.index(below: 3)) / 20 },
        units: [20, 20, 20, 20])
    }
    let result = Forecast().run(shares)
    #expect(result.isLogit)
    for outlook in result.outlooks {
      guard case .value(let value, let interval) = outlook[0] else {
        Issue.record("no forecast")
        continue
      }
      #expect(0 < interval.low && interval.low < value && value < interval.high)
      #expect(interval.high < 1)
    }
  }

  @Test func `too few values, units or trials have no forecast`() {
    let few = Forecast.Series(times: [1, 2], values: [5, 6])
    #expect(Forecast().run([few]).outlooks == [[.none(.tooFewPoints)]])
    let three = Forecast.Series(times: [1, 2, 3], values: [5, 6, 4])
    #expect(Forecast().run([three]).outlooks == [[.none(.noBacktest)]])
    let small = Forecast.Series(times: [1, 2, 3], values: [5, 6, 4], units: [30, 30, 9])
    #expect(Forecast().run([small]).outlooks == [[.none(.tooFewUnits)]])
  }
}
