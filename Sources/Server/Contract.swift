import Foundation
import Pipeline
import Reports
import Schools

/// The contract of `/v1` as OpenAPI 3.1: made from the reports themselves, so that it cannot tell of others.
enum Contract {
  /// The document as JSON with sorted keys.
  static let json: String = {
    let data = try? JSONSerialization.data(
      withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])
    return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
  }()

  private static var document: [String: Any] {
    [
      "openapi": "3.1.0",
      "info": [
        "title": "СОКО", "version": Version.current,
        "description":
          "Rows of the current publication, for programs. Pages for people stand beside, under /.",
        "license": ["name": "see LICENSE"],
      ],
      "servers": [["url": "/"]],
      "paths": paths,
      "components": [
        "schemas": ["problem": problem], "parameters": parameters, "headers": headers,
        "responses": responses, "securitySchemes": securitySchemes,
      ] as [String: Any],
      // Each alone lets in; without any there is what everybody may see.
      "security": [["token": [String]()], ["session": [String]()], [:]],
    ]
  }

  private static var securitySchemes: [String: Any] {
    [
      "token": [
        "type": "http", "scheme": "bearer",
        "description": "A token that the operator of the system gives to a program.",
      ],
      "session": [
        "type": "apiKey", "in": "cookie", "name": "__Host-soko",
        "description": "Set by the page /login; named soko where there is no TLS.",
      ],
    ]
  }

  private static var paths: [String: Any] {
    var paths: [String: Any] = [:]
    for report in Report.all { paths["/v1/\(report.name)"] = ["get": operation(report)] }
    paths["/v1/indicators/{code}"] = [
      "get": [
        "operationId": "passport", "summary": "The passport of an indicator",
        "parameters": [
          ["name": "code", "in": "path", "required": true, "schema": ["type": "string"]]
        ],
        "responses": answers(["application/json": ["schema": ["type": "object"]]]),
      ] as [String: Any]
    ]
    addUploads(to: &paths)
    addWorkbooks(to: &paths)
    paths["/v1/openapi.json"] = [
      "get": [
        "operationId": "contract", "summary": "This document",
        "responses": ["200": ["description": "OpenAPI 3.1", "content": ["application/json": [:]]]],
      ] as [String: Any]
    ]
    return paths
  }

  private static func operation(_ report: Report) -> [String: Any] {
    var asked: [[String: Any]] = report.filterNames.map {
      [
        "name": $0, "in": "query", "required": report.needed?.rawValue == $0,
        "schema": schema(ofFilter: $0),
      ]
    }
    if report.hasEditions {
      asked += ["run", "asOf"].map { ["$ref": "#/components/parameters/\($0)"] }
    }
    asked += ["lang", "format", "limit", "after"].map { ["$ref": "#/components/parameters/\($0)"] }
    var answers = answers([
      "application/json": ["schema": rows(report)],
      "text/csv": ["schema": ["type": "string"]],
      "text/html": ["schema": ["type": "string"]],
      "text/plain": ["schema": ["type": "string"]],
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": [:],
    ])
    var told = answers["200"] as? [String: Any] ?? [:]
    var headers = Dictionary(
      uniqueKeysWithValues: ["Link": "next", "Content-Digest": "digest", "Soko-Rows": "rows"].map {
        ($0, ["$ref": "#/components/headers/\($1)"])
      })
    if report.isOfPublication {
      headers["ETag"] = ["$ref": "#/components/headers/tag"]
      answers["304"] = ["description": "The publication is the one that If-None-Match names."]
    }
    told["headers"] = headers
    answers["200"] = told
    answers["406"] = ["$ref": "#/components/responses/unoffered"]
    answers["410"] = ["$ref": "#/components/responses/outdated"]
    if report.hasEditions { answers["409"] = ["$ref": "#/components/responses/twice"] }
    return [
      "operationId": report.name, "summary": report.title.ru, "description": report.title.en,
      "parameters": asked, "responses": answers,
    ]
  }

  static func answers(_ content: [String: Any]) -> [String: Any] {
    [
      "200": ["description": "The rows, or the thing asked for", "content": content],
      "400": ["$ref": "#/components/responses/unfit"],
      "401": ["$ref": "#/components/responses/unknown"],
      "403": ["$ref": "#/components/responses/refused"],
      "405": ["$ref": "#/components/responses/unread"],
      "404": ["$ref": "#/components/responses/missing"],
      "503": ["$ref": "#/components/responses/unavailable"],
    ]
  }

  static func schema(ofFilter name: String) -> [String: Any] {
    switch Report.Filter(rawValue: name) {
    case .year: ["type": "integer", "minimum": 1950, "maximum": 2100]
    case .bundle: ["type": "integer", "minimum": 1, "maximum": Int(Int32.max)]
    case .scope: ["type": "string", "enum": ["region", "municipality", "cluster", "similar"]]
    case .analogue: ["type": "string", "pattern": AnalogueKind.pattern]
    default: ["type": "string", "pattern": "^[^\\u0000]+$", "maxLength": 200]
    }
  }

  private static func rows(_ report: Report) -> [String: Any] {
    var properties: [String: Any] = [:]
    for column in report.columns {
      properties[column.key] =
        switch column.kind {
        case .text: ["type": ["string", "null"]]
        case .number: ["type": ["number", "null"]]
        case .flag: ["type": ["boolean", "null"]]
        case .list: ["type": ["array", "null"], "items": ["type": "string"]] as [String: Any]
        }
    }
    let row: [String: Any] = [
      "type": "object", "properties": properties, "additionalProperties": false,
      "required": report.columns.map(\.key).sorted(),
    ]
    return [
      "type": "object", "required": ["asOf", "rows", "run"], "additionalProperties": false,
      "properties": [
        "asOf": ["type": ["string", "null"], "format": "date-time"],
        "rows": ["type": "array", "items": row],
        "run": ["type": ["integer", "null"]],
        "next": ["type": ["string", "null"]],
      ] as [String: Any],
    ]
  }

  private static var problem: [String: Any] {
    [
      "type": "object", "required": ["code", "detail", "status", "title", "type"],
      "properties": [
        "code": ["type": "string"], "detail": ["type": "string"], "status": ["type": "integer"],
        "title": ["type": "string"], "type": ["type": "string"],
      ],
    ]
  }

  private static var parameters: [String: Any] {
    [
      "run": [
        "name": "run", "in": "query",
        "description": "The publication of this run; without it the one in force.",
        "schema": ["type": "integer", "minimum": 1, "maximum": Int(Int32.max)] as [String: Any],
      ] as [String: Any],
      "asOf": [
        "name": "asOf", "in": "query",
        "description":
          "The publication that was in force at the end of a day (UTC), or at a moment. Not beside run.",
        "schema": [
          "type": "string",
          "pattern":
            "^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?$",
        ],
      ] as [String: Any],
      "lang": [
        "name": "lang", "in": "query", "description": "The language of titles and messages.",
        "schema": ["type": "string", "enum": ["ru", "en"], "default": "ru"],
      ] as [String: Any],
      "format": [
        "name": "format", "in": "query",
        "description":
          "Decides before the header Accept does; without both rows come as JSON. html comes by pages of \(Pages.rowsLimit) rows where no limit is given.",
        "schema": ["type": "string", "enum": RowsForm.all.map(\.name)],
      ] as [String: Any],
      "limit": [
        "name": "limit", "in": "query",
        "description": "Rows of a page; without it, and without after, all rows come.",
        "schema": [
          "type": "integer", "minimum": RowPage.limits.lowerBound,
          "maximum": RowPage.limits.upperBound,
        ] as [String: Any],
      ] as [String: Any],
      "after": [
        "name": "after", "in": "query",
        "description": "What the page before gave as next.",
        "schema": ["type": "string", "pattern": "^[A-Za-z0-9_-]+$"],
      ] as [String: Any],
    ]
  }

  private static var headers: [String: Any] {
    [
      "tag": [
        "description": "Names the publication; the rows stay as long as it does.",
        "schema": ["type": "string"],
      ] as [String: Any],
      "digest": [
        "description": "SHA-256 of the answer's bytes (RFC 9530).", "schema": ["type": "string"],
      ] as [String: Any],
      "rows": [
        "description": "How many rows the answer has: nothing is left out.",
        "schema": ["type": "integer", "minimum": 0] as [String: Any],
      ] as [String: Any],
      "next": [
        "description": "Of a page: where the next one is, rel=\"next\".",
        "schema": ["type": "string"],
      ] as [String: Any],
    ]
  }

  private static var responses: [String: Any] {
    func told(_ description: String) -> [String: Any] {
      [
        "description": description,
        "content": [
          "application/problem+json": ["schema": ["$ref": "#/components/schemas/problem"]]
        ],
      ]
    }
    return [
      "unknown": told(
        "Nobody came in, and not everybody may see this; or a token that is wrong, over or revoked"),
      "refused": told("The caller's role has no business here"),
      "unfit": told("A parameter that is not there, or a value it cannot be"),
      "missing": told("No such thing, or none that the caller may see"),
      "unread": told("Nothing but reading is served"),
      "twice": told("The publication is named twice, by run and by asOf"),
      "unoffered": told("Accept takes none of the forms there are; detail lists them"),
      "outdated": told(
        "A page of a publication that is no longer in force, or a publication that is withdrawn"),
      "unavailable": told("The database does not answer"),
    ]
  }
}
