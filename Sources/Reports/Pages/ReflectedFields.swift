internal import Mustache

/// The fields of a value by their names, each looked at once.
///
/// Templates ask for the same few fields thousands of times a page, and for those of what stands around besides; the library would
/// reflect the whole value at every question.
final class ReflectedFields: MustacheParent, CustomStringConvertible {
  private let value: Any
  private lazy var fields = Dictionary(
    Mirror(reflecting: value).children.lazy.compactMap { field in
      field.label.flatMap { label in Self.prepared(field.value).map { (label, $0) } }
    }, uniquingKeysWith: { first, _ in first })

  init(_ value: Any) { self.value = value }

  func child(named name: String) -> Any? { fields[name] }

  var description: String { String(describing: value) }

  /// What a template is given for a field; nil for nothing.
  private static func prepared(_ value: Any) -> Any? {
    switch value {
    case is String, is Bool, is Int, is Double: return value
    case is any MustacheParent: return value
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { prepared($0.value) }
    case .collection: return mirror.children.map { prepared($0.value) ?? $0.value }
    case .struct, .tuple: return ReflectedFields(value)
    default: return value
    }
  }
}
