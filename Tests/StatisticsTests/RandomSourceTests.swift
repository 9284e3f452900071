import Testing

@testable import Statistics

struct RandomSourceTests {
  @Test func `xoshiro256** gives the numbers of its authors' program`() {
    // State 1, 2, 3, 4; the numbers are those of the reference C program, as in the tests of rand_xoshiro.
    var source = RandomSource(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
    ]
    #expect(expected == expected.map { _ in source.next() })
  }

  @Test func `SplitMix64 gives the numbers of its authors' program`() {
    var mixer = SplitMix(state: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected == expected.map { _ in mixer.next() })
  }

  @Test func `a stream depends on the seed and its number alone`() {
    let fresh = RandomSource(seed: 9)
    var used = fresh
    for _ in 0..<100 { _ = used.next() }
    var (a, b) = (fresh.stream(3), used.stream(3))
    #expect((0..<10).allSatisfy { _ in a.next() == b.next() })
    var (c, d) = (fresh.stream(3), fresh.stream(4))
    #expect((0..<10).allSatisfy { _ in c.next() != d.next() })
  }

  @Test func `streams of names are those of the names' hash`() {
    // FNV-1a of "a" with 64 bits is 0xaf63dc4c8601ec8c (test vector of the FNV page).
    var (named, numbered) = (
      RandomSource(seed: 1).stream(named: "a"),
      RandomSource(seed: 1).stream(0xaf63_dc4c_8601_ec8c)
    )
    #expect(named.next() == numbered.next())
  }

  @Test func `neighboring streams are not correlated`() {
    let root = RandomSource(seed: 1)
    let draws = (0..<4000).map { index in
      var source = root.stream(UInt64(index))
      return source.normal()
    }
    let correlation = pearson(Array(draws.dropLast()), Array(draws.dropFirst()))!
    // Standard error 1/√4000 = 0.0158.
    #expect(abs(correlation) < 4 * 0.0158)
  }

  @Test func `uniform numbers lie strictly between 0 and 1 and are level`() {
    var source = RandomSource(seed: 2)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 {
      let number = source.uniform()
      #expect(number > 0 && number < 1)
      counts[Int(number * 10)] += 1
    }
    let chiSquare = counts.reduce(0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
    #expect(chiSquare < 27.88)  // 99.9 % of chi-square with 9 degrees
  }

  @Test func `normal numbers have the moments of the normal distribution`() {
    var source = RandomSource(seed: 3)
    let draws = (0..<200_000).map { _ in source.normal() }
    func moment(_ power: Int) -> Double {
      draws.reduce(0) { sum, x in sum + (0..<power).reduce(1) { product, _ in product * x } }
        / Double(draws.count)
    }
    // Four standard errors of each: √(1, 2, 15, 96)/√n.
    let error = 4 / Double(draws.count).squareRoot()
    #expect(abs(moment(1)) < error)
    #expect(abs(moment(2) - 1) < error * 2.0.squareRoot())
    #expect(abs(moment(3)) < error * 15.0.squareRoot())
    #expect(abs(moment(4) - 3) < error * 96.0.squareRoot())
  }

  @Test func `whole numbers below a bound are equally likely`() {
    var source = RandomSource(seed: 4)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[source.index(below: 7)] += 1 }
    let chiSquare = counts.reduce(0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
    #expect(chiSquare < 22.46)  // 99.9 % of chi-square with 6 degrees
  }
}
