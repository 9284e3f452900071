extension ProblemCatalog {
  /// Problems of registers and of published figures.
  static let referenceEntries: [Entry] = [
    rejected(
      "intake.territory_not_registered",
      "Территории с таким кодом ОКТМО нет в реестре.",
      "The register has no territory of this ОКТМО code.",
      hint: (
        "Проверьте код; если он верен, пакет подождёт, пока придёт реестр.",
        "Check the code; if it is right, the bundle waits until the register arrives."
      )),
    rejected(
      "intake.territory_foreign",
      "Строка о территории, которая не относится к отправителю.",
      "The row is about a territory that is not the sender's.",
      hint: (
        "Регион присылает итоги свои и своих муниципалитетов, муниципалитет — свои и региона.",
        "A region sends figures of itself and its municipalities, a municipality those of itself and its region."
      )),
    warning(
      "intake.rows_superseded",
      "О строках этой таблицы уже сказал более новый реестр; их {count}, они не загружены.",
      "A newer register has already told of {count} rows of this table; they are not loaded.",
      hint: (
        "Если верен именно этот реестр, отправьте его с более поздним soko:asOf.",
        "If this register is the right one, send it with a later soko:asOf."
      )),
    rejected(
      "intake.entry_not_deletable",
      "Запись этого реестра удалить нельзя.",
      "An entry of this register cannot be deleted.",
      hint: (
        "Закрытую школу отметьте is_open = 0; территории и предметы остаются.",
        "Mark a closed school by is_open = 0; territories and subjects stay."
      )),
    rejected(
      "intake.succession_of_itself",
      "Школа названа преемницей самой себя.",
      "A school is named as its own successor.",
      hint: (
        "Проверьте оба кода школы.", "Check both codes of the school."
      )),
    warning(
      "intake.succession_incomplete",
      "У слияния одна предшественница или у разделения одна преемница.",
      "A merger with one predecessor, or a division with one successor.",
      hint: (
        "Добавьте остальные школы с той же датой или проверьте вид преобразования.",
        "Add the other schools with the same date, or check the kind."
      )
    ).raisable,
    rejected(
      "intake.scale_out_of_order",
      "Границы отметок не возрастают или выше наибольшего балла.",
      "The limits of the marks do not rise, or exceed the maximum.",
      hint: (
        "Проверьте mark3_from, mark4_from, mark5_from и max_primary; границы задают все три или ни одной.",
        "Check mark3_from, mark4_from, mark5_from and max_primary; give all three limits or none."
      )),
    rejected(
      "intake.measure_not_single",
      "Что измерено, сказано не одним способом.",
      "What was measured is told in no way or in several.",
      hint: (
        "Заполните ровно одно из трёх: indicator_code, exam_code или published_code.",
        "Fill exactly one of the three: indicator_code, exam_code or published_code."
      )),
    rejected(
      "intake.value_unexpected",
      "К тому, что измерено, эта ячейка не относится.",
      "This cell does not belong to what was measured.",
      hint: (
        "У экзамена — предмет, параллель и шкала, у показателя — разрез; отметки считают на шкале mark.",
        "An exam has subject, grade and scale, an indicator a cut; marks are counted on the scale mark."
      )),
    rejected(
      "intake.cut_malformed",
      "Разрез записан неверно.",
      "The cut is malformed.",
      hint: (
        "Пишите all или пары имя=значение через «;» по алфавиту имён: grade=9;subject=mat.",
        "Write all, or name=value pairs joined by “;”, names in alphabetical order: grade=9;subject=mat."
      )),
    rejected(
      "intake.exam_unknown",
      "Такого экзамена или процедуры нет.",
      "There is no such exam or procedure.",
      hint: (
        "Экзамены: oge, ege, gve9, gve11, oral9, essay11; код процедуры начинается с vpr, regstudy, monitor или func_lit.",
        "Exams: oge, ege, gve9, gve11, oral9, essay11; a procedure begins with vpr, regstudy, monitor or func_lit."
      )),
    rejected(
      "intake.grade_not_of_exam",
      "Этот экзамен сдают в другой параллели.",
      "This exam is sat in another grade.",
      hint: (
        "ОГЭ, ГВЭ-9 и собеседование — 9 класс; ЕГЭ, ГВЭ-11 и сочинение — 11 или 12.",
        "ОГЭ, ГВЭ-9 and the interview are of grade 9; ЕГЭ, ГВЭ-11 and the essay of 11 or 12."
      )),
    rejected(
      "intake.figure_missing",
      "В строке нет ни одного итога.",
      "The row holds no figure.",
      hint: (
        "Нужно среднее, числитель со знаменателем, распределение отметок или медиана; ноль участников — не итог.",
        "Give a mean, a numerator with its denominator, a distribution of marks or a median; nobody measured is no figure."
      )),
    rejected(
      "intake.value_outside_scale",
      "Значение вне шкалы {range}.",
      "The value is outside its scale, {range}.",
      hint: (
        "Доли пишут от 0 до 1, отметки от 2 до 5, баллы от 0 до 100; проверьте шкалу и её наибольший балл.",
        "Shares are 0 to 1, marks 2 to 5, scores 0 to 100; check the scale and its maximum."
      )),
    rejected(
      "intake.percentiles_out_of_order",
      "Процентили не возрастают.",
      "The percentiles do not rise.",
      hint: (
        "Проверьте p10, p25, p50, p75, p90: каждый не меньше предыдущего.",
        "Check p10, p25, p50, p75, p90: each at least the one before."
      )),
    rejected(
      "intake.date_after_bundle",
      "Дата итога позже даты, на которую собран пакет.",
      "The date of the figure is after the day the bundle speaks of.",
      hint: (
        "Проверьте as_of_on и soko:asOf.", "Check as_of_on and soko:asOf."
      )),
    warning(
      "intake.status_not_lowered",
      "Этот итог уже окончательный; предварительный его не заменил.",
      "This figure is final already; a preliminary one has not replaced it.",
      hint: (
        "Пришлите окончательный итог; ошибочно окончательный сначала уберите поправкой (_deleted).",
        "Send the final figure; take one that is wrongly final out first, by an amendment (_deleted)."
      )),
    warning(
      "intake.mean_disagrees",
      "Среднее не сходится с числителем и знаменателем или с распределением отметок.",
      "The mean does not agree with its parts or with the distribution of marks.",
      hint: (
        "Проверьте числа строки по источнику.", "Check the row's figures against the source."
      )
    ).raisable,
    warning(
      "intake.schools_above_register",
      "Школ больше, чем в реестре территории ({registered}).",
      "More schools than the register of the territory has ({registered}).",
      hint: (
        "Проверьте число школ или пришлите полный реестр.",
        "Check the number of schools, or send a complete register."
      )
    ).raisable,
  ]
}
