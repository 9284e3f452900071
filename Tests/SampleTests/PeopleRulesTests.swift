import Testing

/// The rules of dates and of single results, pupil by pupil.
@Suite struct PeopleRulesTests {
  private let deliveries = SampledRegion.small.deliveries

  @Test func `nobody is on the roll of two classes on one day`() {
    for delivery in deliveries {
      var stays: [String: [(entered: String, left: String)]] = [:]
      for row in delivery.table("enrolment").columns("student_key", "entered_on", "left_on") {
        stays[row[0], default: []].append((row[1], row[2].isEmpty ? "9999" : row[2]))
      }
      for stay in stays.values.joined() { #expect(stay.entered < stay.left) }
      for several in stays.values where several.count > 1 {
        let ordered = several.sorted { $0.entered < $1.entered }
        for (before, after) in zip(ordered, ordered.dropFirst()) {
          #expect(before.left <= after.entered, "\(delivery.fileName)")
        }
      }
    }
  }

  @Test func `marks are of pupils who were on roll when the period ended, and none of grade 1`() {
    for delivery in deliveries {
      let ends = Dictionary(
        uniqueKeysWithValues: delivery.table("period").columns("period_code", "ends_on")
          .map { ($0[0], $0[1]) })
      let grades = Dictionary(
        uniqueKeysWithValues: delivery.table("class").columns("class_code", "grade")
          .map { ($0[0], $0[1]) })
      var stays: [String: [[String]]] = [:]
      for row in delivery.table("enrolment").columns(
        "student_key", "entered_on", "left_on", "class_code")
      {
        stays[row[0], default: []].append(row)
      }
      let strays = delivery.table("period_mark").columns("student_key", "period_code").count {
        mark in
        let end = ends[mark[1]]!
        return !(stays[mark[0]] ?? []).contains {
          $0[1] <= end && ($0[2].isEmpty || $0[2] > end) && grades[$0[3]] != "1"
        }
      }
      #expect(strays == 0, "\(delivery.fileName)")
    }
  }

  @Test func `a pupil has at most one final result in an exam, and it is valid`() {
    for delivery in deliveries {
      var finals: Set<[String]> = []
      for row in delivery.table("exam_result").columns(
        "student_key", "exam_kind", "subject_code", "is_final", "status", "held_on")
      where row[3] == "true" {
        #expect(finals.insert(Array(row[0...2])).inserted, "\(delivery.fileName)")
        #expect(row[4] == "valid")
      }
    }
  }

  @Test func `the final result is the last one`() {
    for delivery in deliveries {
      var last: [[String]: (day: String, isFinal: String)] = [:]
      for row in delivery.table("exam_result").columns(
        "student_key", "exam_kind", "subject_code", "held_on", "is_final")
      {
        let key = Array(row[0...2])
        if let known = last[key], known.day > row[3] { continue }
        last[key] = (row[3], row[4])
      }
      #expect(last.values.allSatisfy { $0.isFinal == "true" }, "\(delivery.fileName)")
    }
  }

  @Test func `retakes, missed and annulled exams and past graduates all occur`() {
    var waves: Set<String> = []
    var statuses: Set<String> = []
    var kinds: Set<String> = []
    var pastGraduates = 0
    for delivery in SampledRegion.standard.deliveries {
      let exams = delivery.table("exam_result")
      waves.formUnion(exams.column("wave"))
      statuses.formUnion(exams.column("status"))
      kinds.formUnion(exams.column("exam_kind"))
      pastGraduates += exams.column("is_past_graduate").count { $0 == "true" }
    }
    #expect(waves == ["main", "reserve", "july_retake", "september"])
    #expect(statuses == ["valid", "annulled", "absent"])
    #expect(kinds == ["oge", "ege", "gve9", "gve11", "oral9", "essay11"])
    #expect(pastGraduates > 10)
  }

  @Test func `certificates need admission and medals need honours`() {
    for delivery in deliveries {
      for row in delivery.table("graduation").columns(
        "is_admitted", "certificate_status", "certificate_kind", "medal")
      {
        if row[0] == "false" { #expect(row[1] == "not_issued") }
        if row[1] == "not_issued" { #expect(row[2].isEmpty) }
        if row[3] == "1" || row[3] == "2" { #expect(row[2] == "honours") }
      }
    }
  }

  @Test func `staff have at most one and a half posts and categories of the past`() {
    for delivery in deliveries {
      for row in delivery.table("staff").columns("fte", "category_on") {
        #expect(Double(row[0])! <= 1.5)
        #expect(row[1] < "\(delivery.year)-06-01")
      }
      for day in delivery.table("staff_pd").column("completed_on") {
        #expect(day > "\(delivery.year - 3)-05-31" && day <= "\(delivery.year)-05-31")
      }
    }
  }
}
