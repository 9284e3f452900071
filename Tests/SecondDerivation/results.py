"""Criterion 1: results as the school itself assesses them, and diagnostics of clause 4.4.1."""

from collections import defaultdict

from definitions import by_grade, capped, indicator, means, share, shares
from records import day, flag, level, number, rounded, whole


# Year marks: grades 2–11 on the roll of 31 May, attested, without classes that give no marks.

def year_marks(year):
    """By pupil: what stands in the year column, numbers and «н/а»; exemptions and passes say nothing."""
    found = defaultdict(list)
    for row in year.rows("period_mark"):
        if row["mark_kind"] == "year" and (row["mark"] or row["mark_code"] == "na"):
            found[row["student_key"]].append(
                (row["subject_code"], whole(row["mark"])))
    return found


def marks_of_period(year, code):
    found = defaultdict(list)
    for row in year.rows("period_mark"):
        if row["mark_kind"] == "period" and row["period_code"] == code and (
                row["mark"] or row["mark_code"] == "na"):
            found[row["student_key"]].append((row["subject_code"], whole(row["mark"])))
    return found


def attested(year):
    marks = year_marks(year)
    for pupil, stay in year.roll(year.end).items():
        if 2 <= stay.grade <= 11 and not stay.is_unmarked and pupil in marks:
            yield stay, marks[pupil]


def all_good(marks):
    return all(mark in (4, 5) for _, mark in marks)


def of_attested(year, has):
    return by_grade((stay.grade, int(has(marks)), 1) for stay, marks in attested(year))


@indicator("int.marks.quality45_share")
def quality(year):
    """All marks of the year; and of each quarter, trimester or half-year, of those on the roll of its last day."""
    yield from of_attested(year, all_good)
    parts = defaultdict(list)
    for row in year.rows("period"):
        if row["period_kind"] != "year":
            parts[row["period_kind"]].append(row)
    for kind, rows in parts.items():
        rows.sort(key=lambda row: (day(row["starts_on"]), row["period_code"]))
        for place, part in enumerate(rows, start=1):
            marks = marks_of_period(year, part["period_code"])
            for cut, *found in by_grade(
                    (stay.grade, int(all_good(marks[pupil])), 1)
                    for pupil, stay in year.roll(day(part["ends_on"])).items()
                    if 2 <= stay.grade <= 11 and not stay.is_unmarked and pupil in marks):
                if cut == "all":
                    yield f"moment={kind}{place}", *found
                elif cut.startswith("level="):
                    yield f"{cut};moment={kind}{place}", *found


@indicator("int.marks.quality45_share.of_all")
def quality_of_all(year):
    if not any(row["mark_kind"] == "year" for row in year.rows("period_mark")):
        return []
    marks = year_marks(year)
    return by_grade(
        (stay.grade, int(pupil in marks and all_good(marks[pupil])), 1)
        for pupil, stay in year.roll(year.end).items())


@indicator("int.marks.success_share")
def success(year):
    return of_attested(year, lambda marks: all(mark is not None and mark > 2 for _, mark in marks))


@indicator("int.marks.reserve_share")
def reserve(year):
    def has(marks):
        told = sorted(mark or 0 for _, mark in marks)
        return told[0] == 3 and told[1:2] != [3]

    return of_attested(year, has)


@indicator("int.marks.sou")
def learnedness(year):
    weight = {5: "1", 4: "0.64", 3: "0.36", 2: "0.16", None: "0.08"}
    return means(
        (cut, weight[mark])
        for stay, marks in attested(year)
        for subject, mark in marks
        for cut in (
            "all", f"level={level(stay.grade)}", f"grade={stay.grade}", f"subject={subject}"))


# Contests and repeaters.

def distinct_of_average_roll(year, chosen):
    """Distinct pupils over the mean of two rolls, by the grade of the pupil."""
    if not year.submitted("event_participation"):
        return []
    grades, roll, found = year.grades(), year.average_roll(), defaultdict(set)
    for row in year.rows("event_participation"):
        if chosen(row) and row["student_key"] in grades:
            found[grades[row["student_key"]]].add(row["student_key"])
    return capped(by_grade(
        (grade, len(found[grade]), roll[grade]) for grade in set(found) | set(roll)))


@indicator("int.contests.participation_share")
def contests(year):
    kinds = ("vsosh", "olympiad", "contest", "conference")
    return distinct_of_average_roll(year, lambda row: row["event_kind"] in kinds)


def repeating(year, on):
    roll = year.roll(on).values()
    if all(stay.repeats is None for stay in roll):
        return []
    return by_grade((stay.grade, int(bool(stay.repeats)), 1) for stay in roll)


@indicator("int.repeaters_share")
def repeaters(year):
    return repeating(year, year.census)


@indicator("int.repeaters_share.at_year_end")
def repeaters_at_year_end(year):
    return repeating(year, year.end)


# Certificates: of those on the roll of 25 May, not admitted ones included.

def graduates(year, grade):
    """The record of graduation of each on the roll of 25 May; empty where there is none."""
    told = {
        row["student_key"]: row for row in year.rows("graduation") if int(row["grade"]) == grade}
    if not told:
        return []
    return [
        told.get(pupil, {}) for pupil, stay in year.roll(year.last_bell).items()
        if stay.grade == grade]


def certified(row):
    return row.get("certificate_status") in ("issued", "september")


def with_honours(row):
    return certified(row) and row.get("certificate_kind") == "honours"


def certificates(grade):
    @indicator(f"int.grade{grade}.certificate_share")
    def certificate(year):
        of = graduates(year, grade)
        yield from share(certified, of)
        yield from share(
            lambda row: row.get("certificate_status") == "issued", of, cut="moment=june")

    @indicator(f"int.grade{grade}.honours_share")
    def honours(year):
        return share(with_honours, graduates(year, grade))

    @indicator(f"int.grade{grade}.honours_share.of_certified")
    def honours_of_certified(year):
        return share(with_honours, filter(certified, graduates(year, grade)))


certificates(9)
certificates(11)


def medals(degree):
    @indicator(f"int.grade11.honours_share.medal{degree}")
    def medal(year):
        return share(lambda row: whole(row.get("medal")) == degree, graduates(year, 11))


medals(1)
medals(2)


# Diagnostics by pupil and by class.

def results_of(year, starting):
    return [
        row for row in year.rows("diagnostic_result") if row["procedure_code"].startswith(starting)]


def part_of_maximum(rows, cut):
    """The part of the maximum each took, to the sixth place."""
    return means(
        (cut(row), rounded(number(row["primary_score"]) / number(row["max_score"]), 6))
        for row in rows
        if row["grade"] and row["primary_score"] and row["max_score"] and number(row["max_score"]))


def grade_and_subject(row):
    return f"grade={row['grade']};subject={row['subject_code']}"


@indicator("int.diag.g4.mean_pct")
def fourth(year):
    rows = [row for row in results_of(year, "monitor") if row["grade"] == "4"]
    return part_of_maximum(rows, lambda row: f"subject={row['subject_code']}")


@indicator("int.diag.monitor.mean_pct")
def monitoring(year):
    return part_of_maximum(results_of(year, "monitor"), grade_and_subject)


@indicator("int.diag.func_lit.level_share")
def literacy(year):
    return shares(
        (f"subject={row['procedure_code'].split('-')[1]}", row["level"] in ("base", "high"))
        for row in results_of(year, "func_lit-") if row["level"])


def counted(year, instrument, grades, columns, cut=lambda grade: "all"):
    """Pupils in the columns of those tested with the instrument in the grades."""
    found = defaultdict(lambda: [0, 0])
    for row in year.rows("diagnostic_count"):
        grade = year.grade_of_class[row["class_code"]]
        if row["instrument_code"].startswith(instrument) and grade in grades:
            found[cut(grade)][0] += sum(int(row[name]) for name in columns)
            found[cut(grade)][1] += int(row["tested_count"])
    for name, (numerator, denominator) in found.items():
        if denominator:
            yield name, numerator, denominator


def low_level(code, instrument, grade):
    @indicator(code)
    def low(year):
        return counted(year, instrument, (grade,), ["low_count"])


low_level("int.diag.g1.readiness_level_share", "readiness", 1)
low_level("int.diag.g1.adaptation_level_share", "adaptation", 1)
low_level("int.diag.g5.adaptation_level_share", "adaptation", 5)
low_level("int.diag.g5.learning_level_share", "learning", 5)


def reached_level(code, instrument):
    @indicator(code)
    def reached(year):
        return counted(
            year, instrument, range(1, 13), ["middle_count", "high_count"],
            cut=lambda grade: f"grade={grade}")


reached_level("int.diag.meta.level_share", "meta")
reached_level("edu.upbringing_level_share", "upbringing")


@indicator("health.anxiety_high_share")
def anxiety(year):
    return counted(
        year, "anxiety", (1, 5), ["high_count"], cut=lambda grade: f"grade={grade}")


# Objectivity of marks.

def mark_gaps(year):
    """By subject and pupil: the year mark less the mark of the final valid exam.

    After grade 11 only base mathematics gives a mark.
    """
    given = defaultdict(list)
    for row in year.rows("period_mark"):
        if row["mark_kind"] == "year" and row["mark"]:
            subject = "mat" if row["subject_code"] == "alg" else row["subject_code"]
            given[row["student_key"], subject].append(int(row["mark"]))
    for row in year.rows("exam_result"):
        if row["status"] != "valid" or not flag(row["is_final"]) or flag(row["is_past_graduate"]) \
                or not row["mark5"]:
            continue
        subject = row["subject_code"]
        if row["exam_kind"] == "oge":
            grade, school_subject = 9, subject
        elif row["exam_kind"] == "ege" and subject == "mat_base":
            grade, school_subject = 11, "mat"
        else:
            continue
        marks = given.get((row["student_key"], school_subject))
        if marks:
            yield f"grade={grade};subject={subject}", min(marks) - int(row["mark5"])


@indicator("qa.mark_exam_gap")
def inflated(year):
    return shares((cut, gap > 0) for cut, gap in mark_gaps(year))


@indicator("qa.mark_exam_gap.mean")
def inflation(year):
    return means(mark_gaps(year))


@indicator("qa.vpr_journal_match")
def journal_match(year):
    return shares(
        (f"stage={name}", is_so)
        for row in results_of(year, "vpr") if row["mark5"] and row["journal_mark"]
        for name, is_so in (
            ("lowered", int(row["mark5"]) < int(row["journal_mark"])),
            ("confirmed", int(row["mark5"]) == int(row["journal_mark"])),
            ("raised", int(row["mark5"]) > int(row["journal_mark"]))))
