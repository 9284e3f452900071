extension CheckTests {
  static let cases: [Case] = dates + roster + counts + years

  private static let dates: [Case] = [
    Case("period__date_outside_year", "4 ends_on") {
      $0.set("period", 4, "ends_on", "2025-12-31")
    },
    Case(
      "enrolment__date_outside_year", "37 entered_on",
      sound: { $0.set("enrolment", 37, "entered_on", "2019-09-01") }
    ) { $0.set("enrolment", 37, "entered_on", "2025-12-01") },
    Case(
      "graduate_destination__date_outside_year", "2 as_of_on", "3 as_of_on",
      sound: { $0.setAll("graduate_destination", "as_of_on") { _ in "2025-12-31" } }
    ) { $0.setAll("graduate_destination", "as_of_on") { _ in "2026-01-01" } },
    Case(
      "facility__date_outside_year", "2 as_of_on",
      sound: { $0.set("facility", 2, "as_of_on", "2024-08-01") }
    ) { $0.set("facility", 2, "as_of_on", "2024-07-31") },
    Case(
      "exam_result__date_outside_year", "2 held_on",
      sound: { $0.set("exam_result", 2, "held_on", "2025-10-31") }
    ) { $0.set("exam_result", 2, "held_on", "2025-11-01") },
  ]

  private static let roster: [Case] = [
    Case(
      "enrolment__grade_changed", "38 class_code",
      sound: {
        $0.append("class", "6A,6")
        $0.set("enrolment", 14, "left_on", "2025-01-15")
        $0.append("enrolment", "p13,6A,2025-01-15,,promotion,,0")
      }
    ) {
      $0.set("enrolment", 14, "left_on", "2025-01-15")
      $0.append("enrolment", "p13,9A,2025-01-15,,transfer_in,,0")
    },
    Case(
      "period_mark__not_on_roll", "50 student_key",
      sound: {
        $0.append("student", "x01")
        $0.append("enrolment", "x01,5A,2024-09-01,,transfer_in,,0")
        $0.append("period_mark", "x01,rus,year,year,4,")
        $0.set("social_passport", 2, "roll_count", "37")
      }
    ) {
      $0.append("student", "x01")
      $0.append("period_mark", "x01,rus,year,year,4,")
    },
    Case(
      "period_mark__outside_enrolment", "50 period_code",
      sound: {
        $0.set("enrolment", 14, "entered_on", "2024-10-26")
        $0.append("period_mark", "p13,rus,q1,period,4,")
        $0.set("social_passport", 2, "roll_count", "35")
      }
    ) {
      $0.set("enrolment", 14, "entered_on", "2024-10-27")
      $0.append("period_mark", "p13,rus,q1,period,4,")
      $0.set("social_passport", 2, "roll_count", "35")
    },
    Case(
      "exam_result__not_on_roll", "26 student_key",
      sound: {
        $0.append("student", "x01")
        $0.append("exam_result", "x01,ege,bio,2025-06-02,4,valid,1,1")
      }
    ) {
      $0.append("student", "x01")
      $0.append("exam_result", "x01,ege,bio,2025-06-02,4,valid,1,0")
    },
    Case("diagnostic_result__not_on_roll", "4 student_key") {
      $0.append("student", "x01")
      $0.append("diagnostic_result", "x01,vpr,mat,2025-04-10,5,10,16")
    },
    Case("event_participation__not_on_roll", "3 student_key") {
      $0.append("student", "x01")
      $0.append("event_participation", "x01,readers,contest,school,participant,2024-11-14")
    },
    Case("graduation__not_on_roll", "14 student_key") {
      $0.append("student", "x01")
      $0.append("graduation", "x01,9,1,not_issued,")
    },
    Case("graduation__grade_differs", "14 grade") {
      $0.append("graduation", "p13,9,1,not_issued,")
    },
    Case(
      "exam_result__grade_differs", "26 exam_kind",
      sound: {
        $0.set("class", 2, "grade", "10")
        $0.leaveOut("graduation")
        $0.leaveOut("graduate_destination")
        // A grade up from 8 to 10 is another check's.
        $0.rename { $0.hasPrefix("p") && Int($0.dropFirst())! <= 12 ? "z\($0.dropFirst())" : $0 }
      }
    ) { $0.append("exam_result", "p13,oge,rus,2025-06-03,4,valid,1,0") },
    Case("diagnostic_result__grade_differs", "2 grade") {
      $0.set("diagnostic_result", 2, "grade", "6")
    },
    Case("exam_result__without_admission", "2 exam_kind", "3 exam_kind") {
      $0.set("graduation", 2, "is_admitted", "0")
      $0.set("graduation", 2, "certificate_status", "not_issued")
      $0.set("graduation", 2, "certificate_kind", "")
      $0.set("enrolment", 2, "exit_reason", "other")
    },
    Case(
      "graduation__exits_disagree", "2 certificate_status",
      sound: { $0.setAll("enrolment", "exit_reason") { _ in "" } }
    ) { $0.set("enrolment", 2, "exit_reason", "other") },
  ]

  private static let counts: [Case] = [
    Case("social_passport__roll_disagrees", "2 roll_count") {
      $0.set("social_passport", 2, "roll_count", "37")
    },
    Case(
      "social_passport__parents_above_roll", "2 par_he_both_count",
      sound: { $0.set("social_passport", 2, "par_he_both_count", "26") }
    ) { $0.set("social_passport", 2, "par_he_both_count", "27") },
    Case(
      "welfare_aggregate__distinct_not_between", "4 students_count",
      sound: { $0.set("welfare_aggregate", 4, "students_count", "5") }
    ) { $0.set("welfare_aggregate", 4, "students_count", "6") },
    Case(
      "class_activity_count__above_roll", "2 students_count",
      sound: { $0.set("class_activity_count", 2, "students_count", "12") }
    ) { $0.set("class_activity_count", 2, "students_count", "13") },
    Case(
      "diagnostic_count__above_roll", "2 invited_count",
      sound: { $0.set("diagnostic_count", 2, "invited_count", "12") }
    ) { $0.set("diagnostic_count", 2, "invited_count", "13") },
    Case(
      "parent_engagement__above_roll", "2 families_count",
      sound: { $0.set("parent_engagement", 2, "families_count", "12") }
    ) { $0.set("parent_engagement", 2, "families_count", "13") },
    Case(
      "health_aggregate__above_roll", "2 examined_count",
      sound: {
        $0.set("health_aggregate", 2, "examined_count", "12")
        $0.set("health_aggregate", 2, "group1_count", "5")
      }
    ) {
      $0.set("health_aggregate", 2, "examined_count", "13")
      $0.set("health_aggregate", 2, "group1_count", "6")
    },
    Case(
      "diagnostic_result__score_above_maximum", "2 primary_score",
      sound: { $0.set("diagnostic_result", 2, "primary_score", "16") }
    ) { $0.set("diagnostic_result", 2, "primary_score", "16.5") },
  ]

  private static let years: [Case] = [
    // 24 pupils after 36 are a third fewer, 26 are 28 % fewer.
    Case(
      "enrolment__roll_changed", "0 -",
      sound: {
        $0.remove("enrolment") { $0[0].hasPrefix("n") && $0[0] > "n02" }
        $0.set("social_passport", 2, "roll_count", "26")
      }
    ) {
      $0.remove("enrolment") { $0[0].hasPrefix("n") }
      $0.set("social_passport", 2, "roll_count", "24")
    },
    // 24 pupils should come again: 11 are fewer than half of them, 12 are not.
    Case(
      "enrolment__keys_changed", "0 student_key",
      sound: { $0.rename { $0.hasPrefix("p") && $0 > "p12" ? "q\($0.dropFirst())" : $0 } }
    ) { $0.rename { $0.hasPrefix("p") && $0 > "p11" ? "q\($0.dropFirst())" : $0 } },
    Case(
      "staff__keys_changed", "0 staff_key",
      sound: { $0.rename { $0.hasPrefix("t") && $0 > "t05" ? "u\($0.dropFirst())" : $0 } }
    ) { $0.rename { $0.hasPrefix("t") && $0 > "t04" ? "u\($0.dropFirst())" : $0 } },
    Case("enrolment__grade_out_of_order", "25 class_code") {
      $0.append("class", "3A,3")
      $0.set("enrolment", 25, "class_code", "3A")
    },
    Case(
      "enrolment__repeat_year_unmarked", "25 is_repeat_year",
      sound: {
        $0.append("class", "4A,4")
        $0.set("enrolment", 25, "class_code", "4A")
        $0.set("enrolment", 25, "is_repeat_year", "1")
      }
    ) {
      $0.append("class", "4A,4")
      $0.set("enrolment", 25, "class_code", "4A")
    },
    Case(
      "enrolment__repeat_year_unfounded", "25 is_repeat_year",
      sound: { $0.set("enrolment", 37, "is_repeat_year", "1") }
    ) { $0.set("enrolment", 25, "is_repeat_year", "1") },
    // Last year 24 of 36 had no mark below 4. Now all 24 of 24; and 21 of 24, which is 21 points more where three
    // standard errors are 3 · √(0.875 · 0.125 / 24 + 0.667 · 0.333 / 36) = 31 points.
    Case(
      "period_mark__quality_unusual", "0 mark",
      sound: {
        for row in 2...31 where $0.tables["period_mark"]!.rows[row - 2][4] == "3" {
          $0.set("period_mark", row, "mark", "4")
        }
      }
    ) { $0.setAll("period_mark", "mark") { $0 == "3" ? "4" : $0 } },
    // Last year four each of 3, 4 and 5: mean 4, variance 8/11. Now eleven 5 and a 4: mean 4.917, variance 1/12, and
    // 0.917 > 3 · √(8/132 + 1/144) = 0.780. With eight 5 and four 4, 0.667 < 3 · √(8/132 + 8/33/12) = 0.853.
    Case(
      "exam_result__mean_changed", "2 subject_code",
      sound: { $0.setRussian { $0 < 4 ? "4" : "5" } }
    ) { $0.setRussian { $0 == 0 ? "4" : "5" } },
    Case(
      "staff__category_share_extreme", "0 category",
      sound: {
        $0.setAll("staff", "category") { _ in "none" }; $0.set("staff", 2, "category", "highest")
      }
    ) { $0.setAll("staff", "category") { _ in "none" } },
    Case(
      "exam_result__emptied", "0 -", sound: { $0.leaveOut("exam_result") }
    ) { $0.remove("exam_result") { _ in true } },
  ]
}

extension SoundSchool {
  /// Sets the exam marks in Russian by the place of the pupil.
  fileprivate mutating func setRussian(_ mark: (Int) -> String) {
    for place in 0..<12 { set("exam_result", 2 + 2 * place, "mark5", mark(place)) }
  }
}
