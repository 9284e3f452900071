internal import CLibxml2

/// Why a text is not taken as an HTML page.
enum HTMLDefect: Error, Hashable {
  /// Its bytes are not in its encoding.
  case malformed
  /// Its tags nest deeper, or one is longer, than any program writes.
  case unsafe
  case tooLarge
}

/// HTML that is pushed in part by part; what is found is told to the methods of a subclass. The one door to
/// libxml2.
///
/// Tags that are not closed are closed as HTML says, names are in lower case, entities are characters. Scripts
/// and styles are left out.
class HTMLPushParser {
  static let depthLimit = 256
  static let nameLimit = 4096
  /// Bytes of a tag or a comment.
  static let tokenLimit = 1 << 20
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  private var context: htmlParserCtxtPtr?
  private var defect: HTMLDefect?
  private var depth = 0
  private var events = 0
  /// Bytes since something was found.
  private var quiet = 0
  /// Hashes of the names met so far; libxml2 keeps each name, and finds it the slower the more there are.
  private var names: Set<Int> = []

  /// - Parameter encoding: a name that libxml2 or iconv knows.
  init(encoding: String) {
    precondition(Self.isReady)
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElement = { context, name, attributes in
      HTMLPushParser.with(context) { $0.open(name, attributes) }
    }
    sax.endElement = { context, name in
      HTMLPushParser.with(context) { $0.close(name) }
    }
    sax.characters = { context, bytes, count in
      HTMLPushParser.with(context) { $0.take(bytes, count) }
    }
    sax.ignorableWhitespace = sax.characters
    sax.cdataBlock = { context, bytes, count in
      HTMLPushParser.with(context) { $0.aside(bytes, Int(count)) }
    }
    sax.comment = { context, bytes in
      HTMLPushParser.with(context) { $0.aside(bytes, Int(xmlStrlen(bytes))) }
    }
    sax.serror = { context, error in
      let code = error?.pointee.code ?? 0
      let isBroken = [XML_ERR_INVALID_ENCODING, XML_I18N_CONV_FAILED, XML_ERR_NO_MEMORY]
        .contains { Int32($0.rawValue) == code }
      if isBroken { HTMLPushParser.with(context) { $0.stop(.malformed) } }
    }
    context = htmlCreatePushParserCtxt(
      &sax, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil, XML_CHAR_ENCODING_NONE)
    let options = HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
    htmlCtxtUseOptions(context, Int32(options))
    guard let handler = xmlFindCharEncodingHandler(encoding) else {
      stop(.malformed)
      return
    }
    xmlSwitchToEncoding(context, handler)
  }

  deinit {
    if let context {
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      htmlFreeParserCtxt(context)
    }
  }

  // MARK: What is found

  func start(_ name: String, _ attributes: HTMLAttributes) {}
  func end(_ name: String) {}
  func text(_ bytes: UnsafeRawBufferPointer) {}
  /// A script, a style or a comment, in pieces.
  func aside(_ bytes: UnsafeRawBufferPointer) {}

  // MARK: Pushing

  /// Takes the next part of the text.
  ///
  /// - Throws: ``HTMLDefect``.
  final func push(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws(HTMLDefect) {
    let before = events
    // What is wrong with the encoding is told to no parser but to the thread, which would print it.
    xmlSetStructuredErrorFunc(nil) { _, _ in }
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    if defect == nil {
      let status = htmlParseChunk(
        context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
        isLast ? 1 : 0)
      if status < 0 { stop(.malformed) }
    }
    quiet = events == before ? quiet + bytes.count : 0
    if quiet > Self.tokenLimit { stop(.unsafe) }
    if let defect { throw defect }
  }

  /// Ends the parsing: ``push(_:isLast:)`` throws `error`.
  final func stop(_ error: HTMLDefect) { if defect == nil { defect = error } }

  // MARK: Callbacks

  private static func with(_ context: UnsafeMutableRawPointer?, _ body: (HTMLPushParser) -> Void) {
    guard let context else { return }
    Unmanaged<HTMLPushParser>.fromOpaque(context)._withUnsafeGuaranteedRef { body($0) }
  }

  private func open(
    _ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard defect == nil, let name else { return }
    events += 1
    depth += 1
    guard depth <= Self.depthLimit else { return stop(.unsafe) }
    note(name)
    var index = 0
    while let attribute = attributes?[index] {
      note(attribute)
      index += 2
    }
    guard names.count <= Self.nameLimit else { return stop(.unsafe) }
    start(String(cString: name), HTMLAttributes(pairs: attributes))
  }

  private func close(_ name: UnsafePointer<xmlChar>?) {
    guard defect == nil, let name else { return }
    events += 1
    depth -= 1
    end(String(cString: name))
  }

  private func aside(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
    events += 1
    guard defect == nil else { return }
    aside(UnsafeRawBufferPointer(start: bytes, count: count))
  }

  private func note(_ name: UnsafePointer<xmlChar>) {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(start: name, count: Int(xmlStrlen(name))))
    names.insert(hasher.finalize())
  }

  private func take(_ bytes: UnsafePointer<xmlChar>?, _ count: Int32) {
    events += 1
    guard defect == nil else { return }
    text(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
  }
}

/// The attributes of an element, valid during the call.
struct HTMLAttributes {
  fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

  func forEach(_ body: (_ name: String, _ value: UnsafePointer<UInt8>) -> Void) {
    var index = 0
    while let name = pairs?[index] {
      if let value = pairs?[index + 1] { body(String(cString: name), value) }
      index += 2
    }
  }

  subscript(_ wanted: String) -> String? {
    guard let pairs else { return nil }
    var index = 0
    while let name = pairs[index] {
      if String(cString: name) == wanted { return pairs[index + 1].map { String(cString: $0) } }
      index += 2
    }
    return nil
  }
}
