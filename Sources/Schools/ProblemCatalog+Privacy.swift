extension ProblemCatalog {
  /// Problems of what must not leave a school.
  static let privacyEntries: [Entry] = [
    rejected(
      "intake.personal_data",
      "Персональные данные: {ru}.",
      "Personal data: {en}.",
      hint: (
        ru:
          "Уберите эти данные или соберите пакет командой soko bundle pseudonymize. Присланный файл с ними не хранится.",
        en:
          "Take these data out, or build the bundle with soko bundle pseudonymize. A file that was sent with them is not kept."
      )),
    rejected(
      "intake.file_unchecked",
      "Файл не назван в описании, и это не текст: его нельзя проверить на персональные данные.",
      "The file is not named by the descriptor and is no text: it cannot be checked for personal data.",
      hint: (
        ru: "Уберите файл из архива.",
        en: "Take the file out of the archive."
      )),
    rejected(
      "intake.identifier_repeated",
      "Идентификатор уже есть в строке {first}: два человека получили бы один псевдоним.",
      "The identifier is already in row {first}: two people would get one pseudonym.",
      hint: (
        ru: "Возьмите идентификатор, который у каждого свой, например номер личного дела.",
        en:
          "Take an identifier that each has of their own, such as the number of the personal file."
      )),
    rejected(
      "intake.pseudonym_shared",
      "У двух разных идентификаторов один псевдоним.",
      "Two different identifiers have one pseudonym.",
      hint: (
        ru: "Так не бывает с исправным ключом: сообщите разработчикам.",
        en: "That does not happen with a sound key: tell the developers."
      )),
    warning(
      "intake.key_changed",
      "Ключ псевдонимов не тот, с которым школа присылала данные раньше.",
      "The pseudonyms were made with another key than the school's earlier ones.",
      hint: (
        ru:
          "Динамику тех же учеников между годами посчитать нельзя. Если прежний файл ключа цел, соберите пакет с ним.",
        en:
          "The growth of the same pupils over the years cannot be computed. If the earlier key file is still there, build the bundle with it."
      )),
  ]
}
