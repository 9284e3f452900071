import Schools

/// The parsers of a table's fields, and the words that cells of one field hold for another.
final class FieldParsers {
  /// Of each field: what needs no second look.
  let canonical: [CanonicalCell]
  /// The notations that cells were found in.
  private(set) var seen = SeenNotations()

  private let parsers: [CellParser]
  /// Of each field: the one that a word written here belongs to, or -1.
  private let alternatives: [Int]
  private var carried: [(word: UnsafeRawBufferPointer, from: Int, to: Int)] = []

  /// - Parameters:
  ///   - resource: what the descriptor says of the table's file.
  ///   - countsFrom1904: a plain number that is a date is a day counted from 1904.
  init(
    _ table: RecordTable, declared resource: BundleDescriptor.Resource?,
    countsFrom1904: Bool = false
  ) {
    let names = ColumnNames.of(table)
    // A column may be declared by any of its names, and the first of it counts.
    let declared = Dictionary(
      (resource?.fields ?? []).compactMap { field in names.field(field.name).map { ($0, field) } },
      uniquingKeysWith: { first, _ in first })
    parsers = table.fields.enumerated().map { index, field in
      CellParser(
        field, declared: declared[index], missing: resource?.missingValues,
        countsFrom1904: countsFrom1904)
    }
    canonical = parsers.map(\.canonical)
    alternatives = table.fields.map { field in
      field.alternative.flatMap { name in table.fields.firstIndex { $0.name == name } } ?? -1
    }
  }

  var count: Int { parsers.count }

  subscript(_ index: Int) -> CellParser { parsers[index] }

  /// What of the columns' numbers cannot be told, once all are read: a field and the code of a problem.
  var ambiguities: [(field: Int, code: String)] {
    parsers.indices.flatMap { index in parsers[index].ambiguities.map { (index, $0) } }
  }

  /// The value of a cell that is not written as a program would; null when a sign in it says that it is
  /// empty, or when it holds a word for another field.
  func parse(
    _ index: Int, _ bytes: UnsafeRawBufferPointer, _ form: CellForm
  ) throws(CellParser.Defect) -> Cell {
    do {
      return try parsers[index].parse(bytes, form, &seen)
    } catch {
      switch error {
      case .absent where !parsers[index].field.isRequired: return .null
      case .malformed where alternatives[index] >= 0:
        guard let word = parsers[alternatives[index]].word(bytes) else { throw error }
        carried.append((word, index, alternatives[index]))
        seen.add(.alternativeWord)
        return .null
      default: throw error
      }
    }
  }

  /// Puts the words that were found elsewhere into their fields, at the end of a row; returns the fields
  /// that say two things, if any do.
  func settle(_ cells: UnsafeMutableBufferPointer<Cell>) -> (from: Int, to: Int)? {
    guard !carried.isEmpty else { return nil }
    defer { carried.removeAll(keepingCapacity: true) }
    for (word, from, to) in carried {
      switch cells[to] {
      case .null: cells[to] = .text(word)
      case .text(let own) where own.elementsEqual(word): break
      default: return (from, to)
      }
    }
    return nil
  }
}
