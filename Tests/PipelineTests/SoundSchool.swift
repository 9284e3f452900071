import Foundation
import Intake

/// A small school without a single problem, as tables whose cells a test can change.
///
/// Thirty-six pupils in three classes. In 2025: `p01`…`p12` in 9A, `p13`…`p24` in 5A, `n01`…`n12` in 1A. A year before:
/// `g01`…`g12` in 9A, and the same `p` in 8A and 4A.
struct SoundSchool {
  struct Table {
    let columns: [String]
    var rows: [[String]]
  }

  let year: Int
  private(set) var tables: [String: Table] = [:]

  init(_ year: Int) {
    self.year = year
    let before = year - 1
    let (graduates, middle, young) =
      year == 2025
      ? (Self.keys("p", 1...12), Self.keys("p", 13...24), Self.keys("n", 1...12))
      : (Self.keys("g", 1...12), Self.keys("p", 1...12), Self.keys("p", 13...24))
    let (middleClass, youngClass) = year == 2025 ? ("5A,5", "1A,1") : ("8A,8", "4A,4")
    let marked = graduates + middle + (year == 2025 ? [] : young)
    let staff = Self.keys("t", 1...10)
    add("class", "class_code,grade", ["9A,9", middleClass, youngClass])
    add("student", "student_key", graduates + middle + young)
    add(
      "enrolment",
      "student_key,class_code,entered_on,left_on,entry_reason,exit_reason,is_repeat_year",
      graduates.map { "\($0),9A,\(before)-09-01,\(year)-06-25,promotion,graduate,0" }
        + middle.map { "\($0),\(middleClass.prefix(2)),\(before)-09-01,,promotion,,0" }
        + young.map {
          "\($0),\(youngClass.prefix(2)),\(before)-09-01,,\(year == 2025 ? "new" : "promotion"),,0"
        })
    add(
      "period", "period_code,period_kind,starts_on,ends_on",
      [
        "q1,quarter,\(before)-09-01,\(before)-10-26", "q4,quarter,\(year)-04-01,\(year)-05-31",
        "year,year,\(before)-09-01,\(year)-05-31",
      ])
    add(
      "period_mark", "student_key,subject_code,period_code,mark_kind,mark,mark_code",
      marked.enumerated().flatMap { index, key in
        ["rus", "mat"].map { "\(key),\($0),year,year,\(3 + index % 3)," }
      })
    add(
      "graduation", "student_key,grade,is_admitted,certificate_status,certificate_kind",
      graduates.map { "\($0),9,1,issued,usual" })
    add(
      "exam_result",
      "student_key,exam_kind,subject_code,held_on,mark5,status,is_final,is_past_graduate",
      graduates.enumerated().flatMap { index, key in
        ["rus", "mat"].map { "\(key),oge,\($0),\(year)-06-03,\(3 + index % 3),valid,1,0" }
      })
    add(
      "diagnostic_result",
      "student_key,procedure_code,subject_code,held_on,grade,primary_score,max_score",
      middle.prefix(2).map { "\($0),vpr,mat,\(year)-04-10,\(middleClass.suffix(1)),10,16" })
    add(
      "event_participation", "student_key,event_code,event_kind,level,result,held_on",
      ["\(graduates[0]),readers,contest,school,participant,\(before)-11-14"])
    add(
      "staff", "staff_key,is_teacher,is_pedagogical,employment,fte,category,category_on",
      staff.enumerated().map { index, key in
        "\(key),1,1,main,1,\(index % 2 == 0 ? "first" : "none"),2020-01-15"
      })
    add(
      "staff_subject", "staff_key,subject_code,hours_week,is_qualified",
      staff.map { "\($0),mat,18,1" })
    add(
      "social_passport", "as_of_on,roll_count,par_he_both_count,par_he_one_count",
      ["\(before)-09-20,36,12,10"])
    add(
      "class_activity_count", "class_code,activity,as_of_on,students_count",
      ["9A,sport_any,\(year)-05-25,10"])
    add(
      "diagnostic_count",
      "class_code,instrument_code,held_on,invited_count,tested_count,low_count,middle_count,high_count",
      ["\(middleClass.prefix(2)),learning,\(before)-10-10,10,10,2,5,3"])
    add(
      "parent_engagement", "class_code,as_of_on,families_count,engaged_count",
      ["\(middleClass.prefix(2)),\(year)-05-25,10,5"])
    add(
      "health_aggregate",
      "cohort,as_of_on,examined_count,group1_count,group2_count,group3_count,group4_count,group5_count",
      ["g\(middleClass.suffix(1)),\(before)-10-01,10,3,5,2,0,0"])
    add(
      "welfare_aggregate", "register,as_of_on,students_count",
      ["opdn,3", "kdn,2", "any_distinct,4"].map { line in
        let parts = line.split(separator: ",")
        return "\(parts[0]),\(year)-05-25,\(parts[1])"
      })
    add(
      "graduate_destination", "grade,destination,as_of_on,graduates_count",
      ["9,grade10_here,\(year)-10-01,5", "9,spo,\(year)-10-01,7"])
    add("facility", "item_code,as_of_on,is_present", ["gym,\(before)-09-01,1"])
  }

  static func keys(_ prefix: String, _ numbers: ClosedRange<Int>) -> [String] {
    numbers.map { "\(prefix)\($0 < 10 ? "0" : "")\($0)" }
  }

  private mutating func add(_ table: String, _ columns: String, _ rows: [String]) {
    func cells(_ line: String) -> [String] {
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    tables[table] = Table(columns: cells(columns), rows: rows.map(cells))
  }

  /// Puts a value into a cell; rows are numbered as in the file, whose header is row 1.
  mutating func set(_ table: String, _ row: Int, _ column: String, _ value: String) {
    let index = tables[table]!.columns.firstIndex(of: column)!
    tables[table]!.rows[row - 2][index] = value
  }

  mutating func setAll(_ table: String, _ column: String, _ change: (String) -> String) {
    let index = tables[table]!.columns.firstIndex(of: column)!
    for row in tables[table]!.rows.indices {
      tables[table]!.rows[row][index] = change(tables[table]!.rows[row][index])
    }
  }

  /// Adds a row; returns its number.
  @discardableResult
  mutating func append(_ table: String, _ line: String) -> Int {
    tables[table]!.rows.append(
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    return tables[table]!.rows.count + 1
  }

  mutating func remove(_ table: String, where condition: ([String]) -> Bool) {
    tables[table]!.rows.removeAll(where: condition)
  }

  mutating func leaveOut(_ table: String) { tables[table] = nil }

  /// Gives people other keys, in every table.
  mutating func rename(_ change: (String) -> String) {
    for name in tables.keys {
      for key in ["student_key", "staff_key"] where tables[name]!.columns.contains(key) {
        setAll(name, key, change)
      }
    }
  }

  var csv: [String: String] {
    tables.mapValues { table in
      ([table.columns] + table.rows).map { $0.joined(separator: ",") + "\r\n" }.joined()
    }
  }

  func bundle(mode: BundleMode = .full, asOf: String? = nil) throws -> TestBundle.Named {
    try TestBundle.school("S1", year, csv, mode: mode, asOf: asOf ?? "\(year)-11-01")
  }
}
