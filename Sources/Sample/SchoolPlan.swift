import Schools

/// What is planted in one school before any pupil is invented.
struct SchoolPlan {
  /// From 0 in the region.
  let index: Int
  let code: String
  /// From 0 in the region.
  let municipality: Int
  let type: SchoolType
  let name: Words
  /// Grades 10 and 11 have exactly four pupils each, in every year.
  let isTiny: Bool
  /// The social background of its pupils, in standard deviations between schools.
  let context: Double
  /// What the school itself adds to every measure; independent of context and cluster.
  let effect: Double
  let seed: UInt64
  private let scatter: [Double]
  private let slope: Double

  init(
    index: Int, code: String, municipality: Int, type: SchoolType, isTiny: Bool, seed: UInt64
  ) {
    self.index = index
    self.code = code
    self.municipality = municipality
    self.type = type
    self.isTiny = isTiny
    self.seed = seed
    var dice = Dice(seed, UInt64(index), 0x70_6C61_6E)
    context = (type.meanContext + 0.5 * dice.normal()).clamped(to: -2.5...2.5)
    effect = (0.36 * dice.normal()).clamped(to: -0.75...0.75)
    slope = 0.05 * dice.normal()
    scatter = Measure.allCases.map { _ in 0.15 * dice.normal() }

    let town = PlaceNames.town(ofMunicipality: municipality)
    let village = PlaceNames.village(ofSchool: index)
    let place =
      switch type.settlement {
      case .city: Words(ru: "г. \(town.ru)", en: "\(town.en) city")
      case .town: Words(ru: "пгт. \(town.ru)", en: "\(town.en) town")
      case .village: Words(ru: "с. \(village.ru)", en: "\(village.en) village")
      }
    name = Words(
      ru: "\(type.title.ru) № \(index + 1), \(place.ru) (синт.)",
      en: "\(type.title.en) No. \(index + 1), \(place.en) (synthetic)")
  }

  /// The overall quality: what its cluster adds on average, and its own effect.
  var quality: Double { type.cluster.contribution + effect }

  /// How strong the school is in `measure` in a year, in standard deviations between schools.
  ///
  /// Social background moves results and not conditions; `yearsPassed` counts from the first year of the sample.
  func level(_ measure: Measure, yearsPassed: Int) -> Double {
    let byContext =
      switch measure {
      case .marks, .exams9, .exams11: 0.3
      case .olympiad: 0.15
      case .sport, .category, .training, .staffing: 0.0
      }
    var dice = Dice(seed, UInt64(index), UInt64(yearsPassed), UInt64(measure.rawValue), 0x6C65_76)
    return type.cluster.mean(measure) + effect + byContext * context + scatter[measure.rawValue]
      + slope * Double(yearsPassed) + 0.08 * dice.normal()
  }

  /// A general level for what no measure covers: families, surveys, buildings.
  var general: Double { 0.6 * effect + 0.4 * context }

  /// How many pupils the grade of a year begins with. A cohort keeps its size as it grows up.
  func pupils(inGrade grade: Int, year: Int) -> Int {
    if isTiny && grade >= 10 { return 4 }
    var dice = Dice(seed, UInt64(index), UInt64(year - grade), 0x636F_686F)
    let upperShare =
      switch type.kind {
      case .gymnasium, .lyceum: 0.75
      case .advanced: 0.65
      case .secondary, .basic: 0.55
      }
    let grades = type.hasUpperGrades ? 9 + 2 * upperShare : 9
    let cohort = Double(type.size) / grades * (1 + 0.06 * dice.normal())
    return max(4, Int((grade >= 10 ? cohort * upperShare : cohort) + 0.5))
  }
}
