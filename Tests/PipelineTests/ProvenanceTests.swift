import Foundation
import Intake
import Pipeline
import Postgres
import Testing

/// From a value to the bundles and rows it rests on.
@Suite struct ProvenanceTests {
  private struct Row: Decodable, Hashable {
    let recordTable: String
    let bundle: Int?
    let fileName: String?
    let tableFile: String?
    let mode: String?
    let rowsCount: Int?
    let isOutdated: Bool
  }

  private func rows(_ site: TestSite, of indicator: String, cut: String) async throws -> [Row] {
    try await site.worker.transaction { db in
      try db.all(
        """
        select record_table, bundle, file_name, table_file, mode, rows_count, is_outdated
        from report_v1.provenance
        where school = 's005' and year = 2025 and indicator = \(indicator) and cut = \(cut)
        order by record_table, bundle
        """, as: Row.self)
    }
  }

  @Test
  func `a value names the tables its definition reads, their bundle and how many rows it brought`()
    async throws
  {
    let bundles = try TestSample.bundles(schools: 12, municipalities: 2, years: 2, seed: 7)
    let site = try await TestSite.make()
    _ = try await site.load(bundles.map(\.path))
    _ = try await site.analyze()
    let url = try #require(bundles.first { $0.path.hasSuffix("s005-2025.zip") })
    let found = try await rows(site, of: "int.marks.quality45_share", cut: "all")
    let tables = found.map(\.recordTable)
    #expect(tables == ["class", "enrolment", "period", "period_mark"])
    let region = try IndependentRegion([url])
    for row in found {
      #expect(row.fileName == "s005-2025.zip" && row.mode == "full" && !row.isOutdated, "\(row)")
      #expect(row.tableFile == row.recordTable + ".csv")
      #expect(row.rowsCount == region.rowCount(of: row.recordTable, in: "s005-2025"), "\(row)")
    }

    // Loaded and not yet computed: the value is of before, and it is said.
    _ = try await site.load([
      TestBundle.school(
        "s005", 2025,
        ["class": "class_code,grade,_deleted\r\n1Z,1,\r\n"],
        mode: .amend, asOf: "2026-06-01")
    ])
    let amended = try await rows(site, of: "int.marks.quality45_share", cut: "all")
    #expect(!amended.contains { !$0.isOutdated })
    let classes = amended.filter { $0.recordTable == "class" }.map {
      "\($0.mode ?? "") \($0.rowsCount ?? 0)"
    }
    #expect(classes.count == 2 && classes.last == "amend 1")
    await site.close()
  }

  /// The server's own account of what a view reads, through the views beneath it.
  private static let read: SQL = """
    with recursive reads as (
        select indicator.code, indicator.passport, definition.oid as relation
        from result.indicator
        inner join pg_namespace as space on space.nspname = 'indicator'
        inner join pg_class as definition
            on definition.relnamespace = space.oid
                and definition.relname = regexp_replace(indicator.code, '[^[:alnum:]]', '_', 'g')
        where indicator.is_current
        union
        select reads.code, reads.passport, depend.refobjid
        from reads
        inner join pg_rewrite as rule on rule.ev_class = reads.relation
        inner join pg_depend as depend
            on depend.objid = rule.oid and depend.classid = 'pg_rewrite'::regclass
                and depend.refclassid = 'pg_class'::regclass and depend.refobjid <> rule.ev_class
    )
    select
        reads.code as indicator,
        string_agg(
            distinct used.relname::text, ' ' order by used.relname::text
        ) as found,
        (
            select string_agg(name, ' ' order by name collate "C")
            from jsonb_array_elements_text(reads.passport -> 'tables') as names (name)
        ) as declared
    from reads
    inner join pg_class as used on used.oid = reads.relation and used.relkind = 'r'
    inner join pg_namespace as space on space.oid = used.relnamespace and space.nspname = 'core'
    group by reads.code, reads.passport
    """

  @Test func `every passport names the tables that its definition reads`() async throws {
    struct Used: Decodable {
      let indicator: String
      let found: String
      let declared: String?
    }
    let site = try await TestSite.make()
    let (used, count) = try await site.worker.transaction { db in
      (
        try db.all(Self.read, as: Used.self),
        try db.value("select count(*) from result.indicator where is_current", as: Int.self)
      )
    }
    #expect(used.count == count)
    for indicator in used { #expect(indicator.found == indicator.declared, "\(indicator)") }
    await site.close()
  }
}
