extension ProblemCatalog {
  /// Problems of how a file's text is written: its encoding, its delimiter, its notation of values.
  static let textEntries: [Entry] = [
    rejected(
      "intake.encoding_contradicted",
      "В описании указана кодировка {declared}, а файл записан в {found}.",
      "The descriptor declares the encoding {declared}, the file is in {found}.",
      hint: (
        ru: "Исправьте encoding в datapackage.json или уберите его: кодировка определится сама.",
        en: "Mend encoding in datapackage.json, or leave it out: it is then detected."
      )),
    rejected(
      "intake.delimiter_contradicted",
      "В описании указан разделитель «{declared}», а ячейки разделены знаком «{found}».",
      "The descriptor declares the delimiter “{declared}”, the cells are divided by “{found}”.",
      hint: (
        ru:
          "Исправьте dialect.delimiter в datapackage.json или уберите его: разделитель определится сам.",
        en: "Mend dialect.delimiter in datapackage.json, or leave it out: it is then detected."
      )),
    rejected(
      "intake.delimiter_undecided",
      "Не понять, чем разделены ячейки: «{one}» или «{other}».",
      "It cannot be told whether cells are divided by “{one}” or “{other}”.",
      hint: (
        ru: "Укажите dialect.delimiter в datapackage.json.",
        en: "Declare dialect.delimiter in datapackage.json."
      )),
    rejected(
      "intake.share_ambiguous",
      "Доля больше 1, и без знака «%» непонятно, проценты ли это.",
      "The share is above 1, and without a percent sign it may or may not be percent.",
      hint: (
        ru:
          "Запишите долю как 0,45 или 45%; если весь столбец в процентах, укажите в описании поля \"soko:unit\": \"percent\".",
        en:
          "Write 0.45 or 45%; if the whole column is percent, declare \"soko:unit\": \"percent\" with the field."
      )),
    rejected(
      "intake.share_mixed",
      "В столбце доли и со знаком «%», и без него: непонятно, проценты ли вторые.",
      "The column has shares with a percent sign and without: the others may or may not be percent.",
      hint: (
        ru: "Запишите все доли столбца одинаково или укажите в описании поля \"soko:unit\".",
        en: "Write all shares of the column alike, or declare \"soko:unit\" with the field."
      )),
    rejected(
      "intake.decimal_mark_ambiguous",
      "В столбце числа и с точкой, и с запятой, и один из знаков может разделять тысячи.",
      "The column has numbers with a point and with a comma, and one of them may divide thousands.",
      hint: (
        ru:
          "Запишите числа столбца одинаково или укажите в описании поля decimalChar и groupChar.",
        en: "Write the numbers of the column alike, or declare decimalChar and groupChar."
      )),
    rejected(
      "intake.values_contradict",
      "Значение не согласуется со столбцом {other}.",
      "The value contradicts the column {other}.",
      hint: (
        ru: "Оставьте одно из двух: слово в этом столбце или значение в другом.",
        en: "Keep one of the two: the word in this column, or the value in the other."
      )),
  ]
}
