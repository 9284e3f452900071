extension ProblemCatalog {
  /// Why an account or a token is not made, changed or ended.
  static let accessEntries: [Entry] = [
    rejected(
      "access.login_malformed",
      "Логин — имя рабочего места: от двух слов из латинских строчных букв и цифр через дефис.",
      "A login names a workplace: two words or more of Latin lower-case letters and digits, joined by hyphens.",
      hint: (
        ru: "Например, s012-zavuch. Имён людей и адресов почты здесь не бывает.",
        en: "For example, s012-deputy. Names of people and mail addresses are not for logins."
      )),
    rejected(
      "access.link_note_missing",
      "Не сказано, для чего ссылка.",
      "It is not said what the link is for.",
      hint: (ru: "Укажите --note.", en: "Give --note.")),
    rejected(
      "access.link_time_unfit",
      "Ссылку выдают на срок от 1 до {most} часов.",
      "A link is given for 1 to {most} hours.",
      hint: (ru: "Укажите --hours.", en: "Give --hours.")),
    rejected(
      "access.link_unknown",
      "Действующей ссылки с таким номером нет.",
      "There is no link of this number in force.",
      hint: (ru: "Ссылки печатает soko link list.", en: "Links are printed by soko link list.")),
    rejected(
      "access.login_taken",
      "Учётная запись с таким логином уже была.",
      "There has been an account of this login.",
      hint: (
        ru: "Пароль меняет soko user password; закрытая запись не открывается снова.",
        en: "Change the password by soko user password; a closed account is not opened again."
      )),
    rejected(
      "access.login_unknown",
      "Открытой учётной записи с таким логином нет.",
      "There is no open account of this login.",
      hint: (ru: "Записи печатает soko user list.", en: "Accounts are printed by soko user list.")),
    rejected(
      "access.note_missing",
      "Не сказано, для какой программы ключ.",
      "It is not said which program the token is for.",
      hint: (ru: "Укажите --note.", en: "Give --note.")),
    rejected(
      "access.password_unfit",
      "Пароль — от {least} до {most} знаков.",
      "A password has {least} to {most} characters.",
      hint: (
        ru: "Годится любая фраза; с --generate пароль придумает программа.",
        en: "Any phrase will do; with --generate the program makes one."
      )),
    rejected(
      "access.place_unfit",
      "Место не подходит роли «{role}».",
      "The place does not fit the role “{role}”.",
      hint: (
        ru: "Школе нужен --school, ролям муниципалитета --municipality, прочим — ничего.",
        en: "A school takes --school, roles of a municipality --municipality, others neither."
      )),
    rejected(
      "access.place_unknown",
      "В реестре нет такой школы или такого муниципалитета.",
      "The register has no such school or municipality.",
      hint: (
        ru: "Коды печатает soko report schools.",
        en: "The codes are printed by soko report schools."
      )),
    rejected(
      "access.subject_taken",
      "Этот номер службы входа уже у другой учётной записи.",
      "Another account has this number of the service of identity.",
      hint: (
        ru: "Отнимите его у той записи: soko user subject ЛОГИН --remove.",
        en: "Take it from that account: soko user subject LOGIN --remove."
      )),
    rejected(
      "access.time_unfit",
      "Ключ выдают на срок от 1 до {most} дней.",
      "A token is given for 1 to {most} days.",
      hint: (ru: "Укажите --expires.", en: "Give --expires.")),
    rejected(
      "access.token_unknown",
      "Действующего ключа с таким номером нет.",
      "There is no token of this number in force.",
      hint: (ru: "Ключи печатает soko token list.", en: "Tokens are printed by soko token list.")),
  ]
}
