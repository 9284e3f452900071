import Foundation

/// Schools that send counts instead of records: any value of any indicator in a line.
enum ReturnedSchools {
  static let municipality = "99601000"

  static func codes(_ count: Int) -> [String] {
    (1...count).map { $0 < 10 ? "S0\($0)" : "S\($0)" }
  }

  /// `rows` are `indicator_code,cut,numerator,denominator,sum_squares`.
  static func bundle(
    _ school: String, _ rows: [String], year: Int = 2025, asOf: String = "2025-06-21"
  ) throws -> TestBundle.Named {
    try TestBundle.school(
      school, year,
      [
        "indicator_return":
          ([
            "indicator_code,cut,numerator,denominator,sum_squares"
          ] + rows).map { "\($0)\r\n" }.joined()
      ], asOf: asOf)
  }

  static let figureHeader =
    "oktmo,population,exam_code,subject_code,grade,scale,indicator_code,published_code,cut,"
    + "students_count,schools_count,mean,sd,mark2_count,mark3_count,mark4_count,mark5_count,status,"
    + "as_of_on,source,published_title"

  /// Marks of an exam after grade 9 in mathematics.
  static func marks(
    of oktmo: String, _ counts: [Int], schools: Int = 8, status: String = "final",
    on day: String = "2025-10-01", population: String = "all"
  ) -> String {
    let total = counts.reduce(0, +)
    let sum = zip(2...5, counts).reduce(0) { $0 + $1.0 * $1.1 }
    let mean = (Double(sum) / Double(total) * 100).rounded() / 100
    return "\(oktmo),\(population),oge,mat,9,mark,,,,\(total),\(schools),\(mean),,"
      + counts.map(String.init).joined(separator: ",") + ",\(status),\(day),условный источник"
  }
}
