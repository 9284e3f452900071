import Foundation
package import Schools

/// Makes files of documents, two at a time.
package actor DocumentPress {
  private let style: String
  /// The reference document of pandoc: styles, the size of the page, its number.
  private let wordStyle: URL
  private let tool: DocumentTool
  private var making = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// How many are made at a time, and how many may wait for that.
  private static let (places, queue) = (2, 8)

  /// - Parameters:
  ///   - templates: the folder of the page templates, with `document.css` and `document.docx`.
  ///   - path: where programs are looked for, as in `PATH`; the program's own unless told.
  /// - Throws: ``ReportError/templateUnreadable(_:)``.
  package init(templates: String, path: String? = nil) throws {
    let folder = URL(fileURLWithPath: templates).standardizedFileURL
    style = try Self.style(in: templates)
    wordStyle = folder.appendingPathComponent("document.docx")
    tool = DocumentTool(path: path ?? ProcessInfo.processInfo.environment["PATH"] ?? "")
  }

  /// The style of documents as it stands in their pages.
  package static func style(in templates: String) throws -> String {
    let file = URL(fileURLWithPath: templates).appendingPathComponent("document.css")
    guard let style = try? String(contentsOf: file, encoding: .utf8) else {
      throw ReportError.templateUnreadable("document.css")
    }
    return style
  }

  /// What is not installed, and what it is for; empty where every form can be made.
  package static func missing(path: String) -> [(program: String, package: String, use: Words)] {
    let tool = DocumentTool(path: path)
    return DocumentTool.Program.allCases.filter { tool.url(of: $0) == nil }.map {
      ($0.rawValue, $0.package, use(of: $0))
    }
  }

  private static func use(of program: DocumentTool.Program) -> Words {
    switch program {
    case .weasyprint: Words(ru: "документы в PDF", en: "documents as PDF")
    case .pandoc: Words(ru: "документы в DOCX", en: "documents as DOCX")
    case .rsvgConvert: Words(ru: "рисунки в DOCX", en: "drawings in DOCX")
    }
  }

  /// The bytes of a document; the same document gives the same on one machine.
  ///
  /// - Throws: ``DocumentError``, or ``ReportError/invalidValue(parameter:)`` for a form it does not have.
  package func bytes(of document: Document, as format: DocumentFormat) async throws -> [UInt8] {
    guard document.kind.formats.contains(format) else {
      throw ReportError.invalidValue(parameter: "format")
    }
    switch format {
    case .html: return Array(DocumentHTML.page(document, style: style).utf8)
    case .xlsx: return try DocumentWorkbook(document: document).bytes()
    case .pdf, .docx:
      try await begin()
      defer { end() }
      return try await DocumentTool.withFolder { folder in
        format == .pdf
          ? try await pdf(document, in: folder) : try await docx(document, in: folder)
      }
    }
  }

  private func begin() async throws {
    guard making >= Self.places else {
      making += 1
      return
    }
    guard waiting.count < Self.queue else { throw DocumentError.busy }
    // The place is handed over by whoever ends.
    await withCheckedContinuation { waiting.append($0) }
  }

  private func end() {
    if waiting.isEmpty { making -= 1 } else { waiting.removeFirst().resume() }
  }

  private func pdf(_ document: Document, in folder: URL) async throws -> [UInt8] {
    let html = DocumentHTML.page(document, style: style)
    try Data(html.utf8).write(to: folder.appendingPathComponent("document.html"))
    try await tool.run(
      .weasyprint,
      ["--encoding", "utf-8", "--presentational-hints", "document.html", "document.pdf"],
      in: folder, moment: document.moment)
    return Array(try Data(contentsOf: folder.appendingPathComponent("document.pdf")))
  }

  private func docx(_ document: Document, in folder: URL) async throws -> [UInt8] {
    let drawings = try await drawings(document, in: folder)
    var html = DocumentHTML(document, .word(drawings: drawings), style: style)
    try Data(html.text().utf8).write(to: folder.appendingPathComponent("document.html"))
    try await tool.run(
      .pandoc,
      [
        "--from", "html", "--to", "docx", "--standalone", "--reference-doc", wordStyle.path,
        "--output", "document.docx", "document.html",
      ], in: folder, moment: document.moment)
    return Array(try Data(contentsOf: folder.appendingPathComponent("document.docx")))
  }

  /// The charts as files of pixels, which every word processor shows; none where there is no program for it.
  private func drawings(_ document: Document, in folder: URL) async throws -> [String] {
    guard tool.url(of: .rsvgConvert) != nil else { return [] }
    var names: [String] = []
    for (index, chart) in document.charts.enumerated() {
      let (drawing, name) = ("chart-\(index).svg", "chart-\(index).png")
      try Data(chart.svg.utf8).write(to: folder.appendingPathComponent(drawing))
      try await tool.run(
        .rsvgConvert, ["--zoom", "2", "--output", name, drawing], in: folder,
        moment: document.moment)
      names.append(name)
    }
    return names
  }
}

extension Document {
  var charts: [Chart] {
    sections.flatMap(\.blocks).compactMap { block in
      if case .chart(let chart) = block { chart } else { nil }
    }
  }
}
