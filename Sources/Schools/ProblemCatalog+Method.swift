extension ProblemCatalog {
  /// Problems of a table that `soko method` is given, and of what is asked of it.
  static let methodEntries: [Entry] = [
    rejected(
      "method.gzip_malformed",
      "Файл .gz не распаковывается: он повреждён или это не gzip.",
      "The .gz file cannot be unpacked: it is damaged, or no gzip.",
      hint: (
        ru: "Скачайте или сожмите файл заново.", en: "Download or compress the file anew."
      )),
    rejected(
      "method.column_missing",
      "В заголовке файла нет такого столбца.",
      "The header of the file has no such column.",
      hint: (
        ru: "Назовите столбец так, как он написан в первой строке файла.",
        en: "Name the column as the first row of the file spells it."
      )),
    rejected(
      "method.column_repeated",
      "В заголовке файла несколько столбцов с этим именем.",
      "The header of the file has several columns of this name.",
      hint: (ru: "Дайте столбцам разные имена.", en: "Give the columns different names.")),
    rejected(
      "method.number_malformed",
      "Значение не число.",
      "The value is not a number.",
      hint: (
        ru: "Число пишется цифрами с десятичной точкой; нет значения — пустая ячейка.",
        en: "A number has digits and a decimal point; no value is an empty cell."
      )),
    rejected(
      "method.number_negative",
      "Значение меньше нуля, а так не бывает.",
      "The value is below zero, which cannot be.",
      hint: (ru: "Исправьте значение.", en: "Correct the value.")),
    rejected(
      "method.share_impossible",
      "Числитель больше знаменателя.",
      "The numerator is above the denominator.",
      hint: (
        ru: "Сравниваются доли: числитель — часть знаменателя.",
        en: "Shares are compared: the numerator is part of the denominator."
      )),
    rejected(
      "method.id_repeated",
      "Такой идентификатор уже есть в строке {row}.",
      "Row {row} has this identifier already.",
      hint: (ru: "Оставьте одну строку на школу.", en: "Keep one row for a school.")),
    rejected(
      "method.rows_too_few",
      "Пригодных строк {found}, нужно не меньше {needed}.",
      "There are {found} rows to work with; {needed} are needed.",
      hint: (
        ru: "Проверьте пустые ячейки: строка без нужного значения не берётся.",
        en: "Check the empty cells: a row without a needed value is left out."
      )),
    rejected(
      "method.rows_too_many",
      "Строк {found}; этому методу по силам {limit}.",
      "There are {found} rows; this method can bear {limit}.",
      hint: (
        ru: "Выберите --algorithm kmeans и отключите --gap и --bootstrap.",
        en: "Take --algorithm kmeans, and turn --gap and --bootstrap off."
      )),
    rejected(
      "method.groups_too_few",
      "Групп {found}, нужно не меньше двух.",
      "There are {found} groups; two are needed.",
      hint: (
        ru: "Проверьте столбец --group.", en: "Check the column of --group."
      )),
    rejected(
      "method.groups_single",
      "Нет группы, в которой больше одной строки: отличить школу от ученика нельзя.",
      "No group has more than one row: a school cannot be told from a pupil.",
      hint: (
        ru: "Нужна строка на ученика, а не на школу.",
        en: "Give a row for a pupil, not for a school."
      )),
    rejected(
      "method.outcome_constant",
      "Исход один и тот же во всех строках: объяснять нечего.",
      "The outcome is the same in all rows: there is nothing to explain.",
      hint: (ru: "Проверьте столбец --outcome.", en: "Check the column of --outcome.")),
    rejected(
      "method.outcome_explained",
      "Предикторы и группы объясняют исход без остатка: модель не оценивается.",
      "Predictors and groups explain the outcome without a rest: there is no model to fit.",
      hint: (
        ru: "Уберите предиктор, который вычислен из исхода.",
        en: "Take out the predictor that was worked out from the outcome."
      )),
    rejected(
      "method.slope_unknown",
      "Столбец --random-slope должен быть среди --predictors и меняться.",
      "The column of --random-slope must be one of --predictors, and vary.",
      hint: (ru: "Добавьте его в --predictors.", en: "Add it to --predictors.")),
    rejected(
      "method.option_malformed",
      "Параметр {option} задан неверно: ожидается {expected}.",
      "The option {option} is not understood: {expected} is expected.",
      hint: (
        ru: "Примеры есть в справке: soko method --help.",
        en: "The help has examples: soko method --help."
      )),
    rejected(
      "method.list_length",
      "В {option} значений {found}, а нужно {expected}: по одному на каждый столбец.",
      "The option {option} has {found} values; {expected} are needed, one for each column.",
      hint: (
        ru: "Перечислите значения через запятую в порядке столбцов.",
        en: "List the values with commas between, in the order of the columns."
      )),
    rejected(
      "method.geometric_of_negative",
      "Геометрическое среднее не берётся от баллов, которые бывают меньше нуля.",
      "A geometric mean cannot be taken of scores that may be below zero.",
      hint: (
        ru: "Выберите --within arithmetic и --between arithmetic или другую шкалу.",
        en: "Take --within arithmetic and --between arithmetic, or another scale."
      )),
    rejected(
      "method.covariance_singular",
      "Столбцы линейно зависимы: расстояния Махаланобиса по ним нет.",
      "The columns depend on each other: they have no Mahalanobis distance.",
      hint: (
        ru: "Уберите столбец, который складывается из других.",
        en: "Take out the column that is made of the others."
      )),
    rejected(
      "method.id_unknown",
      "Для {count} из названных в --for строк нет в файле или в них пустые ячейки.",
      "Of those that --for names, {count} are not in the file or have empty cells.",
      hint: (
        ru: "Пишите идентификаторы так, как они стоят в файле.",
        en: "Spell the identifiers as they stand in the file."
      )),
    rejected(
      "method.time_repeated",
      "На это время у школы уже есть значение.",
      "The school has a value for this time already.",
      hint: (ru: "Оставьте одну строку.", en: "Keep one row.")),
  ]
}
