import Foundation
import Testing

/// `soko method value-added`, on the exam data against lme4 1.1-31 and the exact ranks of their README.
@Suite struct ValueAddedMethodTests {
  struct Document: Decodable {
    struct Fixed: Decodable { let name: String; let estimate: Double; let standardError: Double }
    struct Variance: Decodable {
      let group: Double; let residual: Double; let slope: Double?; let covariance: Double?
    }
    struct Effect: Decodable {
      let group: String; let n: Int; let effect: Double; let standardError: Double
      let low: Double; let high: Double; let rank: Int; let rankLow: Int; let rankHigh: Int
      let setLow: Int; let setHigh: Int; let expectedRank: Double
      let predictionError: Double; let slope: Double?
      let integratedEffect: Double?; let integratedError: Double?
      let integratedLow: Double?; let integratedHigh: Double?
      let integratedRankLow: Int?; let integratedRankHigh: Int?
    }
    struct Input: Decodable { let rows: Int; let used: Int; let leftOut: Int }
    let input: Input
    let dropped: [String]
    let fixed: [Fixed]
    let variance: Variance
    let criterion: Double
    let comparisonFactor: Double?
    let effects: [Effect]
  }

  private struct Reference: Decodable {
    struct Model: Decodable {
      struct Coefficient: Decodable { let est: Double; let se: Double }
      struct School: Decodable {
        let school: Int; let blup: Double?; let cond_sd: Double?
        let pev_sd: Double?; let rank: Int?
        let blup_int: Double?; let blup_slope: Double?; let cond_var_int: Double?
        let rank_int: Int?
      }
      let fixed: [String: Coefficient]
      let var_re: [[Double]]
      let var_resid: Double
      let logLik: Double
      let schools: [School]
    }
    let null_REML: Model, null_ML: Model, ri_REML: Model, ri_ML: Model, rs_REML: Model
    let rs_ML: Model
  }

  private struct Ranks: Decodable {
    struct School: Decodable {
      let school: Int; let mean_rank: Double; let lo95: Int; let hi95: Int; let point_rank: Int
    }
    let schools: [School]
  }

  private static let arguments = ["value-added", "--group", "school", "--outcome", "normexam"]
  private static let hasReference = MethodRun.reference("exam/exam_reference.json") != nil

  private func fit(_ more: [String]) throws -> Document {
    try MethodRun(Self.arguments + more, input: MethodRun.exam).document(as: Document.self)
  }

  @Test(
    .enabled(if: hasReference, "set SOKO_REFERENCE_DATA to the folder of the reference results"))
  func `six models of 4,059 pupils are those of lme4`() throws {
    let data = try #require(MethodRun.reference("exam/exam_reference.json"))
    let reference = try JSONDecoder().decode(Reference.self, from: data)
    let (one, slope) = (["--predictors", "standLRT"], ["--random-slope", "standLRT"])
    for (model, more) in [
      (reference.null_REML, []), (reference.null_ML, ["--estimator", "ml"]),
      (reference.ri_REML, one), (reference.ri_ML, one + ["--estimator", "ml"]),
      (reference.rs_REML, one + slope), (reference.rs_ML, one + slope + ["--estimator", "ml"]),
    ] {
      let found = try fit(more)
      #expect(found.input.used == 4059 && found.effects.count == 65)
      #expect(found.fixed[0].name == "(Intercept)")
      #expect(found.fixed.count == model.fixed.count)
      for fixed in found.fixed {
        let expected = try #require(model.fixed[fixed.name])
        #expect(abs(fixed.estimate - expected.est) < 1e-6)
        #expect(abs(fixed.standardError - expected.se) < 1e-6)
      }
      #expect(abs(found.variance.group - model.var_re[0][0]) < 1e-6)
      #expect(abs(found.variance.residual - model.var_resid) < 1e-6)
      if model.var_re.count == 2 {
        #expect(abs(try #require(found.variance.slope) - model.var_re[1][1]) < 1e-6)
        #expect(abs(try #require(found.variance.covariance) - model.var_re[0][1]) < 1e-6)
      }
      #expect(abs(found.criterion + 2 * model.logLik) < 1e-6)
      let effects = Dictionary(uniqueKeysWithValues: found.effects.map { ($0.group, $0) })
      for school in model.schools {
        let effect = try #require(effects[String(school.school)])
        #expect(abs(effect.effect - (try #require(school.blup ?? school.blup_int))) < 1e-6)
        let spread = try #require(school.cond_sd ?? school.cond_var_int?.squareRoot())
        #expect(abs(effect.standardError - spread) < 1e-6)
        if let error = school.pev_sd { #expect(abs(effect.predictionError - error) < 1e-6) }
        #expect(abs(effect.high - effect.effect - 1.96 * effect.standardError) < 1e-12)
        #expect(effect.rank == school.rank ?? school.rank_int)
        if let tilt = school.blup_slope { #expect(abs((effect.slope ?? 0) - tilt) < 1e-6) }
      }
    }
  }

  @Test(
    .enabled(if: hasReference, "set SOKO_REFERENCE_DATA to the folder of the reference results"))
  func `places of 65 schools and their intervals are the exact ones`() throws {
    let data = try #require(MethodRun.reference("exam/exam_ranks_reference.json"))
    let reference = try JSONDecoder().decode(Ranks.self, from: data)
    let found = try fit(["--predictors", "standLRT"])
    let effects = Dictionary(uniqueKeysWithValues: found.effects.map { ($0.group, $0) })
    for school in reference.schools {
      let effect = try #require(effects[String(school.school)])
      #expect(effect.rank == school.point_rank)
      #expect(effect.rankLow == school.lo95 && effect.rankHigh == school.hi95)
      #expect(abs(effect.expectedRank - school.mean_rank) < 1e-6)
      #expect(effect.setLow <= effect.rankLow && effect.rankHigh <= effect.setHigh)
    }
  }

  @Test func `what is integrated is wider than what takes variances as known, by little among 65`()
    throws
  {
    let found = try fit(["--predictors", "standLRT"])
    // Goldstein and Healy give 1.4; the mean over all pairs of these errors is 1.404, recomputed elsewhere.
    #expect(abs(try #require(found.comparisonFactor) - 1.404) < 0.0006)
    for effect in found.effects {
      let (low, high) = (try #require(effect.integratedLow), try #require(effect.integratedHigh))
      let error = try #require(effect.integratedError)
      #expect((0.99..<1.05).contains(error / effect.predictionError))
      #expect(abs(try #require(effect.integratedEffect) - effect.effect) < 0.1 * error)
      #expect(abs((high - low) / (2 * 1.96 * error) - 1) < 0.01)
      let places = (try #require(effect.integratedRankLow), try #require(effect.integratedRankHigh))
      #expect(abs(places.0 - effect.rankLow) <= 2 && abs(places.1 - effect.rankHigh) <= 2)
      #expect(effect.setLow <= places.0 && places.1 <= effect.setHigh)
    }
    // It rests on one likelihood, whichever estimator the other keys have.
    let other = try fit(["--predictors", "standLRT", "--estimator", "ml"])
    #expect(zip(found.effects, other.effects).allSatisfy { $0.integratedLow == $1.integratedLow })
    // With a slope of each group, and for a handful of groups, there is none.
    let slope = try fit(["--predictors", "standLRT", "--random-slope", "standLRT"])
    #expect(slope.effects.allSatisfy { $0.integratedEffect == nil })
    let few = try MethodRun(Self.asked + ["prior"], table: Self.small).document(as: Document.self)
    #expect(few.effects.allSatisfy { $0.integratedEffect == nil })
  }

  /// The MLwiN manual (Rasbash et al., 2009) as the multilevel textbooks quote it: 0.002, 0.563, 0.092, 0.566, 9357.2.
  @Test func `the published figures of the tutorial come out`() throws {
    let found = try fit(["--predictors", "standLRT", "--estimator", "ml"])
    #expect(abs(found.fixed[0].estimate - 0.002) < 5e-4)
    #expect(abs(found.fixed[1].estimate - 0.563) < 5e-4)
    #expect(abs(found.variance.group - 0.092) < 5e-4)
    #expect(abs(found.variance.residual - 0.566) < 5e-4)
    #expect(abs(found.criterion - 9357.2) < 0.05)
  }

  private static let small = """
    school,score,prior,same
    b,1,2,7
    b,3,,7
    a,2,1,7
    b,5,4,7
    ,9,9,7
    a,4,2,7
    a,3,3,7
    c,8,1,7
    c,6,2,7

    """
  private static let asked = [
    "value-added", "--group", "school", "--outcome", "score", "--predictors",
  ]

  @Test func `rows that miss a cell are counted, groups go by name, a constant column is named`()
    throws
  {
    let plain = try MethodRun(Self.asked + ["prior"], table: Self.small).document(as: Document.self)
    #expect(plain.input.rows == 9 && plain.input.used == 7 && plain.input.leftOut == 2)
    #expect(plain.effects.map(\.group) == ["a", "b", "c"] && plain.effects.map(\.n) == [3, 2, 2])
    let more = try MethodRun(Self.asked + ["same,prior"], table: Self.small)
      .document(as: Document.self)
    #expect(more.dropped == ["same"])
    #expect(more.effects.map(\.effect) == plain.effects.map(\.effect))
  }

  @Test func `the order of rows and the number of threads change no byte`() throws {
    let lines = Self.small.split(separator: "\n")
    let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
    let first = try MethodRun(Self.asked + ["prior", "--threads", "1"], table: Self.small).output
    #expect(
      first == (try MethodRun(Self.asked + ["prior", "--threads", "2"], table: turned).output))
    #expect(!first.isEmpty)
  }

  @Test func `a column that is not there is a usage error, a table that cannot serve is rejected`()
    throws
  {
    func outcome(_ arguments: [String], _ table: String = Self.small) throws -> (Int32, Bool) {
      let run = try MethodRun(arguments, table: table)
      return (run.status, run.output.isEmpty && run.errors.contains("soko: method."))
    }
    #expect(try outcome(Self.asked + ["nothing"]) == (2, true))
    #expect(try outcome(Self.asked + ["prior", "--random-slope", "same"]) == (2, true))
    #expect(try outcome(Self.asked + ["prior"], "school,score,prior\na,x,1\n") == (3, true))
    #expect(
      try outcome(Self.asked + ["prior"], "school,score,prior\na,1,1\na,2,3\na,4,3\na,3,1\n")
        == (3, true))
    #expect(try MethodRun(["value-added"], table: Self.small).status == 2)
    #expect(try MethodRun(Self.asked + ["prior"], input: "/nowhere/table.csv").status == 1)
  }
}
