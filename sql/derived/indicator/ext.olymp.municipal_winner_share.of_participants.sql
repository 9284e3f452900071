/*---
code: ext.olymp.municipal_winner_share.of_participants
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 13
criterion: 2
title:
  ru: >-
    Доля обучающихся, победивших в муниципальных, региональных предметных
    олимпиадах: муниципальный этап, среди участников
  en: "Share of participants of the municipal stage who won"
short: {ru: "Победители среди участников", en: "Winners of participants"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "из них победители хотя бы по одному предмету"
  en: "of these, winners in at least one subject"
denominator:
  ru: "различные ученики, участники муниципального этапа ВсОШ"
  en: "distinct pupils at the municipal stage of ВсОШ"
source: "Положение о ВСОКО, п. 4.6, критерий 2"
caveats:
  ru: >-
    Вариант ext.olymp.municipal_winner_share с другим числителем или знаменателем;
    не смешивать. Считаются различные ученики школы; по группе школ — сумма по
    школам
  en: >-
    A variant of ext.olymp.municipal_winner_share with other parts; never mix the
    two. Distinct pupils of a school; over a group of schools, the sum of the
    schools' counts
tables: [event_participation]
---*/
with

participant as (
    select
        school_id,
        academic_year,
        student_key,
        bool_or(result = 'winner') as is_winner
    from core.event_participation
    where
        event_kind = 'vsosh'
        and level = 'municipal'
    group by school_id, academic_year, student_key
)

select
    school_id,
    academic_year,
    'all' as cut,
    count(*) filter (where is_winner) as numerator,
    count(*) as denominator
from participant
group by school_id, academic_year
