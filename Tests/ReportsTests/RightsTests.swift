import Logging
import Postgres
import TestSupport
import Testing

/// Who may do what with every table, held against an expectation that stands here as data; and each policy that is dropped,
/// opened or put out of force must be seen.
///
/// A database without checks and references holds one row of school A, one of B in the same municipality, and one of C in
/// another, in every table under policies: a row's place tells whose it is.
@Suite struct RightsTests {
  // MARK: Rows

  /// Whose rows each scope sees.
  struct Rule: Sendable {
    let name: String
    let seen: [String: String]
    let tables: [String]
  }

  static let scopes = [
    "operator": "set local soko.audience = 'operator'",
    "region": "set local soko.audience = 'region'",
    "municipality":
      "set local soko.audience = 'municipality'; set local soko.territory = '90101'",
    "school": "set local soko.audience = 'school'; set local soko.school = 'A'",
    "public": "set local soko.audience = 'public'",
    "none": "select 1",
    // What was left from another transaction gives nothing away.
    "empty": "set local soko.audience = ''; set local soko.territory = '90101'",
    "place alone": "set local soko.school = 'A'; set local soko.territory = '90101'",
    "unknown": "set local soko.audience = 'director'; set local soko.school = 'A'",
  ]

  /// The numbers of the scope's schools, asked for once: by them nobody sees more, nor less.
  private static let listed = "select set_config('soko.schools', core.scope_schools(), true)"

  static let rules = [
    Rule(
      name: "what everybody may see, taken out and rounded by views",
      seen: [
        "operator": "ABC", "region": "ABC", "municipality": "AB", "school": "A", "public": "ABC",
      ],
      tables: [
        "core.school", "core.school_succession", "result.comparison", "result.hidden_cell",
        "result.indicator_value",
      ]),
    Rule(
      name: "what is of a school",
      seen: ["operator": "ABC", "region": "ABC", "municipality": "AB", "school": "A"],
      tables: [
        "core.enrolment", "core.plan_item", "core.school_year", "intake.bundle",
        "intake.heading", "intake.problem", "intake.problem_total", "intake.register_key",
        "intake.retired_year", "intake.school_set", "intake.school_set_member", "intake.slice",
        "intake.touched", "result.analogue_member", "result.analogue_set",
        "result.cluster_member", "result.context_index", "result.effect", "result.funnel",
        "result.linked_value", "result.pooled_comparison", "result.rank", "result.rank_draw",
        "result.return_conflict", "result.school_family", "result.trend",
      ]),
    Rule(
      name: "records of people, and bundles as they came",
      seen: ["operator": "ABC", "school": "A"],
      tables: [
        "core.class", "core.class_activity_count", "core.curriculum_load", "core.diagnostic_count",
        "core.diagnostic_result", "core.event_participation", "core.exam_result",
        "core.expert_score", "core.extra_program", "core.facility", "core.graduate_destination",
        "core.graduation", "core.health_aggregate", "core.indicator_return",
        "core.morbidity_aggregate", "core.parent_engagement", "core.period", "core.period_mark",
        "core.resource", "core.sanpin_check", "core.social_passport", "core.staff",
        "core.staff_activity", "core.staff_pd", "core.staff_practice", "core.staff_subject",
        "core.student", "core.survey_result", "core.welfare_aggregate", "intake.bundle_part",
      ]),
    Rule(
      name: "published figures of few schools",
      seen: ["operator": "ABC", "region": "ABC", "municipality": "AB"],
      tables: ["core.external_aggregate", "result.published_value"]),
  ]

  /// Policies are looked at by themselves: that the service may not read some tables at all is another test's.
  static let readable = """
    grant usage on schema core, intake, result to soko_bi;
    grant select on all tables in schema core, intake, result to soko_web, soko_bi
    """

  /// What a table gives away, or withholds, against its rule; empty when all is as it is to be.
  private func faults(_ table: String, _ rule: Rule, _ db: Database) throws -> [String] {
    struct Place: Decodable { let place: String }
    func seen(_ login: String, _ scope: String) throws -> String {
      try db.script("savepoint before; set local role \(login); \(scope)")
      defer { _ = try? db.script("rollback to savepoint before") }
      return try db.all(
        SQL(raw: "select ctid::text as place from \(table) order by ctid"), as: Place.self
      ).map { ["(0,1)": "A", "(0,2)": "B", "(0,3)": "C"][$0.place] ?? "?" }.joined()
    }
    var faults: [String] = []
    func hold(_ who: String, _ found: String, _ expected: String) {
      if found != expected { faults.append("\(table), \(who): “\(found)”, not “\(expected)”") }
    }
    for (name, statements) in Self.scopes.sorted(by: { $0.key < $1.key }) {
      hold(name, try seen("soko_web", statements), rule.seen[name] ?? "")
      hold(
        "\(name), listed", try seen("soko_web", "\(statements); \(Self.listed)"),
        rule.seen[name] ?? "")
    }
    for (name, statements) in Self.scopes.sorted(by: { $0.key < $1.key }) {
      let isForTools = ["region", "municipality", "public"].contains(name)
      hold(
        "\(name), of a tool", try seen("soko_bi", statements),
        isForTools ? rule.seen[name] ?? "" : "")
    }
    hold("a list alone", try seen("soko_web", "set local soko.schools = ',1,2,3,'"), "")
    hold("worker", try seen("soko_worker", "select 1"), "ABC")
    hold("owner", try seen("soko_owner", "select 1"), "")
    return faults
  }

  @Test func `every table under policies shows each scope what its rule says`() async throws {
    try await Bare.run { db in
      try db.script(Self.readable)
      let secured = try Bare.secured(db)
      let listed = Self.rules.flatMap(\.tables)
      #expect(Set(secured) == Set(listed), "a table without a rule, or a rule without a table")
      #expect(listed.count == Set(listed).count)
      for rule in Self.rules {
        for table in rule.tables { #expect(try faults(table, rule, db) == []) }
      }
    }
  }

  @Test func `a policy that is dropped, opened or out of force is seen`() async throws {
    try await Bare.run { db in
      try db.script(Self.readable)
      var count = 0
      for rule in Self.rules {
        for table in rule.tables {
          // Where a tool sees nothing, nothing is lost with the policy that gives nothing.
          let dropped =
            rule.seen["region"] == nil ? [] : ["drop policy analysis on \(table)"]
          for mutation in dropped + [
            "drop policy scope on \(table)", "drop policy worker on \(table)",
            "alter policy scope on \(table) using (true)",
            "alter policy analysis on \(table) using (true)",
            "alter table \(table) no force row level security",
            "alter table \(table) disable row level security",
          ] {
            try db.script("savepoint mutant; \(mutation)")
            #expect(try !faults(table, rule, db).isEmpty, "\(mutation) is not seen")
            try db.script("rollback to savepoint mutant")
            count += 1
          }
        }
      }
      #expect(count > 300)
      #expect(
        try Bare.policies(db) == 3 * Self.rules.flatMap(\.tables).count + Self.uploads.count + 1
          + AccessRightsTests.policies.count)
    }
  }

  @Test func `grants can be given again, as an upgrade does, and change nothing`() async throws {
    try await Bare.run { db in
      struct Told: Decodable, Equatable { let policy: String }
      func policies() throws -> [String] {
        try db.all(
          """
          select concat_ws(' ', polrelid::regclass, polname, polcmd,
              pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) as policy
          from pg_policy order by 1
          """, as: Told.self
        ).map(\.policy)
      }
      let before = try policies()
      for script in try InventedRegion.grants() {
        try db.script(InventedRegion.byOwner(script))
      }
      #expect(try policies() == before && before.count > 150)
    }
  }

  // MARK: Commands

  /// `SELECT`, `INSERT`, `UPDATE`, `DELETE` by their letters, of whole tables, beside what a role may do in a schema at large.
  static let atLarge: [String: [String: String]] = [
    "soko_worker": ["core": "SIUD", "intake": "SIUD", "result": "SIUD", "access": ""],
    "soko_web": ["core": "S", "intake": "", "result": "S", "access": ""],
    "soko_bi": ["core": "", "intake": "", "result": "S", "access": ""],
    "public": ["core": "", "intake": "", "result": "", "access": ""],
  ]

  static let exceptions: [String: [String: String]] = [
    "soko_worker": [
      "intake.problem_policy": "SI", "result.cluster_name": "SI", "intake.heading": "SIU",
      "intake.school_set": "SIU", "intake.school_set_member": "SI", "access.reading": "D",
      "access.session": "D",
    ],
    "soko_web": [
      "intake.slice": "S", "intake.touched": "S", "intake.bundle": "SI",
      "intake.bundle_part": "SI", "intake.problem": "S", "intake.problem_total": "S",
      "intake.problem_policy": "S", "intake.heading": "S", "intake.school_set": "S",
      "intake.school_set_member": "S", "access.account": "SI", "access.token": "SI",
      "access.link": "SI", "access.session": "SIUD", "access.login_try": "SIUD",
      "access.openid_entry": "SIUD",
      "access.reading": "SI",
    ],
    "soko_bi": [
      "core.territory": "S", "core.subject": "S", "core.exam_scale": "S", "core.exam_minimum": "S",
      "core.external_aggregate": "S", "core.published_figure": "S", "core.school_succession": "S",
      "core.plan_item": "S",
      "core.school": "S", "core.school_year": "S", "intake.bundle": "S", "intake.slice": "S",
      "intake.touched": "S", "intake.problem": "S", "intake.problem_total": "S",
      "intake.problem_policy": "S", "intake.school_set": "S", "intake.school_set_member": "S",
    ],
  ]

  /// Columns that may be read of tables that may not.
  static let columns =
    [
      "class": "academic_year class_code grade school_id study_mode",
      "enrolment": "academic_year class_code entered_on left_on school_id student_key",
      "event_participation": "academic_year event_kind level result school_id student_key",
      "resource": """
      academic_year as_of_on has_computers_in_library has_edoc_flow has_library_internet has_mediatheque has_printing \
      has_reading_room has_scanning school_id
      """,
      "staff": """
      academic_year age_band education_level employment experience_band is_management is_pedagogical \
      is_pedagogical_profile school_id staff_key
      """,
      "staff_pd": "academic_year is_fgos school_id staff_key",
    ].flatMap { table, names in
      names.split(separator: " ").map { "soko_bi core.\(table) \($0)" }
    }.sorted()
    + [
      "soko_web access.account closed_at",
      "soko_web access.account digest",
      "soko_web access.account password_set_at",
      "soko_web access.account salt",
      "soko_web access.account scrypt_block_size",
      "soko_web access.account scrypt_parallelism",
      "soko_web access.account scrypt_rounds",
      "soko_web access.link bundle_id",
      "soko_web access.link revoked_at",
      "soko_web access.token revoked_at",
      "soko_web intake.bundle attempt_count",
      "soko_web intake.bundle revert_asked_at",
      "soko_web intake.bundle revert_outcome",
      "soko_web intake.bundle revert_reason",
      "soko_web intake.bundle state",
      "soko_worker access.account account_id",
      "soko_worker access.account closed_at",
      "soko_worker access.account closed_at",
      "soko_worker access.account school_code",
      "soko_worker access.link revoked_at",
      "soko_worker access.link revoked_at",
      "soko_worker access.link school_code",
      "soko_worker access.reading read_at",
      "soko_worker access.session account_id",
      "soko_worker access.token revoked_at",
      "soko_worker access.token revoked_at",
      "soko_worker access.token school_code",
    ]

  private struct Right: Decodable {
    let role: String
    let schema: String
    let table: String
    let commands: String
  }

  @Test func `every role has the commands on every table that it is to have`() async throws {
    try await Bare.run { db in
      let rights = try db.all(
        """
        select role.name as role, namespace.nspname::text as schema,
            format('%s.%s', namespace.nspname, class.relname) as table,
            case when has_table_privilege(role.name, class.oid, 'select') then 'S' else '' end
                || case when has_table_privilege(role.name, class.oid, 'insert') then 'I' else '' end
                || case when has_table_privilege(role.name, class.oid, 'update') then 'U' else '' end
                || case when has_table_privilege(role.name, class.oid, 'delete') then 'D' else '' end
                || case
                    when has_table_privilege(role.name, class.oid, 'truncate, references, trigger')
                        then '!' else ''
                end as commands
        from pg_class as class
        inner join pg_namespace as namespace on namespace.oid = class.relnamespace
        cross join unnest(array['soko_worker', 'soko_web', 'soko_bi', 'public']) as role (name)
        where namespace.nspname in ('core', 'intake', 'result', 'access')
            and class.relkind in ('r', 'p', 'v', 'm')
        """, as: Right.self)
      #expect(rights.count > 4 * 90)
      for right in rights {
        let expected =
          Self.exceptions[right.role]?[right.table] ?? Self.atLarge[right.role]?[right.schema]
        #expect(right.commands == expected, "\(right.role) on \(right.table)")
      }
      let tables = Set(rights.map(\.table))
      for named in Self.exceptions.values.flatMap(\.keys) {
        #expect(tables.contains(named), "\(named) is no table")
      }
      struct Line: Decodable { let line: String }
      let columns = try db.all(
        """
        select format('%s %s.%s %s', role.rolname, namespace.nspname, class.relname, attname) as line
        from pg_attribute
        inner join pg_class as class on class.oid = attrelid
        inner join pg_namespace as namespace on namespace.oid = class.relnamespace
        cross join lateral aclexplode(attacl) as grant_of_column
        inner join pg_roles as role on role.oid = grant_of_column.grantee
        """, as: Line.self
      ).map(\.line)
      #expect(columns.sorted() == Self.columns)
      let borrowed = try db.all(
        """
        select format('%s.%s', namespace.nspname, class.relname) as line
        from pg_class as class
        inner join pg_namespace as namespace on namespace.oid = class.relnamespace
        where namespace.nspname in ('core', 'intake', 'result', 'access', 'report_v1')
            and class.relkind in ('v', 'm')
            and not coalesce('security_invoker=true' = any(class.reloptions), false)
        """, as: Line.self
      ).map(\.line)
      #expect(borrowed == [], "a view that reads with its owner's rights")
      for schema in ["core", "intake", "result", "access"] {
        let names = try db.value(
          "select has_schema_privilege('soko_bi', \(schema), 'usage')", as: Bool.self)
        #expect(!names, "soko_bi reaches into \(schema)")
      }
    }
  }

  @Test func `what the service may not write it does not write, in any scope`() async throws {
    try await Bare.run { db in
      for table in Self.rules.flatMap(\.tables) {
        for (scope, statements) in Self.scopes {
          for command in [try Bare.update(table, db), "delete from \(table)"] {
            try db.script("savepoint before; set local role soko_web; \(statements)")
            let refusal = #expect(throws: PostgresError.self) { try db.script(command) }
            #expect(refusal?.sqlState == "42501", "\(scope): \(command)")
            try db.script("rollback to savepoint before")
          }
        }
      }
    }
  }
}
