extension BundleDescriptor.Resource {
  /// What kind of file holds the table.
  package enum Form: Hashable, Sendable {
    /// Delimited text.
    case text
    case workbook(SheetChoice)
    /// A table of an HTML page.
    case page
  }

  /// Which sheet of a workbook holds the table.
  package enum SheetChoice: Hashable, Sendable {
    /// The sheet that is named after the table, else the first.
    case byTable
    case named(String)
    /// Counted from 1.
    case numbered(Int)
  }
}

extension BundleDescriptor.Resource.Form {
  /// The form that a resource declares or that its file's name says; nil when it declares another.
  static func read(_ resource: JSONValue, path: String) -> Self? {
    let ending = path.lowercased().split(separator: ".").last.map(String.init) ?? ""
    let format: String
    switch resource["format"] {
    case nil: format = ["xlsx", "html", "htm", "xls"].contains(ending) ? ending : "csv"
    case .string(let text): format = text.lowercased()
    default: return nil
    }
    switch format {
    case "csv": return .text
    case "xlsx": return .workbook(.byTable)
    // A workbook of the old kind is told by its bytes.
    case "html", "htm", "xls": return .page
    default: return nil
    }
  }
}

extension BundleDescriptor.Resource.SheetChoice {
  /// What a dialect says; nil when it cannot be understood.
  static func read(_ dialect: JSONValue?) -> Self? {
    switch (dialect?["sheetName"], dialect?["sheetNumber"]) {
    case (nil, nil): .byTable
    case (.string(let name), _): .named(name)
    case (nil, .integer(let number)) where number >= 1: .numbered(number)
    default: nil
    }
  }

  var json: [JSONValue.Member] {
    switch self {
    case .byTable: []
    case .named(let name): [.init("sheetName", .string(name))]
    case .numbered(let number): [.init("sheetNumber", .integer(number))]
    }
  }
}
