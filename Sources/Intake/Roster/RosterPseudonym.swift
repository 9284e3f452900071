/// Turns identifiers of a OneRoster archive that may tell of a person into keyed hashes.
///
/// The same key, school and identifier give the same pseudonym; another school's do not, so pupils are not
/// followed from school to school by a vendor's number.
struct RosterPseudonym {
  private let key: SchoolKey
  private let school: [UInt8]

  init(key: SchoolKey, school: String) {
    self.key = key
    self.school = Array(school.utf8)
  }

  var fingerprint: String { key.fingerprint }

  /// 26 base32 digits in place of an identifier, whose letters count as they stand.
  func text(_ identifier: UnsafeRawBufferPointer, _ subject: RosterFile.Subject) -> String {
    var bytes = Array("oneroster".utf8) + [0x1F] + school + [0x1F]
    bytes += Array(subject.rawValue.utf8) + [0x1F] + Array(identifier)
    return String(decoding: SchoolKey.pseudonym(key.hash(bytes)), as: UTF8.self)
  }

  /// Whether `text` has the form of a pseudonym.
  static func isPseudonym(_ text: String) -> Bool {
    text.utf8.count == SchoolKey.pseudonymLength && text.utf8.allSatisfy(Base32.alphabet.contains)
  }
}
