import HTTPTypes
import Pipeline
import Postgres
import Schools

/// Why what was sent is not taken in. Nothing of it is kept.
enum UploadError: ServiceRefusal, Hashable {
  case typeUnfit
  case empty
  case formMalformed
  case tooLarge
  /// It tells of a school that is not the sender's, of no school, or of more than a school.
  case notOwn
  /// `Idempotency-Key` is too long, or has other signs than those of ASCII.
  case keyUnfit
  case keyUsed
  /// A OneRoster archive, and the service has no key to make pseudonyms with.
  case rosterUnfit
  case noRoom

  var code: String {
    switch self {
    case .typeUnfit: "upload.type_unfit"
    case .empty: "upload.empty"
    case .formMalformed: "upload.form_malformed"
    case .tooLarge: "upload.too_large"
    case .notOwn: "upload.not_own"
    case .keyUnfit: "upload.key_unfit"
    case .keyUsed: "upload.key_used"
    case .rosterUnfit: "upload.roster_unfit"
    case .noRoom: "upload.no_room"
    }
  }

  var status: HTTPResponse.Status {
    switch self {
    case .typeUnfit: .unsupportedMediaType
    case .empty, .formMalformed, .keyUnfit: .badRequest
    case .tooLarge: .contentTooLarge
    case .notOwn: .forbidden
    case .keyUsed, .rosterUnfit: .unprocessableContent
    case .noRoom: .serviceUnavailable
    }
  }

  var message: Words {
    switch self {
    case .typeUnfit:
      Words(
        ru: "Такой файл не принимается: нужен пакет (.zip), книга (.xlsx) или таблица (.csv).",
        en: "Such a file is not taken: send a bundle (.zip), a workbook (.xlsx) or a table (.csv).")
    case .empty: Words(ru: "Файл не выбран или пуст.", en: "No file is chosen, or it is empty.")
    case .formMalformed:
      Words(
        ru: "Форма пришла не целиком. Отправьте её ещё раз.",
        en: "The form did not come whole. Send it again.")
    case .tooLarge:
      Words(
        ru: "Файл больше, чем может быть пакет.", en: "The file is larger than a bundle may be.")
    case .notOwn:
      Words(
        ru: "В файле не ваша школа, или не сказано, какая. Отправляйте пакеты своей школы.",
        en: "The file is not of your school, or does not say of which. Send bundles of your school."
      )
    case .keyUnfit:
      Words(
        ru: "Ключ отправки — от 1 до 255 знаков ASCII.",
        en: "The key of an upload is 1 to 255 characters of ASCII.")
    case .keyUsed:
      Words(
        ru: "С этим ключом был отправлен другой файл.",
        en: "Another file was sent with this key.")
    case .rosterUnfit:
      Words(
        ru: "Архив OneRoster принимает только оператор: на службе нет ключа псевдонимов.",
        en: "The operator takes OneRoster archives: the service has no key of pseudonyms.")
    case .noRoom:
      Words(
        ru: "На сервере кончилось место. Файл не принят; сообщите оператору.",
        en: "The server is out of room. The file is not taken; tell the operator.")
    }
  }
}

extension UploadError {
  /// What an error of the queue means to whoever sends; nil of one that is the service's own failure.
  init?(_ error: any Error) {
    switch error {
    case let error as PostgresError where error.sqlState == "42501": self = .notOwn
    case PipelineError.bundleTooLarge: self = .tooLarge
    case PipelineError.uploadKeyUsed: self = .keyUsed
    case PipelineError.rosterKeyMissing: self = .rosterUnfit
    case PipelineError.spoolUnwritable: self = .noRoom
    default: return nil
    }
  }
}
