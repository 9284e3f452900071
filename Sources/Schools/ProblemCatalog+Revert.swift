extension ProblemCatalog {
  /// Why a bundle that was loaded is not taken back.
  static let revertEntries: [Entry] = [
    rejected(
      "intake.revert_basis_gone",
      "Отменить нельзя: на место данных этого пакета встал бы пакет {bundle}, а его файл уже удалён.",
      "It cannot be taken back: bundle {bundle} would stand in its place, and its file is removed.",
      hint: (
        ru: "Попросите школу прислать верные данные полным пакетом с более поздним soko:asOf.",
        en: "Have the school send the right data as a full bundle with a later soko:asOf."
      )),
    rejected(
      "intake.revert_conflicts",
      "Отменить нельзя: без этого пакета строки таблицы «{table}» нарушили бы правило {constraint}.",
      "It cannot be taken back: without it rows of “{table}” would break the rule {constraint}.",
      hint: (
        ru:
          "На него опираются присланные позже данные: отмените сначала их или попросите школу прислать полный пакет.",
        en:
          "Data sent later rest on it: take those back first, or have the school send a full bundle."
      )),
    rejected(
      "intake.revert_failed",
      "Отмена трижды не дошла до конца; всё осталось как было.",
      "The reversal did not end in three attempts; everything is as it was.",
      hint: (
        ru: "Посмотрите журнал загрузчика и попросите об отмене снова.",
        en: "Look into the worker's log, and ask again."
      )),
    rejected(
      "intake.revert_reason_missing",
      "Причина отмены — от 1 до 500 знаков, без имён: её прочтёт отправитель.",
      "The reason has 1 to 500 characters and names nobody: the sender reads it.",
      hint: (ru: "Напишите причину.", en: "Write the reason.")),
    rejected(
      "intake.revert_stood_on",
      "Отменить нельзя: на этот архив OneRoster опирается дополнение, пакет {bundle}.",
      "It cannot be taken back: the OneRoster delta in bundle {bundle} stands on this archive.",
      hint: (
        ru: "Отмените сначала дополнение.",
        en: "Take the delta back first."
      )),
    rejected(
      "intake.revert_unfit",
      "Пакета школы с номером {bundle}, который был бы загружен или перекрыт, нет.",
      "There is no bundle {bundle} of a school that is loaded or superseded.",
      hint: (
        ru:
          "Состояния пакетов — на странице «Пакеты». Реестр и опубликованные данные исправляют новым пакетом.",
        en:
          "The page “Bundles” has the states. Registers and published figures are mended by another bundle."
      )),
  ]
}
