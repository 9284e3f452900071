/*---
code: ext.gia9.elective_pooled_z
version: 1
versions:
  - {version: 1, from: 2026-11-25}
clause: "4.6"
row: 8
criterion: 2
title:
  ru: >-
    Результаты независимой аттестации выпускников 9 класса (результаты ГИА 9 по
    русскому языку и математике и предметам по выбору): предметы по выбору вместе, в
    отклонениях от региона
  en: >-
    OGE: elective subjects together, in deviations from the region
short: {ru: "ОГЭ, предметы по выбору, z", en: "OGE, electives, z"}
unit: score
direction: higher
kind: mean
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: >-
    сумма отклонений (отметка минус среднее региона по предмету) ÷ стандартное
    отклонение региона, до шестого знака
  en: >-
    sum of the deviations (mark minus the mean of the region in the subject) ÷
    standard deviation of the region, to the sixth place
denominator:
  ru: >-
    окончательные действительные результаты ОГЭ по предметам по выбору, по которым
    регион опубликовал среднее и отклонение
  en: >-
    final valid OGE results in elective subjects of this year's graduates, where the
    region has published mean and deviation
source: "Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-9; итоги региона"
caveats:
  ru: >-
    Нужны опубликованные итоги региона по всем школам (external_aggregate: mean,
    sd): без них значения нет; окончательный итог важнее предварительного. Предмет
    выбирают сами: сравнивать рядом с долей сдававших
  en: >-
    Needs the region's published figures of all schools (external_aggregate: mean,
    sd): without them there is no value; a final figure goes before a preliminary
    one. Takers select themselves: compare beside the share who took the subject
tables: [exam_result, external_aggregate, school, territory]
---*/
with

region_scale as (
    select distinct on (told.oktmo, told.academic_year, told.subject_code)
        told.oktmo,
        told.academic_year,
        told.subject_code,
        told.mean,
        told.sd
    from core.external_aggregate as told
    inner join core.territory as publisher
        on told.publisher_oktmo = publisher.oktmo
    where
        told.exam_code = 'oge'
        and told.grade = 9
        and told.scale = 'mark'
        and told.population = 'all'
        and told.mean is not null
        and told.sd > 0
    order by
        told.oktmo asc,
        told.academic_year asc,
        told.subject_code asc,
        (told.status = 'final') desc,
        told.as_of_on desc,
        (publisher.level = 'region') desc,
        told.publisher_oktmo asc
),

deviation as (
    select
        exam.school_id,
        exam.academic_year,
        round((exam.mark5 - region_scale.mean) / region_scale.sd, 6) as z
    from core.exam_result as exam
    inner join core.school as school
        on exam.school_id = school.school_id
    inner join core.territory as municipality
        on school.municipality_id = municipality.territory_id
    inner join core.territory as region
        on municipality.parent_id = region.territory_id
    inner join region_scale
        on
            region.oktmo = region_scale.oktmo
            and exam.academic_year = region_scale.academic_year
            and exam.subject_code = region_scale.subject_code
    where
        exam.exam_kind = 'oge'
        and exam.subject_code not in ('rus', 'mat')
        and exam.status = 'valid'
        and exam.is_final
        and exam.is_past_graduate is not true
        and exam.mark5 is not null
)

select
    school_id,
    academic_year,
    'all' as cut,
    sum(z) as numerator,
    count(*) as denominator,
    sum(z * z) as sum_squares
from deviation
group by school_id, academic_year
