import Schools
import Testing

@testable import Intake

/// What a descriptor may say of how a file is written.
@Suite struct DescriptorFormTests {
  private func read(_ resource: String) -> (descriptor: BundleDescriptor?, defects: [String]) {
    var problems = ProblemList()
    let text = """
      {"name": "s1", "created": "2025-06-21", "soko:schemaVersion": 1, "soko:kind": "school",
       "soko:schoolCode": "S1", "soko:academicYear": 2025, "soko:mode": "full", "soko:asOf": "2025-06-21",
       "resources": [{"name": "facility", "path": "f.csv", \(resource)}]}
      """
    let descriptor = BundleDescriptor.read(Array(text.utf8), problems: &problems)
    return (descriptor, problems.problems.map { $0.arguments["what"] ?? $0.code })
  }

  @Test func `what is not declared is to be found out`() throws {
    let resource = try #require(read("\"bytes\": 1").descriptor?.resources.first)
    #expect(resource.encoding == nil && resource.dialect.delimiter == nil)
    #expect(resource.missingValues == nil)
  }

  @Test func `a declaration is kept, and written as it was read`() throws {
    let descriptor = try #require(
      read(
        """
        "encoding": "CP1251", "dialect": {"delimiter": ";", "doubleQuote": true},
        "schema": {"missingValues": ["", {"value": "нет", "label": "none"}], "fields": [
          {"name": "as_of_on", "type": "date", "format": "%d.%m.%Y"},
          {"name": "area_m2", "type": "number", "decimalChar": ",", "groupChar": " "},
          {"name": "capacity", "type": "integer", "missingValues": ["999"]},
          {"name": "item_code", "type": "string", "format": "email", "decimalChar": "?"}]}
        """
      ).descriptor)
    let resource = descriptor.resources[0]
    #expect(resource.encoding == .windows1251 && resource.dialect.delimiter == UInt8(ascii: ";"))
    #expect(resource.missingValues == ["", "нет"])
    #expect(resource.fields[0].format == "%d.%m.%Y")
    #expect(resource.fields[1].decimalChar == "," && resource.fields[1].groupChar == " ")
    #expect(resource.fields[2].missingValues == ["999"])
    // What is said of a code is said to other programs.
    #expect(resource.fields[3].format == nil && resource.fields[3].decimalChar == nil)
    var problems = ProblemList()
    #expect(BundleDescriptor.read(descriptor.json(), problems: &problems) == descriptor)
    #expect(problems.isEmpty)
  }

  @Test(arguments: [
    ("\"encoding\": 1251", "encoding"), ("\"dialect\": \"d.json\"", "dialect"),
    ("\"dialect\": {\"delimiter\": \"|\"}", "delimiter"),
    ("\"dialect\": {\"doubleQuote\": false}", "doubleQuote"),
    ("\"dialect\": {\"escapeChar\": \"x\"}", "escapeChar"),
    ("\"schema\": \"s.json\"", "schema"),
    ("\"schema\": {\"missingValues\": [1]}", "missingValues"),
    ("\"schema\": {\"fields\": [{\"name\": \"as_of_on\", \"format\": \"DD.MM\"}]}", "format"),
    ("\"schema\": {\"fields\": [{\"name\": \"area_m2\", \"decimalChar\": \"x\"}]}", "decimalChar"),
    ("\"schema\": {\"fields\": [{\"name\": \"area_m2\", \"groupChar\": \".\"}]}", "groupChar"),
  ])
  func `a defect names its key`(_ resource: String, _ key: String) {
    let found = read(resource)
    #expect(found.descriptor == nil)
    #expect(found.defects.count == 1 && found.defects[0].contains(key), "\(found.defects)")
  }

  @Test func `an encoding that is not read is a problem of its own`() {
    #expect(read("\"encoding\": \"shift_jis\"").defects == ["intake.encoding_unsupported"])
  }
}
