import Statistics
import Testing

@Suite struct WinsorizationTests {
  private let calm = (0..<20).map { Double($0) }

  @Test func `one extreme value becomes the next one`() {
    let found = Winsorization()(calm + [1000])
    #expect(found.values == calm + [19])
    #expect(found.treated == 1 && !found.isStillSkewed)
    // On the left side likewise, nan staying where it is.
    let left = Winsorization()([-1000, .nan] + calm)
    #expect(left.values[0] == 0 && left.values[1].isNaN && left.treated == 1)
  }

  @Test func `values within the limits are left alone`() {
    #expect(Winsorization()(calm).values == calm)
    #expect(Winsorization()([1, 1, 1, 1, 1]).treated == 0)
    #expect(Winsorization()([1, 900]).values == [1, 900])
  }

  @Test func `two far values take two steps, and five are the most`() {
    let two = Winsorization()(calm + [900, 1000])
    #expect(two.values == calm + [19, 19] && two.treated == 2)
    let many = Winsorization(points: 1)(calm + calm + calm + [900, 1000])
    #expect(many.treated == 1 && many.isStillSkewed)
    #expect(many.values.suffix(2) == [900, 900])
  }
}
