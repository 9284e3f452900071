#!/usr/bin/env python3
"""Makes the workbooks beside this file, each by the program after which it is named.

Needs openpyxl 3.1, XlsxWriter 3.3 and LibreOffice 7.4. What must be read from the workbooks stands in
WriterTests.swift and follows from this text, not from a reader.
"""

import datetime
import pathlib
import subprocess
import tempfile

import openpyxl
import xlsxwriter

HERE = pathlib.Path(__file__).parent
HELD = datetime.date(2024, 9, 20)
ROWS = [("p1", 31.5, 40), ("p2", 0.1 + 0.2, 40), ("p3", 22, 40)]


def by_openpyxl(path):
    """Titles, a header of two rows, merged cells below it, a hidden row, a total by an uncalculated formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Результат диагностики"
    sheet.append(["Условная школа"])
    sheet.append(["Диагностика", None, datetime.date(2024, 10, 1)])
    sheet.append(["Ключ ученика", "Работа", None, None, "Баллы", None])
    sheet.append([None, "Процедура", "Предмет", "Дата проведения", "Первичный балл", "Максимальный балл"])
    for area in ("A3:A4", "B3:D3", "E3:F3"):
        sheet.merge_cells(area)
    for key, score, most in ROWS:
        sheet.append([key, "dwr", "mat", HELD, score, most])
    for row in (6, 7):
        sheet.cell(row, 2).value = None
    sheet.merge_cells("B5:B7")
    for row in (5, 6, 7):
        sheet.cell(row, 4).number_format = "dd.mm.yyyy"
    sheet.row_dimensions[7].hidden = True
    sheet.append(["Итого", None, None, None, "=SUM(E5:E7)", None])
    book.save(path)


def by_xlsxwriter(path):
    """Days counted from 1904, texts in runs, formulas with their values, a percent, an error."""
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet = book.add_worksheet("diagnostic_result")
    bold = book.add_format({"bold": True})
    date = book.add_format({"num_format": "ДД.ММ.ГГГГ"})
    percent = book.add_format({"num_format": "0.0%"})
    for column, name in enumerate(
        ["student_key", "procedure_code", "subject_code", "held_on", "primary_score", "max_score", "variant"]
    ):
        sheet.write(0, column, name)
    for row, (key, score, most) in enumerate(ROWS, start=1):
        sheet.write_rich_string(row, 0, bold, key[:1], key[1:])
        sheet.write_formula(row, 1, '="d"&"wr"', None, "dwr")
        sheet.write(row, 2, "mat")
        sheet.write_datetime(row, 3, HELD, date)
        sheet.write_formula(row, 4, f"={score}", None, score)
        sheet.write(row, 5, most)
    sheet.write(1, 6, 0.07, percent)
    sheet.write_boolean(2, 6, True)
    sheet.write_formula(3, 6, "=1/0", None, "#DIV/0!")
    book.close()


def by_libreoffice(source, path):
    """The first workbook opened, calculated and saved again."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
             "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, str(source)],
            check=True, stdout=subprocess.DEVNULL,
        )
        path.write_bytes((pathlib.Path(folder) / source.name).read_bytes())


by_openpyxl(HERE / "openpyxl.xlsx")
by_xlsxwriter(HERE / "xlsxwriter.xlsx")
by_libreoffice(HERE / "openpyxl.xlsx", HERE / "libreoffice.xlsx")
