internal import CExpat

/// Why a text is not taken as XML.
enum XMLDefect: Error, Hashable {
  case malformed
  /// A document type, with which come entities.
  case declaration
  case tooDeep, tooLong, tooManyNames
}

/// XML that is pushed in part by part; what is found is told to the methods of a subclass. The one door to
/// expat.
///
/// - A document type is refused, so there are no entities beside the five of XML.
/// - The depth, the length of one tag and the number of different names are limited: memory does not grow
///   with the text.
/// - Names are told without their prefix.
class XMLPushParser {
  static let depthLimit = 64
  static let nameLimit = 4096
  /// Bytes of a tag or a comment.
  static let tokenLimit = 1 << 18

  private let parser: XML_Parser?
  private var defect: (any Error)?
  private var depth = 0
  private var events = 0
  /// Bytes since something was found.
  private var quiet = 0
  /// Hashes of the names met so far; expat keeps each name for good.
  private var names: Set<Int> = []

  init() {
    parser = XML_ParserCreate(nil)
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { context, name, attributes in
        XMLPushParser.with(context) { $0.open(name, attributes) }
      },
      { context, name in
        XMLPushParser.with(context) { $0.close(name) }
      })
    XML_SetCharacterDataHandler(parser) { context, text, count in
      XMLPushParser.with(context) {
        $0.events &+= 1
        $0.text(UnsafeRawBufferPointer(start: text, count: Int(count)))
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
      XMLPushParser.with(context) { $0.stop(XMLDefect.declaration) }
    }
    XML_SetCommentHandler(parser) { context, _ in
      XMLPushParser.with(context) { $0.events &+= 1 }
    }
    XML_SetProcessingInstructionHandler(parser) { context, _, _ in
      XMLPushParser.with(context) { $0.events &+= 1 }
    }
  }

  deinit { XML_ParserFree(parser) }

  // MARK: What is found

  func start(_ name: XMLName, _ attributes: XMLAttributes) {}
  func end(_ name: XMLName) {}
  /// Text between tags, in pieces; the line breaks are `\n`.
  func text(_ bytes: UnsafeRawBufferPointer) {}

  // MARK: Pushing

  /// Takes the next part of the text.
  ///
  /// - Throws: ``XMLDefect``, or what a method of the subclass has stopped with.
  final func push(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws {
    let before = events
    let status = XML_Parse(
      parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      isLast ? 1 : 0)
    if let defect { throw defect }
    guard status != XML_STATUS_ERROR else { throw XMLDefect.malformed }
    quiet = events == before ? quiet + bytes.count : 0
    guard quiet <= Self.tokenLimit else { throw XMLDefect.tooLong }
  }

  /// Ends the parsing: ``push(_:isLast:)`` throws `error`.
  final func stop(_ error: any Error) {
    if defect == nil { defect = error }
    XML_StopParser(parser, 0)
  }

  final var isStopped: Bool { defect != nil }

  // MARK: Callbacks

  @inline(__always)
  private static func with(
    _ context: UnsafeMutableRawPointer?, _ body: (XMLPushParser) -> Void
  ) {
    guard let context else { return }
    Unmanaged<XMLPushParser>.fromOpaque(context)._withUnsafeGuaranteedRef { body($0) }
  }

  @inline(__always)
  private func open(
    _ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    guard defect == nil, let name, let attributes else { return }
    events &+= 1
    depth += 1
    guard depth <= Self.depthLimit else { return stop(XMLDefect.tooDeep) }
    note(name)
    var index = 0
    while let attribute = attributes[index] {
      note(attribute)
      index += 2
    }
    start(XMLName(name), XMLAttributes(attributes))
  }

  @inline(__always)
  private func close(_ name: UnsafePointer<CChar>?) {
    guard defect == nil, let name else { return }
    events &+= 1
    depth -= 1
    end(XMLName(name))
  }

  /// Counts a name among those met; there cannot be many of one or two bytes.
  @inline(__always)
  private func note(_ name: UnsafePointer<CChar>) {
    guard name[0] != 0, name[1] != 0, name[2] != 0 else { return }
    remember(name)
  }

  private func remember(_ name: UnsafePointer<CChar>) {
    var length = 0
    while name[length] != 0 { length += 1 }
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(start: name, count: length))
    names.insert(hasher.finalize())
    if names.count > Self.nameLimit { stop(XMLDefect.tooManyNames) }
  }
}

/// The name of an element without its prefix.
struct XMLName {
  /// Ends with a zero.
  let start: UnsafePointer<CChar>

  @inline(__always)
  init(_ name: UnsafePointer<CChar>) {
    var local = name
    var at = name
    while at.pointee != 0 {
      if at.pointee == 0x3A { local = at + 1 }
      at += 1
    }
    start = local
  }

  /// The name's one byte; 0 when it is longer.
  @inline(__always)
  var letter: CChar { start[0] != 0 && start[1] == 0 ? start[0] : 0 }

  @inline(__always)
  static func == (name: XMLName, word: StaticString) -> Bool {
    XMLName.isEqual(name.start, word)
  }

  static func isPrefixed(_ text: UnsafePointer<CChar>, _ word: StaticString) -> Bool {
    for index in 0..<word.utf8CodeUnitCount
    where UInt8(bitPattern: text[index]) != word.utf8Start[index] { return false }
    return true
  }

  @inline(__always)
  static func isEqual(_ text: UnsafePointer<CChar>, _ word: StaticString) -> Bool {
    let bytes = word.utf8Start
    let count = word.utf8CodeUnitCount
    for index in 0..<count where UInt8(bitPattern: text[index]) != bytes[index] { return false }
    return text[count] == 0
  }
}

/// The attributes of an element, valid during the call.
struct XMLAttributes {
  private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

  @inline(__always)
  init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>) { self.pairs = pairs }

  /// Calls `body` with each name and value, prefixes and all.
  @inline(__always)
  func forEach(_ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Void) {
    var index = 0
    while let name = pairs[index], let value = pairs[index + 1] {
      body(name, value)
      index += 2
    }
  }

  /// The value of the attribute without a prefix.
  subscript(_ word: StaticString) -> String? {
    var found: String?
    forEach { name, value in
      if XMLName.isEqual(name, word) { found = String(cString: value) }
    }
    return found
  }

  /// The value of the attribute with any prefix.
  func prefixed(_ word: StaticString) -> String? {
    var found: String?
    forEach { name, value in
      let local = XMLName(name)
      if local.start != name, local == word { found = String(cString: value) }
    }
    return found
  }

  /// Whether the attribute says yes.
  @inline(__always)
  func isSet(_ word: StaticString) -> Bool {
    var result = false
    forEach { name, value in
      if XMLName.isEqual(name, word) {
        result = XMLName.isEqual(value, "1") || XMLName.isEqual(value, "true")
      }
    }
    return result
  }
}
