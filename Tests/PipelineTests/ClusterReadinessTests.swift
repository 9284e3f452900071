import Foundation
import Pipeline
import Postgres
import SQLFiles
import Testing

/// What Citus refuses, looked for in the catalog of a migrated database.
///
/// Tables with a column `school_id` would be distributed by it; the others would be reference tables, or stay on one node.
/// Source: the rules of distributed tables in the documentation of Citus 13.
@Suite struct ClusterReadinessTests {
  private struct Finding: Decodable { let finding: String }

  private func findings(_ select: String) async throws -> [String] {
    let site = try await TestSite.make()
    let found = try await site.worker.transaction { db in
      try db.all(
        SQL(
          raw: """
            with distributed as (
                select class.oid, format('%s.%s', namespace.nspname, class.relname) as name,
                    attribute.attnum as school
                from pg_class as class
                inner join pg_namespace as namespace on namespace.oid = class.relnamespace
                inner join pg_attribute as attribute
                    on attribute.attrelid = class.oid and attribute.attname = 'school_id'
                where namespace.nspname in ('core', 'intake', 'result')
                    and class.relkind in ('r', 'p')
                    -- The register itself is what all nodes share.
                    and class.oid <> 'core.school'::regclass
            ),
            ours as (
                select class.oid, format('%s.%s', namespace.nspname, class.relname) as name
                from pg_class as class
                inner join pg_namespace as namespace on namespace.oid = class.relnamespace
                where namespace.nspname in ('core', 'intake', 'result')
                    and class.relkind in ('r', 'p')
            )
            \(select)
            order by finding
            """), as: Finding.self)
    }.map(\.finding)
    await site.close()
    return found
  }

  @Test func `tables that grow are told from those that all schools share`() async throws {
    let names = try await findings("select name as finding from distributed")
    #expect(names.contains("core.period_mark") && names.contains("result.indicator_value"))
    #expect(!names.contains("core.school") && names.count > 30)
  }

  @Test func `keys of distributed tables hold the school`() async throws {
    let found = try await findings(
      """
      select format('%s: %s', distributed.name, index.indexrelid::regclass) as finding
      from distributed
      inner join pg_index as index on index.indrelid = distributed.oid
      where index.indisunique and not distributed.school = any(index.indkey)
      """)
    #expect(found == [])
  }

  @Test func `foreign keys between distributed tables join school to school`() async throws {
    let found = try await findings(
      """
      select format('%s: %s', child.name, key.conname) as finding
      from pg_constraint as key
      inner join distributed as child on child.oid = key.conrelid
      inner join distributed as parent on parent.oid = key.confrelid
      where key.contype = 'f'
          and not exists (
              select
              from unnest(key.conkey, key.confkey) as pair (own, other)
              where pair.own = child.school and pair.other = parent.school
          )
      """)
    #expect(found == [])
  }

  /// A reference table may not point at a distributed one, and nothing may set a key of a distributed table to null.
  @Test func `no shared table points at a distributed one, and no key is set to null`()
    async throws
  {
    let found = try await findings(
      """
      select format('%s: %s', ours.name, key.conname) as finding
      from pg_constraint as key
      inner join ours on ours.oid = key.conrelid
      inner join distributed as parent on parent.oid = key.confrelid
      where key.contype = 'f' and key.conrelid not in (select oid from distributed)
      union all
      select format('%s: %s', child.name, key.conname)
      from pg_constraint as key
      inner join distributed as child on child.oid = key.conrelid
      where key.contype = 'f' and (key.confdeltype in ('n', 'd') or key.confupdtype in ('n', 'd', 'c'))
      """)
    #expect(found == [])
  }

  /// The queue stays on one node: a key from a distributed table to it is what a cluster has to drop.
  @Test func `of the queue distributed tables point at, only two are known`()
    async throws
  {
    let found = try await findings(
      """
      select format('%s: %s', child.name, key.conname) as finding
      from pg_constraint as key
      inner join distributed as child on child.oid = key.conrelid
      inner join ours as parent on parent.oid = key.confrelid
      where key.contype = 'f' and starts_with(parent.name, 'intake.')
      """)
    // A saved set is written once, on one node, before its schools are.
    #expect(
      found == [
        "intake.school_set_member: school_set_member_set_known", "intake.slice: slice_bundle_known",
      ])
  }

  @Test func `there are no triggers, no identities narrower than bigint, no policies that select`()
    async throws
  {
    let found = try await findings(
      """
      select format('%s: trigger %s', ours.name, trigger.tgname) as finding
      from pg_trigger as trigger
      inner join ours on ours.oid = trigger.tgrelid
      where not trigger.tgisinternal
      union all
      select format('%s: identity %s', ours.name, attribute.attname)
      from pg_attribute as attribute
      inner join ours on ours.oid = attribute.attrelid
      where attribute.attidentity <> '' and attribute.atttypid <> 'bigint'::regtype
      union all
      select format('%s: policy %s', ours.name, policy.polname)
      from pg_policy as policy
      inner join ours on ours.oid = policy.polrelid
      where concat(policy.polqual::text, policy.polwithcheck::text) like '%{SUBLINK%'
      union all
      select format('%s: temporary or inherited', ours.name)
      from pg_inherits as inherited
      inner join ours on ours.oid = inherited.inhrelid
      inner join pg_class as parent on parent.oid = inherited.inhparent
      where parent.relkind = 'r'
      """)
    #expect(found == [])
  }

  @Test func `no SQL uses what a distributed query may not`() throws {
    let files = ProgramFiles()
    let refused =
      /\b(rollup|cube|grouping\s+sets|with\s+recursive|merge\s+into|tableoid|set_config)\b/
      .ignoresCase()
    var seen = 0
    for folder in [
      "stored", "check", "merge", "derived/indicator", "derived/analogue",
      "derived/report_v1",
    ] {
      for (name, text) in try files.texts(in: folder) {
        seen += 1
        let code = text.replacing(/\/\*.*?\*\//.dotMatchesNewlines(), with: "")
          .replacing(/--[^\n]*/, with: "")
        // Recursion over the register alone, whose tables stand on every node.
        if name.hasPrefix("succession") {
          #expect(
            code.firstMatch(of: /(result|intake)\.|core\.(?!school\b|school_succession\b)/) == nil)
          continue
        }
        #expect(code.firstMatch(of: refused) == nil, "\(folder)/\(name)")
      }
    }
    #expect(seen > 150)
  }
}
