import Foundation
import Testing

/// A region read from the bundles' CSV files alone, by code that shares nothing with the program.
struct IndependentRegion {
  struct Parts {
    let numerator: Double
    let denominator: Double
  }

  private var tables: [String: [String: [[String: String]]]] = [:]
  private var municipality: [String: String] = [:]

  init(_ bundles: [URL]) throws {
    for url in bundles {
      let files = try Self.unzipped(url)
      if let schools = files["school"] {
        for school in schools { municipality[school["school_code"] ?? ""] = school["oktmo"] }
        continue
      }
      let name = url.deletingPathExtension().lastPathComponent
      tables[name] = files
    }
  }

  func rowCount(of table: String, in bundle: String) -> Int? { tables[bundle]?[table]?.count }

  func schools(besides school: String) -> [String] {
    municipality.keys.filter { $0 != school && municipality[$0] == municipality[school] }
  }

  /// Pupils of a grade who were in class on 20 September.
  func pupils(of school: String, year: Int, grade: Int) -> Int {
    guard let files = tables["\(school.lowercased())-\(year)"] else { return 0 }
    let day = "\(year - 1)-09-20"
    let classes = Set(
      (files["class"] ?? []).filter { $0["grade"] == String(grade) }.compactMap { $0["class_code"] }
    )
    return (files["enrolment"] ?? []).count { row in
      let left = row["left_on"] ?? ""
      return classes.contains(row["class_code"] ?? "") && (row["entered_on"] ?? "") <= day
        && (left.isEmpty || left > day)
    }
  }

  /// Schools that sent a bundle of the year, as the register writes their codes.
  func delivering(year: Int) -> [String] {
    municipality.keys.filter { tables["\($0.lowercased())-\(year)"] != nil }
  }

  func hasUpperGrades(_ school: String, _ year: Int) -> Bool {
    (tables["\(school.lowercased())-\(year)"]?["class"] ?? []).contains {
      (Int($0["grade"] ?? "") ?? 0) >= 10
    }
  }

  /// The only row of a table of a school's bundle.
  func record(of table: String, _ school: String, _ year: Int) -> [String: String]? {
    tables["\(school.lowercased())-\(year)"]?[table]?.first
  }

  /// Pupils who were in class on 20 September.
  func roll(of school: String, year: Int) -> Int {
    (1...11).reduce(0) { $0 + pupils(of: school, year: year, grade: $1) }
  }

  func parts(_ indicator: String, school: String, year: Int) -> Parts? {
    guard let files = tables["\(school.lowercased())-\(year)"] else { return nil }
    switch indicator {
    case "ext.gia9.mean_mark5":
      let marks = (files["exam_result"] ?? []).filter {
        $0["exam_kind"] == "oge" && $0["subject_code"] == "mat" && $0["status"] == "valid"
          && Self.isTrue($0["is_final"]) && !Self.isTrue($0["is_past_graduate"])
      }.compactMap { $0["mark5"].flatMap(Double.init) }
      return Self.parts(marks.reduce(0, +), Double(marks.count))
    case "tea.cat_highest_share":
      let staff = (files["staff"] ?? []).filter {
        Self.isTrue($0["is_pedagogical"]) && $0["employment"] != "external"
      }
      let highest = staff.filter { row in
        guard row["category"] == "highest" else { return false }
        let since = row["category_on"] ?? ""
        return since.isEmpty || since <= "\(year - 1)-09-20"
      }
      return Self.parts(Double(highest.count), Double(staff.count))
    case "int.repeaters_share":
      let day = "\(year - 1)-09-20"
      let roll = (files["enrolment"] ?? []).filter { row in
        let left = row["left_on"] ?? ""
        return (row["entered_on"] ?? "") <= day && (left.isEmpty || left > day)
      }
      let repeating = Set(
        roll.filter { Self.isTrue($0["is_repeat_year"]) }.compactMap { $0["student_key"] })
      return Self.parts(
        Double(repeating.count), Double(Set(roll.compactMap { $0["student_key"] }).count))
    case "health.sport_section_share":
      return Self.parts(covered(by: "sport_section", files: files, year: year))
    default: return nil
    }
  }

  /// The last count of each class, at most its roll, beside the roll on the day of the count.
  private func covered(
    by activity: String, files: [String: [[String: String]]], year: Int
  ) -> (Double, Double) {
    var last: [String: [String: String]] = [:]
    for row in files["class_activity_count"] ?? [] where row["activity"] == activity {
      let code = row["class_code"] ?? ""
      if (last[code]?["as_of_on"] ?? "") < (row["as_of_on"] ?? "") { last[code] = row }
    }
    var (counted, all) = (0, 0)
    for (code, row) in last {
      let day = min(row["as_of_on"] ?? "", "\(year)-05-31")
      let roll = (files["enrolment"] ?? []).filter { pupil in
        let left = pupil["left_on"] ?? ""
        return pupil["class_code"] == code && (pupil["entered_on"] ?? "") <= day
          && (left.isEmpty || left > day)
      }.count
      guard roll > 0 else { continue }
      counted += min(roll, Int(row["students_count"] ?? "") ?? 0)
      all += roll
    }
    return (Double(counted), Double(all))
  }

  private static func parts(_ pair: (Double, Double)) -> Parts? { parts(pair.0, pair.1) }

  private static func parts(_ numerator: Double, _ denominator: Double) -> Parts? {
    denominator > 0 ? Parts(numerator: numerator, denominator: denominator) : nil
  }

  private static func isTrue(_ text: String?) -> Bool {
    ["1", "true", "да"].contains(text ?? "")
  }

  /// The CSV files of a bundle by table, unpacked by Python's own zip reader.
  private static func unzipped(_ url: URL) throws -> [String: [[String: String]]] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-unzipped-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", "-m", "zipfile", "-e", url.path, folder.path]
    try python.run()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0)
    var tables: [String: [[String: String]]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where file.hasSuffix(".csv") {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      tables[String(file.dropLast(4))] = SecondReader.records(text)
    }
    return tables
  }
}
