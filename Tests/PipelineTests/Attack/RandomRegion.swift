import Statistics

/// A region of random shape with small random counts, as statements that put them into the records.
///
/// Health groups, ratios and registers of sensitive indicators; attestation of staff for ordinary ones. Some schools come
/// a publication later, and corrections move counts across the limits.
struct RandomRegion {
  let municipalities: [String]
  let schools: [String]
  private let homes: [String]
  private let late: Set<Int>
  private var random: RandomSource

  init(seed: UInt64) {
    var random = RandomSource(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(random.next() % UInt64(range.count))
    }
    var municipalities: [String] = []
    var schools: [String] = []
    var homes: [String] = []
    for place in 1...number(2...4) {
      let home = "9960\(place)"
      municipalities.append(home)
      for index in 1...number(place == 1 ? 6...9 : 1...8) {
        schools.append("s\(home)-\(index)")
        homes.append(home)
      }
    }
    self.municipalities = municipalities
    self.schools = schools
    self.homes = homes
    late = Set(schools.indices.filter { _ in number(1...6) == 1 })
    self.random = random
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(random.next() % UInt64(range.count))
  }

  /// Territories and schools.
  func registers() -> String {
    let territories = municipalities.map { home in
      """
      insert into core.territory (oktmo, level, parent_id, name_ru, name_en)
      select '\(home)', 'municipality', territory_id, 'М', 'M'
      from core.territory where oktmo = '99';
      """
    }
    let entries = zip(schools, homes).map { code, home in
      """
      insert into core.school (school_code, municipality_id, name_ru, name_en)
      select '\(code)', territory_id, 'Ш', 'S' from core.territory where oktmo = '\(home)';
      """
    }
    return """
      insert into core.territory (oktmo, level, parent_id, name_ru, name_en)
      values ('99', 'region', null, 'Р', 'R');

      """ + (territories + entries).joined(separator: "\n")
  }

  /// What all but the late schools send.
  mutating func firstYear() -> String {
    schools.indices.filter { !late.contains($0) }.map { records($0) }.joined(separator: "\n")
  }

  /// What the late schools send.
  mutating func arrival() -> String {
    let scripts = schools.indices.filter { late.contains($0) || $0 == 1 }.map { school in
      clear(school) + records(school)
    }
    return scripts.joined(separator: "\n")
  }

  /// Two schools' counts anew.
  mutating func correction() -> String {
    let chosen = Set([number(0...schools.count - 1), number(0...schools.count - 1)])
    return chosen.sorted().map { clear($0) + records($0) }.joined(separator: "\n")
  }

  private func clear(_ school: Int) -> String {
    ["health_aggregate", "social_passport", "staff"].map { table in
      """
      delete from core.\(table)
      where school_id = (select school_id from core.school where school_code = '\(schools[school])');

      """
    }.joined()
  }

  private mutating func records(_ school: Int) -> String {
    let id = "(select school_id from core.school where school_code = '\(schools[school])')"
    var script = ""
    for (row, cohort) in ["entry", "age14", "g5"].enumerated() {
      let examined = number(8...70)
      var left = examined
      var groups: [Int] = []
      for share in [3, 2, 4, 6] {
        groups.append(number(0...left) * share / (share + 2))
        left -= groups.last ?? 0
      }
      groups.append(left)
      script += """
        insert into core.health_aggregate (school_id, academic_year, cohort, as_of_on, examined_count, group1_count, group2_count, group3_count, group4_count, group5_count, bundle_id, row_number)
        values (\(id), 2025, '\(cohort)', '2024-10-01', \(examined), \(groups.map(String.init).joined(separator: ", ")), 1, \(row + 1));

        """
    }
    let roll = number(15...300)
    let counts = (0..<4).map { _ in number(0...min(roll, 30)) }.map(String.init)
    script += """
      insert into core.social_passport (school_id, academic_year, as_of_on, roll_count, low_income_count, ovz_count, unemployed_parents_count, nonrussian_home_count, bundle_id, row_number)
      values (\(id), 2025, '2024-10-01', \(roll), \(counts.joined(separator: ", ")), 1, 1);

      """
    for teacher in 1...number(2...14) {
      let category = ["none", "first", "highest"][number(0...2)]
      script += """
        insert into core.staff (school_id, academic_year, staff_key, is_teacher, is_pedagogical, employment, category, bundle_id, row_number)
        values (\(id), 2025, 't\(teacher)', true, true, 'main', '\(category)', 1, \(teacher));

        """
    }
    return script + "insert into intake.touched select \(id), 2025 on conflict do nothing;\n"
  }
}
