internal import Foundation
import Postgres
import Statistics

/// The yardstick of likeness for the schools of a region with one level and class, kept for an academic year.
struct ContextModel: Sendable {
  struct Key: Hashable, Sendable {
    let region: Int
    let year: Int
    let level: TaughtLevel
    let schoolClass: SchoolClass
  }

  /// A variable that varies: how it is measured and how much it counts.
  struct Variable: Codable, Sendable {
    let variable: ContextVariable
    /// The median, on the variable's scale.
    let center: Double
    let unit: Double
    /// Of the sum 1 over the variables.
    var weight: Double
    /// Of the outcome on the standardized variable; nil where too few schools have outcomes.
    var coefficient: Double?
  }

  enum WeightSource: String, Codable, Sendable { case regression, equal }

  let key: Key
  let version: Int
  /// Schools with enough context.
  let schoolCount: Int
  let neighborCount: Int
  /// Neighbors farther away are left out; nil where no school has so many.
  let caliper: Double?
  /// The median over schools of the mean distance to their similar schools; nil where none has any.
  let typicalDistance: Double?
  let weightsYear: Int
  let weightsFrom: WeightSource
  let penalty: Double?
  let crossFit: Double?
  let variables: [Variable]

  /// A school's standardized context, in the order of ``variables``: cut to −3…3 before the flags of settlement are
  /// scaled; nan where unknown.
  func scores(_ context: SchoolContext) -> [Double] {
    Self.scores(context.values, variables)
  }

  static func scores(_ values: [Double], _ variables: [Variable]) -> [Double] {
    let places = Dictionary(
      uniqueKeysWithValues: ContextVariable.allCases.enumerated().map { ($1, $0) })
    return variables.map { item in
      guard let place = places[item.variable], !values[place].isNaN else { return .nan }
      return min(3, max(-3, (values[place] - item.center) / item.unit)) * item.variable.scale
    }
  }

  /// How near two schools are.
  func method(leastWeight: Double) -> PartialNeighbors {
    PartialNeighbors(weights: variables.map(\.weight), leastWeight: leastWeight)
  }

  // MARK: - Rows

  private struct Row: Decodable {
    let territoryId: Int
    let academicYear: Int
    let level: String
    let schoolClass: String
    let version: Int
    let schoolCount: Int
    let neighborCount: Int
    let caliper: Double?
    let typicalDistance: Double?
    let weightsYear: Int
    let weightsFrom: String
    let penalty: Double?
    let crossFit: Double?
    let variables: String
  }

  /// The models in force.
  static func all(_ db: Database) throws -> [Key: ContextModel] {
    let rows = try db.all(
      """
      select territory_id, academic_year, level, school_class, version, school_count,
          neighbor_count, caliper, typical_distance, weights_year, weights_from, penalty,
          cross_fit, variables::text as variables
      from result.context_model where until_run is null
      """, as: Row.self)
    let models = try rows.compactMap { row -> ContextModel? in
      guard let level = TaughtLevel(rawValue: row.level),
        let schoolClass = SchoolClass(rawValue: row.schoolClass),
        let weightsFrom = WeightSource(rawValue: row.weightsFrom)
      else { return nil }
      return ContextModel(
        key: Key(
          region: row.territoryId, year: row.academicYear, level: level, schoolClass: schoolClass),
        version: row.version, schoolCount: row.schoolCount, neighborCount: row.neighborCount,
        caliper: row.caliper, typicalDistance: row.typicalDistance, weightsYear: row.weightsYear,
        weightsFrom: weightsFrom, penalty: row.penalty, crossFit: row.crossFit,
        variables: try JSONDecoder().decode([Variable].self, from: Data(row.variables.utf8)))
    }
    return Dictionary(uniqueKeysWithValues: models.map { ($0.key, $0) })
  }

  func insert(_ db: Database) throws {
    try db.execute(
      """
      insert into fresh_model values (\(key.region), \(key.year), \(key.level.rawValue),
          \(key.schoolClass.rawValue), \(version), \(schoolCount), \(neighborCount), \(caliper),
          \(typicalDistance), \(weightsYear), \(weightsFrom.rawValue), \(penalty), \(crossFit),
          \(json: try StableJSON.text(variables)))
      """)
  }
}

/// JSON whose bytes depend on nothing but the value.
enum StableJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
