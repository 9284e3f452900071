import Schools
import Testing

/// Every table of every bundle of a small region, held against the profile and the rules between its tables.
@Suite struct RulesTests {
  private let deliveries = SampledRegion.small.deliveries

  @Test func `every table of the profile is in every bundle, with its columns`() {
    for delivery in deliveries {
      #expect(Set(delivery.tables.keys) == Set(RecordTable.all.map(\.name)))
      for record in RecordTable.all {
        #expect(delivery.table(record.name).header == record.fields.map(\.name))
      }
    }
  }

  @Test func `no table is empty but that of ready-made indicators`() {
    for delivery in deliveries {
      let empty = delivery.tables.filter { $0.value.rows.isEmpty }.keys.sorted()
      #expect(empty == ["indicator_return"], "\(delivery.fileName)")
    }
  }

  @Test(arguments: RecordTable.all.map(\.name))
  func `every value is what the profile allows`(name: String) throws {
    let record = try #require(RecordTable.named(name))
    for delivery in deliveries {
      for (number, row) in delivery.table(name).rows.enumerated() {
        try #require(row.count == record.fields.count)
        for (field, value) in zip(record.fields, row) where !isAllowed(value, field) {
          Issue.record("\(delivery.fileName) \(name) row \(number + 2) \(field.name): \(value)")
        }
      }
    }
  }

  @Test func `keys are unique in each table`() {
    for delivery in deliveries {
      for record in RecordTable.all {
        let table = delivery.table(record.name)
        let places = record.key.map(table.place)
        let keys = table.rows.map { row in places.map { row[$0] } }
        let isSingle = record.key.isEmpty ? keys.count == 1 : Set(keys).count == keys.count
        #expect(isSingle, "\(delivery.fileName) \(record.name)")
      }
    }
  }

  @Test func `references resolve`() {
    // The codes of core.subject that the sample uses.
    let subjects: Set = [
      "rus", "mat", "mat_prof", "mat_base", "alg", "geom", "phy", "che", "bio", "geo", "soc", "his",
      "lit", "inf", "eng", "read", "world", "art", "music", "tech", "pe", "general",
    ]
    for delivery in deliveries {
      for record in RecordTable.all {
        for reference in record.references {
          let used = Set(delivery.table(record.name).column(reference.column)).subtracting([""])
          let known =
            reference.isShared
            ? subjects : Set(delivery.table(reference.table).column(reference.column))
          #expect(
            used.isSubset(of: known), "\(delivery.fileName) \(record.name).\(reference.column)")
        }
      }
    }
  }

  @Test func `a mark or its substitute, never both and never none`() {
    for delivery in deliveries {
      let pairs = delivery.table("period_mark").columns("mark", "mark_code")
      #expect(pairs.allSatisfy { $0[0].isEmpty != $0[1].isEmpty }, "\(delivery.fileName)")
    }
  }

  @Test func `parts add up to their wholes`() {
    let sums: [(table: String, parts: [String], whole: String)] = [
      (
        "health_aggregate", (1...5).map { "group\($0)_count" }, "examined_count"
      ),
      (
        "health_aggregate", ["pe_main_count", "pe_prep_count", "pe_special_count"], "examined_count"
      ),
      ("survey_result", (1...5).map { "answer\($0)_count" }, "answered_count"),
      ("diagnostic_count", ["low_count", "middle_count", "high_count"], "tested_count"),
    ]
    for delivery in deliveries {
      for sum in sums {
        let table = delivery.table(sum.table)
        let parts = sum.parts.map(table.numbers)
        for (index, whole) in table.numbers(sum.whole).enumerated() {
          #expect(parts.reduce(0) { $0 + $1[index] } == whole, "\(delivery.fileName) \(sum.table)")
        }
      }
    }
  }

  @Test func `a part never exceeds its whole`() {
    let parts: [(table: String, part: String, whole: String)] = [
      ("survey_result", "answered_count", "invited_count"),
      ("diagnostic_count", "tested_count", "invited_count"),
      ("parent_engagement", "engaged_count", "families_count"),
      ("morbidity_aggregate", "never_ill_count", "headcount"),
      ("curriculum_load", "hours_taught", "hours_plan"),
      ("curriculum_load", "hours_qualified", "hours_taught"),
      ("diagnostic_result", "primary_score", "max_score"),
      ("expert_score", "score", "scale_max"),
      ("facility", "equipped_count", "standard_count"),
      ("social_passport", "par_he_both_count", "roll_count"),
    ]
    for delivery in deliveries {
      for (name, part, whole) in parts {
        for row in delivery.table(name).columns(part, whole) where !row[0].isEmpty {
          #expect(Double(row[0])! <= Double(row[1])!, "\(delivery.fileName) \(name).\(part)")
        }
      }
    }
  }

  @Test func `graduates are counted once in where they went`() {
    for delivery in deliveries {
      let graduates = delivery.table("graduation").column("grade")
      let destinations = delivery.table("graduate_destination")
      for grade in Set(graduates) {
        let counted = zip(destinations.column("grade"), destinations.numbers("graduates_count"))
          .reduce(0) { $0 + ($1.0 == grade ? $1.1 : 0) }
        #expect(counted == graduates.count { $0 == grade }, "\(delivery.fileName) \(grade)")
      }
    }
  }

  private func isAllowed(_ value: String, _ field: RecordTable.Field) -> Bool {
    guard !value.isEmpty else { return !field.isRequired }
    switch field.kind {
    case .code: return value.count <= 64
    case .text: return value.count <= 200
    case .integer(let minimum, let maximum):
      guard let number = Int(value) else { return false }
      return number >= minimum ?? .min && number <= maximum ?? .max
    case .decimal(let minimum, let maximum):
      guard let number = Double(value) else { return false }
      return number >= Double(minimum ?? .min) && number <= Double(maximum ?? .max)
    case .share: return Double(value).map { (0...1).contains($0) } ?? false
    case .date:
      let parts = value.split(separator: "-").compactMap { Int($0) }
      return parts.count == 3 && value.utf8.count == 10 && (1...12).contains(parts[1])
        && (1...31).contains(parts[2])
    case .flag: return value == "true" || value == "false"
    case .choice(let choices): return choices.contains(value)
    }
  }
}
