"""Criterion 2: exams after grades 9 and 11, the regional study, olympiads and events."""

import decimal
from collections import defaultdict

from definitions import indicator, means, share, shares
from records import day, flag, number, rounded, whole
from results import graduates

# The minima for a certificate that were in force in the years of the sample.
MINIMUM = {"rus": 24, "mat_prof": 27}
ELECTIVES9 = ["phy", "che", "bio", "geo", "soc", "his", "lit", "inf", "eng", "deu", "fra", "spa", "native"]


class Result:
    def __init__(self, row):
        self.pupil, self.kind, self.subject = row["student_key"], row["exam_kind"], row["subject_code"]
        self.held = day(row["held_on"])
        self.primary, self.score, self.mark = (
            whole(row[name]) for name in ("primary_score", "score100", "mark5"))
        self.is_passed, self.status = flag(row["is_passed"]), row["status"]
        self.is_final, self.is_past = flag(row["is_final"]), flag(row["is_past_graduate"])


def taken(year, kind):
    """Results of this year's pupils; graduates of earlier years are nobody's here."""
    return [
        one for one in map(Result, year.rows("exam_result")) if one.kind == kind and not one.is_past]


def final(year, kind):
    return [one for one in taken(year, kind) if one.status == "valid" and one.is_final]


def first(year, kind):
    """Of each pupil and subject the first valid result, before any retake."""
    found = {}
    for one in sorted(taken(year, kind), key=lambda one: one.held):
        if one.status == "valid":
            found.setdefault((one.pupil, one.subject), one)
    return list(found.values())


def subject(one):
    return f"subject={one.subject}"


def marked(results):
    return [one for one in results if one.mark is not None]


def scored(results):
    return [one for one in results if one.score is not None and one.subject != "mat_base"]


# Grade 9.

@indicator("ext.gia9.mean_mark5")
def mean9(year):
    return means((subject(one), one.mark) for one in marked(final(year, "oge")))


@indicator("ext.gia9.gve.mean_mark5")
def mean_gve9(year):
    return means((subject(one), one.mark) for one in marked(final(year, "gve9")))


@indicator("ext.gia9.mean_primary_pct")
def primary9(year):
    def parts():
        for one in final(year, "oge"):
            scale = year.register.scales.get((year.year, "oge", one.subject))
            if scale and one.primary is not None and one.primary <= int(scale["max_primary"]):
                yield subject(one), rounded(
                    decimal.Decimal(one.primary) / int(scale["max_primary"]), 6)

    return means(parts())


@indicator("qa.score_spike")
def spike(year):
    def weights():
        for one in first(year, "oge"):
            scale = year.register.scales.get((year.year, "oge", one.subject))
            if scale and scale["mark3_from"] and one.primary is not None:
                distance = abs(one.primary - int(scale["mark3_from"]))
                if distance <= 1:
                    yield subject(one), ["1", "-0.5"][distance]

    return means(weights())


def of_region(year, kind, grade, scale):
    """By subject: mean and deviation the region published of all its schools, the best-founded figure of each."""
    region, found = year.register.region(year.school), {}
    for row in year.register.figures:
        if (row["year"] == year.year and row["oktmo"] == region and row["exam_code"] == kind
                and row["grade"] == str(grade) and row["scale"] == scale
                and row["population"] == "all" and row["mean"] and number(row["sd"] or "0") > 0):
            order = (row["status"] == "final", day(row["as_of_on"]), row["publisher"] == region)
            if row["subject_code"] not in found or found[row["subject_code"]][0] < order:
                found[row["subject_code"]] = order, number(row["mean"]), number(row["sd"])
    return {name: told[1:] for name, told in found.items()}


def electives(code, kind, grade, scale, value, mandatory):
    @indicator(code)
    def pooled(year):
        norms = of_region(year, kind, grade, scale)
        return means(
            ("all", rounded((value(one) - norms[one.subject][0]) / norms[one.subject][1], 6))
            for one in final(year, kind)
            if one.subject in norms and one.subject not in mandatory and value(one) is not None)


electives(
    "ext.gia9.elective_pooled_z", "oge", 9, "mark", lambda one: one.mark, ("rus", "mat"))
electives(
    "ext.gia11.elective_pooled_z", "ege", 11, "score100", lambda one: one.score,
    ("rus", "mat_base", "mat_prof"))


def at_least(code, mark):
    @indicator(code)
    def at_first(year):
        return shares((subject(one), one.mark >= mark) for one in marked(first(year, "oge")))

    @indicator(code + ".final")
    def in_the_end(year):
        return shares((subject(one), one.mark >= mark) for one in marked(final(year, "oge")))


at_least("ext.gia9.quality45_share", 4)
at_least("ext.gia9.pass_share", 3)


@indicator("ext.gia9.participation_share")
def participation9(year):
    if not any(row["exam_kind"] == "oge" for row in year.rows("exam_result")):
        return
    admitted = {
        row["student_key"] for row in year.rows("graduation")
        if row["grade"] == "9" and flag(row["is_admitted"])}
    sat = {(one.pupil, one.subject) for one in taken(year, "oge") if one.status != "absent"}
    for name in ["rus", "mat"] + ELECTIVES9:
        yield from share(lambda pupil: (pupil, name) in sat, admitted, cut=f"subject={name}")


@indicator("ext.gia9.admission_share")
def admission9(year):
    return share(lambda row: flag(row.get("is_admitted")), graduates(year, 9))


def of_roll(year, grade, kind, has, cut="all"):
    """Of those on the roll of 25 May, where the school told of the exam at all."""
    if not any(row["exam_kind"] == kind for row in year.rows("exam_result")):
        return []
    pupils = [pupil for pupil, stay in year.roll(year.last_bell).items() if stay.grade == grade]
    return share(has, pupils, cut=cut)


@indicator("ext.gia9.oral_pass_share")
def oral9(year):
    passed = {one.pupil for one in first_of_pupil(year, "oral9") if one.is_passed}
    return of_roll(year, 9, "oral9", lambda pupil: pupil in passed)


@indicator("ext.gia11.essay_pass_share")
def essay11(year):
    passed = {one.pupil for one in first_of_pupil(year, "essay11") if one.is_passed}
    return of_roll(year, 11, "essay11", lambda pupil: pupil in passed)


def first_of_pupil(year, kind):
    found = {}
    for one in sorted(first(year, kind), key=lambda one: one.held):
        found.setdefault(one.pupil, one)
    return found.values()


@indicator("ext.gia11.gve.mean_mark5")
def mean_gve11(year):
    return means((subject(one), one.mark) for one in marked(final(year, "gve11")))


# Grade 11: base and profile mathematics are different subjects.

@indicator("ext.gia11.mean100")
def mean11(year):
    return means((subject(one), one.score) for one in scored(final(year, "ege")))


@indicator("ext.gia11.mat_base.mean_mark5")
def base11(year):
    return means(
        ("all", one.mark) for one in marked(final(year, "ege")) if one.subject == "mat_base")


@indicator("ext.gia11.high81_share")
def high11(year):
    return shares((subject(one), one.score >= 81) for one in scored(final(year, "ege")))


@indicator("ext.gia11.mat_prof.choice_share")
def profile11(year):
    sat = {(one.pupil, one.subject) for one in taken(year, "ege") if one.status != "absent"}
    pupils = {pupil for pupil, name in sat if name in ("mat_base", "mat_prof")}
    return share(lambda pupil: (pupil, "mat_prof") in sat, pupils)


def best_three(year):
    found = defaultdict(list)
    for one in scored(final(year, "ege")):
        found[one.pupil].append(one.score)
    return {pupil: sum(sorted(told)[-3:]) for pupil, told in found.items() if len(told) >= 3}


@indicator("ext.gia11.sum3_220_share")
def sum3(year):
    return share(lambda total: total >= 220, best_three(year).values())


@indicator("ext.gia11.sum3_220_share.of_graduates")
def sum3_of_graduates(year):
    best = best_three(year)
    return of_roll(year, 11, "ege", lambda pupil: best.get(pupil, 0) >= 220)


# Below the minimum.

def is_below(one):
    """Nothing where the result tells nothing."""
    if one.kind == "ege" and one.subject in MINIMUM:
        return None if one.score is None else one.score < MINIMUM[one.subject]
    return None if one.mark is None else one.mark == 2


def below(results, names):
    return shares(
        (subject(one), is_below(one))
        for one in results if one.subject in names and is_below(one) is not None)


@indicator("ext.below_min.gia9_share")
def below9(year):
    return below(first(year, "oge"), ("rus", "mat"))


@indicator("ext.below_min.gia9_share.final")
def below9_final(year):
    return below(final(year, "oge"), ("rus", "mat"))


@indicator("ext.below_min.gia9_share.of_graduates")
def below9_of_graduates(year):
    failed = {(one.pupil, one.subject) for one in first(year, "oge") if one.mark == 2}
    for name in ("rus", "mat"):
        yield from of_roll(
            year, 9, "oge", lambda pupil: (pupil, name) in failed, cut=f"subject={name}")


@indicator("ext.below_min.gia11_share")
def below11(year):
    return below(first(year, "ege"), ("rus", "mat_base", "mat_prof"))


@indicator("ext.below_min.gia11_share.final")
def below11_final(year):
    return below(final(year, "ege"), ("rus", "mat_base", "mat_prof"))


@indicator("ext.below_min.any_share")
def below_any(year):
    failed = {}
    for kind, grade, names in (
            ("oge", 9, ("rus", "mat")), ("ege", 11, ("rus", "mat_base", "mat_prof"))):
        for one in first(year, kind):
            if one.subject in names and is_below(one) is not None:
                key = one.pupil, grade
                failed[key] = failed.get(key, False) or is_below(one)
    return shares(
        (cut, has) for (_, grade), has in failed.items() for cut in ("all", f"grade={grade}"))
