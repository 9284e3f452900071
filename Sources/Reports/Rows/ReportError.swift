package import Schools

/// Why a report cannot be given.
package enum ReportError: Error, Hashable, Sendable {
  /// The report has no such filter; `allowed` are those it has.
  case unknownParameter(String, allowed: [String])
  /// A filter's value cannot be read.
  case invalidValue(parameter: String)
  /// A page goes on from rows of a publication that is no longer in force.
  case pageOutdated
  /// The report is told of one thing at a time, and the filter that says which is missing.
  case parameterNeeded(String)
  /// Both `run` and `asOf` are given: each names a publication.
  case editionTwice
  /// No such thing, or none that the caller may see: the two cannot be told apart.
  case notFound(Thing)
  /// The publication that was asked for is withdrawn.
  case withdrawn(run: Int, because: String)
  /// The folder of templates lacks a file or one of its files cannot be read.
  case templateUnreadable(String)

  package enum Thing: String, Hashable, Sendable {
    case page, report, school, indicator, bundle, publication
  }

  /// A stable code, for machines.
  package var code: String {
    switch self {
    case .unknownParameter: "report.parameter_unknown"
    case .invalidValue: "report.value_invalid"
    case .pageOutdated: "report.page_outdated"
    case .parameterNeeded: "report.parameter_needed"
    case .editionTwice: "report.edition_twice"
    case .notFound(let thing): "report.\(thing.rawValue)_not_found"
    case .withdrawn: "report.withdrawn"
    case .templateUnreadable: "report.template_unreadable"
    }
  }

  /// The same for people.
  package var message: Words {
    switch self {
    case .unknownParameter(let name, let allowed):
      let list = allowed.isEmpty ? "—" : allowed.joined(separator: ", ")
      return Words(
        ru: "Параметра «\(name)» здесь нет. Есть: \(list).",
        en: "There is no parameter “\(name)” here. There are: \(list).")
    case .invalidValue(let name):
      return Words(
        ru: "Значение параметра «\(name)» не подходит.",
        en: "The value of the parameter “\(name)” does not fit.")
    case .pageOutdated:
      return Words(
        ru: "Пока вы читали, вышла новая публикация. Начните с первой страницы.",
        en: "A new publication came out while you were reading. Begin with the first page.")
    case .parameterNeeded(let name):
      return Words(
        ru: "Этому отчёту нужен параметр «\(name)».",
        en: "This report needs the parameter “\(name)”.")
    case .editionTwice:
      return Words(
        ru: "Публикация названа дважды: оставьте или run, или asOf.",
        en: "The publication is named twice: leave either run or asOf.")
    case .notFound(let thing): return thing.missing
    case .withdrawn(let run, let reason):
      return Words(
        ru: "Публикация \(run) отозвана: \(reason)",
        en: "Publication \(run) is withdrawn: \(reason)")
    case .templateUnreadable(let name):
      return Words(
        ru: "Шаблон «\(name)» не читается.", en: "The template “\(name)” cannot be read.")
    }
  }
}

extension ReportError.Thing {
  fileprivate var missing: Words {
    switch self {
    case .page: Words(ru: "Такой страницы нет.", en: "There is no such page.")
    case .report: Words(ru: "Такого отчёта нет.", en: "There is no such report.")
    case .school: Words(ru: "Такой школы нет.", en: "There is no such school.")
    case .indicator: Words(ru: "Такого показателя нет.", en: "There is no such indicator.")
    case .bundle: Words(ru: "Такого пакета нет.", en: "There is no such bundle.")
    case .publication:
      Words(ru: "Такой публикации нет.", en: "There is no such publication.")
    }
  }
}

extension ReportError: CustomStringConvertible {
  package var description: String { message.en }
}
