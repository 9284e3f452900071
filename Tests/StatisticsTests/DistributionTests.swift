import Foundation
import Testing

@testable import Statistics

struct DistributionTests {
  @Test(arguments: [
    (0.25, -0.6744897501960817), (0.001, -3.090232306167814), (1e-20, -9.262340089798408),
    (0.975, 1.959963984540054),
  ])
  func `normal quantiles are those published with AS 241`(probability: Double, quantile: Double) {
    #expect(agree(normalQuantile(probability), quantile, within: 1e-15))
  }

  @Test func `the normal quantile and distribution function undo each other`() {
    for step in 1..<2000 {
      let probability = Double(step) / 2000
      #expect(agree(normalCDF(normalQuantile(probability)), probability, within: 1e-15))
    }
    for exponent in stride(from: -300.0, to: -1, by: 7) {
      let tail = pow(10, exponent)
      #expect(abs(normalCDF(normalQuantile(tail)) / tail - 1) < 1e-11)
    }
  }

  @Test func `normal quantiles of 0 and 1 are infinite, of anything else nan`() {
    #expect(normalQuantile(0) == -.infinity)
    #expect(normalQuantile(1) == .infinity)
    #expect(normalQuantile(0.5) == 0)
    #expect(normalQuantile(-0.1).isNaN && normalQuantile(1.1).isNaN && normalQuantile(.nan).isNaN)
  }

  /// Fisher and Yates, Statistical Tables, table III.
  @Test(arguments: [
    (1.0, 0.975, 12.706), (2, 0.975, 4.303), (3, 0.975, 3.182), (5, 0.975, 2.571),
    (10, 0.975, 2.228), (30, 0.975, 2.042), (120, 0.975, 1.980), (1, 0.995, 63.657),
    (4, 0.995, 4.604), (20, 0.995, 2.845), (9, 0.95, 1.833), (60, 0.9995, 3.460),
  ])
  func `Student quantiles are those of the tables`(df: Double, probability: Double, t: Double) {
    #expect(abs(studentQuantile(probability, degreesOfFreedom: df) - t) < 0.0005)
  }

  @Test func `Student quantiles satisfy the closed form for four degrees`() {
    for probability in [0.6, 0.75, 0.9, 0.975, 0.999, 0.999999] {
      let t = studentQuantile(probability, degreesOfFreedom: 4)
      let u = t * t / (4 + t * t)
      // ∫ of (1 + t²/4)^(−5/2) in elementary terms.
      #expect(agree(0.5 + u.squareRoot() * (1.5 - u / 2) / 2, probability, within: 1e-13))
    }
  }

  @Test func `Student quantiles and tails undo each other`() {
    for df in [0.5, 3, 3.5, 7, 29, 100, 400, 999] {
      for tail in [0.4, 0.1, 0.025, 0.001, 1e-6] {
        let t = studentQuantile(1 - tail, degreesOfFreedom: df)
        #expect(abs(studentTail(t, df) / (1 - (1 - tail)) - 1) < 1e-10, "\(df) \(tail)")
        #expect(studentQuantile(tail, degreesOfFreedom: df) < 0)
      }
    }
  }

  @Test func `the expansion for many degrees agrees with the inverted integral`() {
    for df in [1000.0, 1500, 4000] {
      for z in [0.3, 1.0, 1.96, 3.0, 4.9] {
        let t = studentQuantile(normalCDF(z), degreesOfFreedom: df)
        #expect(abs(studentTail(t, df) / normalCDF(-z) - 1) < 1e-10)
      }
    }
    #expect(studentQuantile(0.975, degreesOfFreedom: .infinity) == normalQuantile(0.975))
  }

  @Test func `Student quantiles at the edges`() {
    #expect(studentQuantile(0.5, degreesOfFreedom: 3) == 0)
    #expect(studentQuantile(0, degreesOfFreedom: 3) == -.infinity)
    #expect(studentQuantile(1, degreesOfFreedom: 3) == .infinity)
    #expect(studentQuantile(0.9, degreesOfFreedom: 0).isNaN)
    #expect(studentQuantile(1.5, degreesOfFreedom: 3).isNaN)
  }

  @Test func `the incomplete gamma function sums the Poisson distribution`() {
    for mean in [0.3, 2.0, 17.5, 140] {
      for count in [0, 1, 5, 20, 150] {
        let terms = (0...count).map { k in
          exp(Double(k) * log(mean) - mean - logGamma(Double(k) + 1))
        }
        let sum = terms.reduce(0, +)
        #expect(agree(incompleteGamma(Double(count) + 1, mean).upper, sum, within: 1e-12))
      }
    }
  }

  @Test func `gamma quantiles are continuous where the approximation begins`() {
    for z in [-3.0, -1.96, 1.96, 3.0] {
      let exact = gammaQuantile(shape: 9_999.9, tail: normalCDF(-abs(z)), fromRight: z > 0)
      let close = gammaQuantile(shape: 10_000.1, tail: normalCDF(-abs(z)), fromRight: z > 0)
      #expect(abs((close - exact) / exact - 0.2 / 10_000) < 1e-6)
    }
  }
}
