import Reports

extension Contract {
  /// What schools are given to fill and to mend.
  static func addWorkbooks(to paths: inout [String: Any]) {
    let xlsx: [String: Any] = [ReportFormat.xlsx.mediaType: [String: Any]()]
    paths["/v1/bundles/{bundle}/problems.csv"] = asked(
      "allProblems", "Все замечания к пакету",
      "Every problem of a bundle: it is read once more, one bundle at a time.",
      [bundle, ["$ref": "#/components/parameters/lang"]],
      ["text/csv": ["schema": ["type": "string"]]])
    paths["/v1/bundles/{bundle}/annotated.xlsx"] = asked(
      "annotated", "Пакет с пометками",
      "The bundle as it was sent, with what is wrong marked in it.",
      [bundle, ["$ref": "#/components/parameters/lang"]], xlsx)
    paths["/v1/templates/school"] = asked(
      "template", "Шаблон пакета",
      "A workbook to fill: empty, or with the records of a school's year. school and year go together.",
      [
        ["name": "school", "in": "query", "schema": schema(ofFilter: "school")],
        ["name": "year", "in": "query", "schema": schema(ofFilter: "year")],
        [
          "name": "table", "in": "query", "description": "Names of tables, by commas.",
          "schema": ["type": "string", "pattern": "^[a-z_]+(,[a-z_]+)*$"] as [String: Any],
        ],
      ], xlsx)
  }

  private static func asked(
    _ operation: String, _ summary: String, _ description: String, _ parameters: [[String: Any]],
    _ content: [String: Any]
  ) -> [String: Any] {
    [
      "get": [
        "operationId": operation, "summary": summary, "description": description,
        "parameters": parameters, "responses": answers(content),
      ] as [String: Any]
    ]
  }
}
