-- How often one school of a region stands above another in the draws of its ranking. An order, so for those who see places: whoever
-- loads the data or answers for the municipality, of its own schools.
create view report_v1.rank_pair with (security_invoker = true) as
with

drawn as not materialized (
    select
        school.school_code,
        municipality.oktmo as municipality,
        municipality.parent_id as region_id,
        rank_draw.academic_year,
        rank_draw.key_set_id,
        rank_draw.places,
        publication.run_id
    from result.publication
    inner join result.rank_draw
        on
            publication.run_id = core.shown_run()
            and rank_draw.since_run <= publication.run_id
            and (
                rank_draw.until_run is null
                or rank_draw.until_run > publication.run_id
            )
    inner join core.school
        on rank_draw.school_id = school.school_id
    inner join core.territory as municipality
        on school.municipality_id = municipality.territory_id
    where core.scope_level() = 1
)

select
    own.school_code as school,
    own.municipality,
    own.academic_year as year,
    other.school_code as other,
    key_set.code as key_set,
    cardinality(own.places) as draws,
    counted.above::double precision / cardinality(own.places) as above,
    counted.equal::double precision / cardinality(own.places) as equal,
    own.run_id as run
from drawn as own
inner join drawn as other
    on
        own.academic_year = other.academic_year
        and own.key_set_id = other.key_set_id
        and own.region_id = other.region_id
        and own.school_code <> other.school_code
        and cardinality(own.places) = cardinality(other.places)
inner join result.key_set
    on own.key_set_id = key_set.key_set_id
cross join
    lateral (
        select
            count(*) filter (where draw.place < draw.other_place) as above,
            count(*) filter (where draw.place = draw.other_place) as equal
        from unnest(own.places, other.places) as draw (place, other_place)
    ) as counted
where cardinality(own.places) > 0;
comment on view report_v1.rank_pair is
'Как часто одна школа региона стоит выше другой в розыгрышах рейтинга; спрашивают по школе';
