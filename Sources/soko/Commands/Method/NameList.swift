import ArgumentParser

/// Names with commas between: `A,B`.
struct NameList: ExpressibleByArgument {
  let names: [String]

  init?(argument: String) {
    names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !names.contains(""), Set(names).count == names.count else { return nil }
  }
}

/// Words with commas between, that may come again: `higher,lower,higher`.
struct WordList: ExpressibleByArgument {
  let words: [String]

  init?(argument: String) {
    words = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !words.contains("") else { return nil }
  }
}

/// Numbers with commas between, none below 0: `1,2.5`.
struct WeightList: ExpressibleByArgument {
  let weights: [Double]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    weights = parts.compactMap { Double($0) }
    guard weights.count == parts.count, weights.allSatisfy({ $0 >= 0 && $0.isFinite }),
      weights.contains(where: { $0 > 0 })
    else { return nil }
  }
}

/// Values by name: `g1=0.6,g2=0.4`.
struct NamedValues: ExpressibleByArgument {
  let values: [(name: String, text: String)]

  init?(argument: String) {
    var found: [(name: String, text: String)] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      // The last sign: a name may have one of its own.
      guard let sign = part.lastIndex(of: "="), sign > part.startIndex else { return nil }
      found.append((String(part[..<sign]), String(part[part.index(after: sign)...])))
    }
    guard Set(found.map(\.name)).count == found.count else { return nil }
    values = found
  }
}
