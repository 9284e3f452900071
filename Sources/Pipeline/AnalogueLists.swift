import Postgres

/// Analogues that are lists of schools and follow from what is stored: schools of the same kind in the municipality, and the
/// sets an analyst has saved. Lists of similar schools are measured elsewhere and stand in the same tables.
///
/// Both are made anew in every run and written where they differ, so that a publication keeps the lists it was made with.
struct AnalogueLists {
  let run: Run

  func replace(_ db: Database) throws {
    try db.script(ofSameKind + Self.saved + Self.collected)
    let written = Versioned.Scope(table: "written_list", columns: ["analogue"])
    try Versioned(
      table: "result.analogue_set", fresh: "fresh_list",
      key: ["school_id", "academic_year", "analogue"], values: ["reason", "basis"],
      scope: written
    ).replace(db, run: run.id)
    try Versioned(
      table: "result.analogue_member", fresh: "fresh_listed",
      key: ["school_id", "academic_year", "analogue", "member_id"], values: ["distance"],
      scope: written
    ).replace(db, run: run.id)
  }

  /// The first step at which enough schools are of the same kind; where there is none, the widest.
  private var ofSameKind: String {
    """
    create temp table kind_step on commit drop as select * from analogue.same_kind;
    analyze kind_step;
    create temp table kind_choice on commit drop as
    select distinct on (school_id, academic_year) *,
        type is not null and other_count >= \(run.thresholds("same_kind_schools")) as is_found
    from kind_step
    order by school_id, academic_year,
        (type is not null and other_count >= \(run.thresholds("same_kind_schools"))) desc,
        case when other_count >= \(run.thresholds("same_kind_schools")) then step else -step end;
    analyze kind_choice;
    create temp table fresh_list on commit drop as
    select
        school_id, academic_year, 'municipal_same_kind' as analogue,
        case
            when type is null then 'kind_unknown'
            when not is_found then 'no_schools_of_kind'
        end as reason,
        case
            when type is null then '{}'::jsonb
            else jsonb_strip_nulls(jsonb_build_object(
                'type', type, 'level', education_level, 'settlement', settlement,
                'small', is_small, 'dropped', dropped, 'schools', other_count
            ))
        end as basis
    from kind_choice;
    create temp table fresh_listed on commit drop as
    select
        own.school_id, own.academic_year, 'municipal_same_kind' as analogue,
        other.school_id as member_id, null::double precision as distance
    from kind_choice as own
    inner join kind_step as other
        on own.municipality_id = other.municipality_id
            and own.academic_year = other.academic_year
            and own.step = other.step
            and own.type = other.type
            and own.education_level is not distinct from other.education_level
            and own.settlement is not distinct from other.settlement
            and own.is_small is not distinct from other.is_small
            and own.school_id <> other.school_id
    where own.is_found;

    """
  }

  /// A school beside the others of its set, in every year it sent anything of.
  private static let saved = """
    insert into fresh_list (school_id, academic_year, analogue, reason, basis)
    select
        member.school_id, told.academic_year, 'set:' || school_set.set_code, null,
        jsonb_build_object(
            'title', school_set.title,
            'schools', (
                select count(*) - 1 from intake.school_set_member as every
                where every.school_set_id = school_set.school_set_id
            )
        )
    from intake.school_set
    inner join intake.school_set_member as member using (school_set_id)
    inner join (select distinct school_id, academic_year from intake.slice) as told
        on member.school_id = told.school_id
    where school_set.retired_at is null;
    insert into fresh_listed (school_id, academic_year, analogue, member_id)
    select member.school_id, told.academic_year, 'set:' || school_set.set_code, other.school_id
    from intake.school_set
    inner join intake.school_set_member as member using (school_set_id)
    inner join (select distinct school_id, academic_year from intake.slice) as told
        on member.school_id = told.school_id
    inner join intake.school_set_member as other
        on member.school_set_id = other.school_set_id and member.school_id <> other.school_id
    where school_set.retired_at is null;
    delete from intake.touched_set;

    """

  private static let collected = """
    create temp table written_list on commit drop as
    select analogue from fresh_list
    union
    select analogue from result.analogue_set
    where until_run is null
        and (analogue = 'municipal_same_kind' or starts_with(analogue, 'set:'));
    analyze fresh_list, fresh_listed, written_list;
    """
}
