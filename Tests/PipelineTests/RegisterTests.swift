import Intake
import Pipeline
import Postgres
import Testing

/// What all schools share is as the latest register says that names it, in whatever order registers come.
@Suite struct RegisterTests {
  private static let territories = """
    oktmo,level,parent_oktmo,name_ru,name_en\r
    99,region,,Край,Region\r
    99601000,municipality,99,Округ,District\r

    """

  private static func schools(_ rows: [String]) -> String {
    (["school_code,oktmo,name_ru,name_en,is_open"] + rows).map { "\($0)\r\n" }.joined()
  }

  private static func school(_ code: String, _ name: String, isOpen: Bool = true) -> String {
    "\(code),99601000,\(name),\(name),\(isOpen ? 1 : 0)"
  }

  private static let links =
    "predecessor_code,successor_code,happened_on,succession_kind,students_count,source"

  private func lines(_ site: TestSite, _ select: String) async throws -> [String] {
    struct Line: Decodable { let line: String }
    return try await site.worker.transaction { db in
      try db.all(
        SQL(raw: "select line from (\(select)) as t (line) order by line collate \"C\""),
        as: Line.self
      ).map(\.line)
    }
  }

  private func everything(_ site: TestSite) async throws -> [String] {
    try await lines(
      site,
      """
      select concat_ws(' ', 'school', school_code, name_ru, is_open) from core.school
      union all
      select concat_ws(' ', 'link', predecessor_code, successor_code, happened_on, succession_kind)
      from core.school_succession
      union all
      select concat_ws(' ', 'scale', academic_year, exam_kind, subject_code, max_primary)
      from core.exam_scale
      """)
  }

  @Test func `any order of registers gives the same rows`() async throws {
    let scale = "academic_year,exam_kind,subject_code,max_primary,source\r\n"
    let bundles = try [
      // Two schools; one of them is not named again.
      TestBundle.register(
        [
          ("territory", Self.territories),
          ("school", Self.schools([Self.school("S1", "Первая"), Self.school("S2", "Вторая")])),
          ("exam_scale", scale + "2025,oge,mat,30,условный источник\r\n"),
        ], asOf: "2025-01-01"),
      // The first is renamed; a third grows out of both; a scale is mended and one is added.
      TestBundle.register(
        [
          ("territory", Self.territories),
          (
            "school",
            Self.schools([
              Self.school("S1", "Бывшая", isOpen: false), Self.school("S2", "Вторая"),
              Self.school("S3", "Новая"),
            ])
          ),
          (
            "school_succession",
            "\(Self.links)\r\nS1,S3,2025-02-01,merger,200,\r\nS2,S3,2025-02-01,merger,100,\r\n"
          ),
          (
            "exam_scale",
            scale + "2025,oge,mat,31,условный источник\r\n2025,oge,rus,33,условный источник\r\n"
          ),
        ], asOf: "2025-03-01"),
      // The second did not merge after all; one scale is withdrawn.
      TestBundle.register(
        [
          (
            "school_succession",
            "predecessor_code,successor_code,happened_on,succession_kind,_deleted\r\nS2,S3,2025-02-01,,1\r\n"
          ),
          (
            "exam_scale",
            "academic_year,exam_kind,subject_code,max_primary,source,_deleted\r\n2025,oge,rus,,,1\r\n"
          ),
        ], mode: .amend, asOf: "2025-04-01"),
    ]
    let expected = [
      "link S1 S3 2025-02-01 merger", "scale 2025 oge mat 31", "school S1 Бывшая f",
      "school S2 Вторая t", "school S3 Новая t",
    ]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let site = try await TestSite.make()
      for index in order { _ = try await site.load([bundles[index]]) }
      #expect(try await everything(site) == expected, "order \(order)")
      let again = try await site.load(bundles)
      #expect(again.allSatisfy { $0.state.isAccepted }, "order \(order)")
      #expect(try await everything(site) == expected, "order \(order), again")
      await site.close()
    }
  }

  @Test func `a late register brings only what no later one has told of`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([
      TestBundle.register(
        [("territory", Self.territories), ("school", Self.schools([Self.school("S1", "Новая")]))],
        asOf: "2025-03-01")
    ])
    let late = try await site.load([
      TestBundle.register(
        [
          ("territory", Self.territories),
          ("school", Self.schools([Self.school("S1", "Старая"), Self.school("S0", "Давняя")])),
        ], asOf: "2025-01-01"),
      TestBundle.register(
        [("school", Self.schools([Self.school("S1", "Старая")]))], asOf: "2025-01-02"),
    ])
    #expect(late.map(\.state) == [.done, .superseded])
    #expect(late[0].receipt?.tables.map(\.added) == [0, 1])
    #expect(
      late[0].receipt?.totals.map(\.code) == ["intake.rows_superseded"]
        && late[0].receipt?.problems.map(\.arguments) == [["count": "2"], ["count": "1"]])
    #expect(try await everything(site) == ["school S0 Давняя t", "school S1 Новая t"])
    await site.close()
  }

  @Test func `a school merges from several, and splits into several`() async throws {
    let site = try await TestSite.make()
    let schools = Self.schools(["A", "B", "C", "D", "E"].map { Self.school($0, "Школа \($0)") })
    let fate = try await site.load([
      TestBundle.register(
        [
          ("territory", Self.territories), ("school", schools),
          (
            "school_succession",
            """
            \(Self.links)\r
            A,C,2024-09-01,merger,300,условный приказ\r
            B,C,2024-09-01,merger,250,\r
            C,D,2025-09-01,division,,\r
            C,E,2025-09-01,division,,\r

            """
          ),
        ], asOf: "2025-09-02")
    ])[0]
    #expect(fate.state == .done && fate.receipt?.problems == [])
    let before = try await lines(
      site,
      "select predecessor_code from core.school_succession where successor_code = 'C'")
    let after = try await lines(
      site, "select successor_code from core.school_succession where predecessor_code = 'C'")
    #expect(before == ["A", "B"] && after == ["D", "E"])
    // Once more the same: nothing changes.
    let again = try await site.load([
      TestBundle.register([("school", schools)], asOf: "2025-09-03")
    ])[0]
    #expect(again.receipt?.hasChanged == false)
    await site.close()
  }

  @Test func `what is wrong with a register rejects it, and nothing changes`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1", "S2"])])
    let before = try await everything(site)
    let fate = try await site.load([
      TestBundle.register(
        [
          (
            "territory",
            "oktmo,level,parent_oktmo,name_ru,name_en\r\n99603000,municipality,98,Чужой,Foreign\r\n"
          ),
          ("school", Self.schools(["S7,99699000,Седьмая,Seventh,1"])),
          (
            "school_succession",
            "\(Self.links)\r\nS1,S1,2025-09-01,transformation,,\r\nS8,S2,2025-09-01,accession,,\r\nS1,S2,2025-09-01,merger,,\r\n"
          ),
          ("subject", "subject_code,name_ru,name_en\r\nastro,Астрономия,Astronomy\r\n"),
          (
            "exam_scale",
            "academic_year,exam_kind,subject_code,max_primary,mark3_from,mark4_from,mark5_from,source\r\n2025,oge,astro,20,12,10,15,условный\r\n2025,oge,magic,20,,,,условный\r\n"
          ),
          (
            "exam_minimum",
            "exam_kind,subject_code,valid_from_year,scale,minimum_score,source\r\nege,astro,2026,mark,36,условный\r\n"
          ),
        ], asOf: "2025-09-02")
    ])[0]
    #expect(fate.state == .rejected)
    let found = (fate.receipt?.problems ?? [])
      .map { "\($0.code) \($0.file ?? "") \($0.row ?? 0) \($0.column ?? "")" }.sorted()
    #expect(
      found == [
        "intake.reference_missing exam_scale.csv 3 subject_code",
        "intake.reference_missing school.csv 2 oktmo",
        "intake.reference_missing school_succession.csv 3 predecessor_code",
        "intake.reference_missing territory.csv 2 parent_oktmo",
        "intake.scale_out_of_order exam_scale.csv 2 mark3_from",
        "intake.succession_incomplete school_succession.csv 4 succession_kind",
        "intake.succession_of_itself school_succession.csv 2 successor_code",
        "intake.value_outside_scale exam_minimum.csv 2 minimum_score",
      ])
    #expect(try await everything(site) == before)
    await site.close()
  }

  @Test func `a school, a territory and a subject are not deleted`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    let fate = try await site.load([
      TestBundle.register(
        [
          (
            "territory",
            "oktmo,level,parent_oktmo,name_ru,name_en,_deleted\r\n99601000,,,,,1\r\n"
          ),
          ("school", "school_code,oktmo,name_ru,name_en,_deleted\r\nS1,,,,1\r\n"),
          ("subject", "subject_code,name_ru,name_en,_deleted\r\nrus,,,1\r\n"),
        ], mode: .amend, asOf: "2025-09-02")
    ])[0]
    #expect(fate.state == .rejected)
    #expect(fate.receipt?.totals.map(\.code) == ["intake.entry_not_deletable"])
    #expect(fate.receipt?.totals.map(\.count) == [3])
    await site.close()
  }

  @Test func `a minimum that a register brings is the one that results are held against`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load([
      TestBundle.register(schools: ["S1"]),
      TestBundle.school(
        "S1", 2025,
        [
          "student": "student_key\r\np1\r\np2\r\n",
          "exam_result": """
          student_key,exam_kind,subject_code,held_on,score100,status,is_final\r
          p1,ege,rus,2025-06-03,25,valid,1\r
          p2,ege,rus,2025-06-03,40,valid,1\r

          """,
        ]),
    ])
    func below() async throws -> [String] {
      _ = try await site.analyze()
      return try await lines(
        site,
        """
        select numerator || ' of ' || denominator from result.indicator_value
        inner join result.indicator using (indicator_id)
        where until_run is null and code = 'ext.below_min.gia11_share' and cut = 'subject=rus'
        """)
    }
    #expect(try await below() == ["0 of 2"])
    let fate = try await site.load([
      TestBundle.register(
        [
          (
            "exam_minimum",
            "exam_kind,subject_code,valid_from_year,scale,minimum_score,university_score,source\r\nege,rus,2025,score100,26,36,условный источник\r\n"
          )
        ], asOf: "2025-06-30")
    ])[0]
    #expect(fate.receipt?.tables.map(\.added) == [1])
    #expect(try await below() == ["1 of 2"])
    await site.close()
  }
}
