import Pipeline
import Postgres
import SQLFiles
import Schools
import Testing

/// Results of ВПР say nothing of a school that may be ranked: use for that is not provided for by Rosobrnadzor.
@Suite struct VPRTests {
  @Test func `what can be counted from results of ВПР alone may not be ranked by`() async throws {
    let site = try await TestSite.make()
    let definitions = try Catalog(CatalogFile.program(ProgramFiles())).definitions
    let fed = try await site.worker.session { db in
      try db.execute("begin")
      defer { _ = try? db.execute("rollback") }
      try db.script(
        """
        insert into core.territory (oktmo, level, parent_id, name_ru, name_en)
        values ('99', 'region', null, 'Край', 'Region');
        insert into core.territory (oktmo, level, parent_id, name_ru, name_en)
        select '99601000', 'municipality', territory_id, 'Округ', 'District' from core.territory;
        insert into core.school (school_code, municipality_id, name_ru, name_en)
        select 'A', territory_id, 'A', 'A' from core.territory where oktmo = '99601000';
        insert into core.student (school_id, academic_year, student_key, bundle_id, row_number)
        select school_id, 2025, 'a', 1, 1 from core.school;
        insert into core.diagnostic_result (
            school_id, academic_year, student_key, procedure_code, subject_code, held_on, grade,
            primary_score, max_score, mark5, level, journal_mark, bundle_id, row_number
        )
        select school_id, 2025, 'a', code, 'mat', '2025-04-10', grade, 10, 20, 4, 'base', 3, 1,
            row_number() over ()
        from core.school
        cross join (values ('vpr', 4), ('vpr-2025', 6), ('vpr_8', 8)) as told (code, grade);
        """)
      return try definitions.filter { definition in
        try db.value("select count(*) from indicator.\(raw: definition.view)", as: Int.self) > 0
      }.map(\.indicator)
    }
    #expect(fed.map(\.code) == ["qa.vpr_journal_match"])
    #expect(fed.allSatisfy { $0.ranking == .forbidden })
    await site.close()
  }
}
