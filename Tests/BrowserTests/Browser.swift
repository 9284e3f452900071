import Dispatch
import Foundation
import TestSupport

/// A real browser, driven by `Browser/browser.py`; one command at a time.
///
/// It ends with the process of the tests, whose end closes its input.
final class Browser: Sendable {
  private let queue = DispatchQueue(label: "browser")
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  // Of the queue alone.
  nonisolated(unsafe) private var rest = Data()

  /// - Parameter address: of the service, without a path.
  init(address: String) throws {
    // A browser that is gone is told by the answer that does not come.
    signal(SIGPIPE, SIG_IGN)
    process.executableURL = Self.python
    process.arguments = [
      "-B",
      InventedRegion.root.appendingPathComponent("Tests/BrowserTests/Browser/browser.py").path,
      Self.chromium ?? "", address,
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  /// Where tests leave what they saw.
  static let screens = InventedRegion.root.appendingPathComponent(".build/screens")

  /// Why there is no browser here; nil where there is one.
  static let absence: String? = {
    guard chromium != nil else {
      return "no browser: install chromium, or name one by SOKO_CHROMIUM"
    }
    guard (try? run(python, ["-c", "import axe_playwright_python, playwright, PIL, pypdf"])) == 0
    else { return "what drives the browser is not installed: `make browser`, which asks PyPI" }
    return nil
  }()

  private static let python = InventedRegion.root.appendingPathComponent(".venv/bin/python")

  private static let chromium: String? = {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["SOKO_CHROMIUM"] { return named }
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    return ["chromium", "chromium-browser", "google-chrome"]
      .flatMap { name in folders.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  private static func run(_ program: URL, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// - Throws: ``Failure`` with what the browser says when it could not do it.
  func ask<Answer: Decodable & Sendable>(_ command: Command, for: Answer.Type) async throws
    -> Answer
  {
    let line = try JSONEncoder().encode(command)
    // Waiting must hold no thread of the service, which answers in this process.
    let answer = try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try self.answer(to: line) }) }
    }
    if let failed = try? JSONDecoder().decode(Failed.self, from: answer) {
      throw Failure(description: "\(command): \(failed.failure)")
    }
    return try JSONDecoder().decode(Answer.self, from: answer)
  }

  private struct Failed: Decodable { let failure: String }

  private func answer(to line: Data) throws -> Data {
    try input.fileHandleForWriting.write(contentsOf: line + [UInt8(ascii: "\n")])
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        defer { rest = Data(rest[(end + 1)...]) }
        return Data(rest[..<end])
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure(description: "the browser is gone") }
      rest.append(more)
    }
  }

  /// What is asked of the browser, as `browser.py` says.
  struct Command: Encodable, Sendable {
    let `do`: String
    let who: String
    var width: Int?
    var path: String?
    var axe: Bool?
    var step: Step?
    var of: [String]?
    var to: String?
  }
}

/// What a test wants to know of a page.
struct Look: Decodable, Sendable {
  let status: Int
  let title: String
  let lang: String
  let h1: [String]
  let mains: Int
  let text: String
  let scrollWidth: Int
  let width: Int
  /// What reaches beyond the page and does not scroll by itself.
  let over: [String]
  /// What the console says, and requests that failed.
  let messages: [String]
  /// Violations of WCAG 2.2 A and AA that axe-core sees.
  let violations: [String]
}

/// What the Tab key comes to.
struct TabStop: Decodable, Sendable {
  let region: String
  let name: String
  let isMarked: Bool
  let isInView: Bool
}

extension Browser {
  func look(_ path: String? = nil, as who: Person, width: Int, axe: Bool = true) async throws
    -> Look
  {
    try await ask(
      Command(do: "look", who: who.rawValue, width: width, path: path, axe: axe), for: Look.self)
  }

  /// The text of a page with scripts switched off.
  func text(of path: String, as who: Person) async throws -> String {
    struct Answer: Decodable { let text: String }
    return try await ask(Command(do: "read", who: who.rawValue, path: path), for: Answer.self).text
  }

  struct Kind: Decodable { let status: Int, type: String }

  /// How a path answers, without showing it.
  func kind(of path: String, as who: Person) async throws -> Kind {
    try await ask(Command(do: "kind", who: who.rawValue, path: path), for: Kind.self)
  }

  struct Tabs: Decodable {
    let stops: [TabStop]
    let afterSkip: TabStop?
  }

  func tabs(of path: String, as who: Person) async throws -> Tabs {
    try await ask(Command(do: "tab", who: who.rawValue, path: path), for: Tabs.self)
  }

  struct Paper: Decodable {
    /// The text of each sheet.
    let sheets: [String]
    /// Width and height of each, in points.
    let sizes: [[Double]]
  }

  func paper(of path: String, as who: Person) async throws -> Paper {
    try await ask(Command(do: "print", who: who.rawValue, path: path), for: Paper.self)
  }

  /// Does what a person does, step by step.
  ///
  /// - Returns: the path the person has come to.
  @discardableResult
  func act(_ steps: [Step], as who: Person, width: Int = 1280) async throws -> String {
    struct Answer: Decodable { let path: String }
    var path = ""
    for step in steps {
      path = try await ask(
        Command(do: "step", who: who.rawValue, width: width, step: step), for: Answer.self
      ).path
    }
    return path
  }

  func logIn(_ who: Person, password: String = Person.password) async throws -> String {
    guard let login = who.login else { return "/" }
    return try await act(
      [
        .open("/login"), .fill("Логин рабочего места", login), .fill("Пароль", password),
        .press("Войти"),
      ], as: who)
  }

  /// Draws the page at hand from the first to the last of its `parts`, CSS selectors.
  ///
  /// - Returns: the size of the file in bytes.
  func draw(_ parts: [String], to file: URL, as who: Person, width: Int = 1280) async throws -> Int
  {
    struct Answer: Decodable { let bytes: Int }
    return try await ask(
      Command(do: "picture", who: who.rawValue, width: width, of: parts, to: file.path),
      for: Answer.self
    ).bytes
  }
}
