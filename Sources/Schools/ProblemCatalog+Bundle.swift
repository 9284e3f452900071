extension ProblemCatalog {
  /// Problems of a bundle as a whole: its archive, its descriptor, its files.
  static let bundleEntries: [Entry] = [
    rejected(
      "intake.archive_unreadable",
      "Файл не читается как ZIP-архив.",
      "The file cannot be read as a zip archive.",
      hint: (
        "Соберите пакет заново и пришлите файл целиком.",
        "Build the bundle again and send the whole file."
      )),
    rejected(
      "intake.archive_entry_unsafe",
      "В архиве есть файл с недопустимым именем или ссылка.",
      "The archive holds an entry with an unsafe name, or a link.",
      hint: (
        "Файлы пакета лежат в корне архива.",
        "The files of a bundle stand at the root of the archive."
      )),
    rejected(
      "intake.archive_too_large",
      "Содержимое архива больше предела {limit}.",
      "The archive unpacks to more than {limit}.",
      hint: (
        ru: "Отправьте таблицы несколькими пакетами или уберите лишние файлы.",
        en: "Send the tables in several bundles, or take out files that do not belong."
      )),
    rejected(
      "intake.archive_entries_too_many",
      "В архиве больше {limit} файлов и папок.",
      "The archive has more than {limit} entries.",
      hint: (
        ru: "Оставьте в архиве datapackage.json и файлы таблиц.",
        en: "Keep datapackage.json and the files of the tables only."
      )),
    rejected(
      "intake.archive_entry_repeated",
      "В архиве два файла с одним именем.",
      "The archive holds two files of one name.",
      hint: (
        ru: "Соберите архив заново, каждый файл один раз.",
        en: "Build the archive anew, each file once."
      )),
    rejected(
      "intake.archive_encrypted",
      "Файл в архиве защищён паролем.",
      "A file in the archive is protected by a password.",
      hint: (
        "Соберите архив без пароля.", "Build the archive without a password."
      )),
    rejected(
      "intake.descriptor_missing",
      "В пакете нет файла datapackage.json.",
      "The bundle has no datapackage.json.",
      hint: (
        ru: "Положите datapackage.json в корень архива.",
        en: "Put datapackage.json at the root of the archive."
      )),
    rejected(
      "intake.descriptor_invalid",
      "Описание пакета неверно: {what}.",
      "The descriptor is invalid: {what}.",
      hint: (
        ru: "Исправьте datapackage.json: слева назван ключ, справа — что в нём допустимо.",
        en: "Mend datapackage.json: the key is on the left, what it may hold on the right."
      )),
    rejected(
      "intake.resource_unknown",
      "Таблицы «{resource}» в описании пакета не предусмотрено.",
      "The bundle profile has no table “{resource}”.",
      hint: (
        ru: "Проверьте имя таблицы по описанию пакета.",
        en: "Look the table's name up in the bundle reference."
      )),
    rejected(
      "intake.resource_repeated",
      "Таблица «{resource}» описана дважды.",
      "The table “{resource}” is listed twice.",
      hint: (
        ru: "Оставьте одно описание и один файл таблицы.",
        en: "Keep one entry and one file of the table."
      )),
    rejected(
      "intake.file_missing",
      "Файла, названного в описании, нет в архиве.",
      "A file named by the descriptor is not in the archive.",
      hint: (
        ru:
          "Добавьте файл или уберите таблицу из описания: таблица без файла — не то же, что пустая.",
        en: "Add the file, or take the table out of the descriptor: no file is not an empty table."
      )),
    rejected(
      "intake.file_changed",
      "Контрольная сумма файла не совпадает с описанием.",
      "The file's checksum is not the one in the descriptor.",
      hint: (
        "Файл изменён после сборки пакета: соберите пакет заново.",
        "The file was changed after the bundle was built: build it again."
      )),
    warning(
      "intake.file_undescribed",
      "Файл не назван в описании и не загружается.",
      "The file is not named by the descriptor and is not loaded.",
      hint: (
        ru: "Если это таблица, опишите её в resources; иначе файл можно убрать.",
        en: "If it is a table, list it under resources; otherwise leave it out."
      )),
    rejected(
      "intake.encoding_unsupported",
      "Кодировка «{encoding}» не поддерживается.",
      "The encoding “{encoding}” is not supported.",
      hint: (
        ru: "Сохраните файл в UTF-8; читаются также UTF-16, windows-1251, IBM866 и KOI8-R.",
        en: "Save the file as UTF-8; UTF-16, windows-1251, IBM866 and KOI8-R are read too."
      )),
    rejected(
      "intake.school_not_registered",
      "Школы с кодом {school} нет в реестре.",
      "The school {school} is not in the register.",
      hint: (
        "Если код верен, делать ничего не нужно: пакет загрузится, когда придёт реестр. Если неверен, исправьте его и отправьте пакет снова.",
        "If the code is right there is nothing to do: the bundle loads when the register arrives. If it is wrong, mend it and send the bundle again."
      )),
    rejected(
      "intake.school_mismatch",
      "В строке код другой школы.",
      "The row carries the code of another school.",
      hint: (
        ru: "Уберите чужие строки: один пакет — одна школа.",
        en: "Take out rows of other schools: one bundle, one school."
      )),
    rejected(
      "intake.year_mismatch",
      "В строке другой учебный год.",
      "The row carries another academic year.",
      hint: (
        ru: "Отправьте другой год отдельным пакетом.",
        en: "Send the other year as a bundle of its own."
      )),
    warning(
      "intake.superseded",
      "Есть более новые данные; этот пакет ничего не изменил.",
      "Newer data are already loaded; this bundle changed nothing.",
      hint: (
        ru: "Если верны именно эти данные, отправьте их с более поздним soko:asOf.",
        en: "If these data are the right ones, send them with a later soko:asOf."
      )),
    rejected(
      "intake.year_retired",
      "Записи школы за {year} учебный год удалены: вышел срок хранения или об этом просили. Показатели остаются прежними.",
      "The school's records of the academic year {year} are removed: their time was over, or it was asked for. Values stay as they were.",
      hint: (
        ru: "Пакеты за этот год больше не принимаются. Если год указан по ошибке, исправьте его.",
        en: "Bundles for this year are no longer taken. If the year is a mistake, mend it."
      )),
    rejected(
      "intake.basis_erased",
      "Пакет опирается на присланный прежде файл, который удалён по запросу.",
      "The bundle rests on a file sent before, which was removed on request.",
      hint: (
        ru: "Отправьте полный пакет с более поздним soko:asOf, уже без удалённого человека.",
        en: "Send a full bundle with a later soko:asOf, without the person removed."
      )),
    rejected(
      "intake.quarantined",
      "Обработка пакета трижды не дошла до конца; он отложен.",
      "Processing did not end in three attempts; the bundle is set aside.",
      hint: (
        "Сообщите оператору номер пакета.", "Tell the operator the number of the bundle."
      )),
    rejected(
      "intake.load_failed",
      "База не приняла строки таблицы «{table}»: правило {constraint}.",
      "The database refused rows of “{table}”: rule {constraint}.",
      hint: (
        ru:
          "Сообщите оператору номер пакета: правило проверки есть в базе, а понятной проверки для него нет.",
        en:
          "Tell the operator the number of the bundle: the database has a rule that no check explains."
      )),
  ]
}
