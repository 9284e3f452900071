import Foundation

/// Similar secondary schools of a region, computed once more from the bundles' files alone, as the method is written.
struct SecondContext {
  /// A weight that was learned, by the variable's name.
  struct Weight: Decodable {
    let variable: String
    let weight: Double
  }

  struct Near {
    let school: String
    let distance: Double
  }

  private(set) var neighborCount = 0
  private(set) var caliper = 0.0
  private(set) var lists: [String: [Near]] = [:]

  init(_ region: IndependentRegion, year: Int, weights: [Weight]) {
    var context: [(school: String, values: [String: Double])] = []
    for school in region.delivering(year: year).sorted() where region.hasUpperGrades(school, year) {
      context.append((school, Self.values(region, school, year)))
    }
    var columns: [[Double]] = []
    for item in weights {
      let raw = context.map { $0.values[item.variable] ?? .nan }
      let middle = Self.middle(raw)
      var unit = 1.4826 * Self.middle(raw.map { abs($0 - middle) })
      if unit == 0 {
        let mean = raw.reduce(0, +) / Double(raw.count)
        unit = (raw.map { pow($0 - mean, 2) }.reduce(0, +) / Double(raw.count - 1)).squareRoot()
      }
      let scale = ["ctx.rural", "town"].contains(item.variable) ? 0.7 : 1
      columns.append(raw.map { scale * max(-3, min(3, ($0 - middle) / unit)) })
    }
    func distance(_ a: Int, _ b: Int) -> Double {
      zip(weights, columns).map { $0.weight * pow($1[a] - $1[b], 2) }.reduce(0, +).squareRoot()
    }
    let others = context.count - 1
    neighborCount = min(30, max(8, Int((Double(others) / 8).rounded())))
    var near: [[Near]] = []
    for school in context.indices {
      near.append(
        context.indices.filter { $0 != school }
          .map { Near(school: context[$0].school, distance: distance(school, $0)) }
          .sorted {
            abs($0.distance - $1.distance) > 1e-12
              ? $0.distance < $1.distance : $0.school < $1.school
          }
          .prefix(neighborCount).map { $0 })
    }
    let last = near.map { $0[neighborCount - 1].distance }.sorted()
    let place = 0.95 * Double(last.count - 1)
    let below = Int(place)
    caliper = last[below] + (place - Double(below)) * (last[below + 1] - last[below])
    for (index, school) in context.enumerated() {
      let kept = near[index].filter { $0.distance <= caliper }
      if kept.count >= 8 { lists[school.school] = kept }
    }
  }

  private static func values(
    _ region: IndependentRegion, _ school: String, _ year: Int
  ) -> [String: Double] {
    let place = region.record(of: "school_year", school, year) ?? [:]
    let passport = region.record(of: "social_passport", school, year) ?? [:]
    let count = Double(passport["roll_count"] ?? "") ?? .nan
    func share(_ column: String) -> Double {
      let part = Double(passport[column] ?? "") ?? .nan
      return log((part + 0.5) / (count - part + 0.5))
    }
    return [
      "ctx.size": log(Double(region.roll(of: school, year: year))),
      "ctx.rural": place["settlement"] == "village" ? 1 : 0,
      "town": place["settlement"] == "town" ? 1 : 0,
      "ctx.selective": ["gymnasium", "lyceum", "advanced"].contains(place["school_kind"]) ? 1 : 0,
      "ctx.par_he_both_share": share("par_he_both_count"),
      "ctx.single_parent_share": share("single_parent_count"),
      "ctx.low_income_share": share("low_income_count"),
      "ctx.unemployed_par_share": share("unemployed_parents_count"),
      "ctx.ovz_share": share("ovz_count"),
      "ctx.nonrussian_home_share": share("nonrussian_home_count"),
      "ctx.moved_in_share": share("moved_in_count"),
    ]
  }

  private static func middle(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }
}
