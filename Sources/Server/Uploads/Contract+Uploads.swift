import Reports

extension Contract {
  /// The way in for bundles, and what becomes of each.
  static func addUploads(to paths: inout [String: Any]) {
    var bundles = paths["/v1/bundles"] as? [String: Any] ?? [:]
    bundles["post"] =
      [
        "operationId": "sendBundle", "summary": "Отправить пакет",
        "description":
          "Takes in a bundle, a workbook or a table. The same bytes from one sender are one bundle; a key lets an upload be tried again.",
        "parameters": sent,
        "requestBody": [
          "required": true,
          "content": Dictionary(
            uniqueKeysWithValues: WebService.sentTypes.map {
              (
                $0,
                ["schema": ["type": "string", "format": "binary", "minLength": 1] as [String: Any]]
              )
            }),
        ] as [String: Any],
        "responses": answersOfUpload,
      ] as [String: Any]
    paths["/v1/bundles"] = bundles
    paths["/v1/bundles/{bundle}"] = [
      "get": [
        "operationId": "bundleStatus", "summary": "Что стало с пакетом",
        "parameters": [bundle, ["$ref": "#/components/parameters/lang"]],
        "responses": answers(["application/json": ["schema": status]]),
      ] as [String: Any]
    ]
  }

  /// The bundle that a path names.
  static var bundle: [String: Any] {
    [
      "name": "bundle", "in": "path", "required": true,
      "schema": ["type": "integer", "minimum": 1, "maximum": Int(Int32.max)] as [String: Any],
    ]
  }

  private static var sent: [[String: Any]] {
    [
      [
        "name": "Idempotency-Key", "in": "header",
        "schema": ["type": "string", "pattern": "^[ -~]{1,255}$"],
      ],
      ["name": "fileName", "in": "query", "schema": ["type": "string", "maxLength": 200]],
      ["name": "school", "in": "query", "schema": schema(ofFilter: "school")],
      ["name": "year", "in": "query", "schema": schema(ofFilter: "year")],
      ["name": "asOf", "in": "query", "schema": ["type": "string", "format": "date"]],
      [
        "name": "mode", "in": "query", "schema": ["type": "string", "enum": ["full", "amend"]],
      ],
      ["$ref": "#/components/parameters/lang"],
    ]
  }

  private static var answersOfUpload: [String: Any] {
    var answers = answers(["application/json": ["schema": status]])
    answers["200"] = [
      "description": "The same file came before; this is what became of it.",
      "content": ["application/json": ["schema": status]],
    ]
    answers["202"] = [
      "description": "Taken in; Location tells where to ask what becomes of it.",
      "content": ["application/json": ["schema": status]],
      "headers": ["Location": ["schema": ["type": "string"]]],
    ]
    for (code, text) in [
      "413": "Larger than a bundle may be.", "415": "Not a type of file that is taken.",
      "422": "The key was given to another file, or the archive cannot be taken here.",
    ] {
      answers[code] = [
        "description": text,
        "content": [
          "application/problem+json": ["schema": ["$ref": "#/components/schemas/problem"]]
        ],
      ]
    }
    return answers
  }

  private static var status: [String: Any] {
    let text: [String: Any] = ["type": "string"]
    let count: [String: Any] = ["type": "integer"]
    let flag: [String: Any] = ["type": "boolean"]
    return [
      "type": "object",
      "required": [
        "bundle", "byteCount", "fileName", "isBegun", "isFinished", "receivedAt", "rejected",
        "sha256", "stage", "state", "warnings",
      ],
      "properties": [
        "bundle": count, "school": text, "year": count, "fileName": text, "byteCount": count,
        "sha256": text, "receivedAt": text, "state": text, "isBegun": flag, "isFinished": flag,
        "finishedAt": text, "rejected": count, "warnings": count,
        "stage": ["type": "string", "enum": BundleStatus.stages], "stageTable": text,
        "runStage": text, "stagePosition": count, "stageTotal": count,
      ],
    ]
  }
}
