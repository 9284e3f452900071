import Foundation
import Testing

@testable import Intake

/// Descriptors are read by a parser of our own; Foundation's is the second reader.
@Suite struct `Reading JSON` {
  private static let sound = [
    "{}", "[]", " [ 1 , -2,0, -0 ] ", "null", "true", "\"\"", "{\"a\":{\"b\":[null,false]}}",
    "[1.5,-0.25,1e3,1E+2,2e-1,1.0,123456789012345678901234567890]",
    #"["\"\\\/\b\f\n\r\t","\u0416\u20ac","\ud83d\ude00 и \u0000","Ж€😀"]"#,
    "[1,]", "{\"a\":1 , }", "{\"\":1,\"ключ\":\"значение\"}", "\n\t{\r\n\"a\" : 1\n}\n",
    "[9223372036854775807,-9223372036854775808,9223372036854775808]",
  ]
  private static let unsound = [
    "", " ", "{", "[,]", "[1,,]", "{,}", "{a:1}", "{'a':1}", "[01]", "[+1]", "[.5]", "[1.]", "[1e]",
    "[-]", "nul", "truely", "[1] 2", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud83d\"", "\"\\ude00\"",
    "\"\\ud83d\\u0041\"", "\"a\nb\"", "[1 2]", "{\"a\" 1}", "{\"a\":}", "{1:2}", "[NaN]", "[1e999]",
    "// a\n1",
  ]

  @Test(arguments: sound)
  func `sound documents are read as Foundation reads them`(text: String) throws {
    let value = try #require(JSONValue(parsing: Array(text.utf8)))
    let other = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
    #expect(Self.isSame(value, other), "\(text)")
    // What it writes it reads.
    #expect(JSONValue(parsing: Array(value.text.utf8)) == value)
  }

  @Test(arguments: unsound)
  func `what is no JSON is no value, as Foundation says too`(text: String) {
    #expect(JSONValue(parsing: Array(text.utf8)) == nil)
    #expect(throws: (any Error).self) {
      try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }
  }

  @Test func `every beginning of a document is no JSON and ends no one`() {
    let text = Array(#"{"ключ":["\u0416\ud83d\ude00",-1.5e-3,true,null,{"b":"\\"}]}"#.utf8)
    #expect(JSONValue(parsing: text) != nil)
    for count in text.indices { #expect(JSONValue(parsing: Array(text[..<count])) == nil) }
  }

  @Test func `a byte order mark, depth and order`() {
    #expect(JSONValue(parsing: [0xEF, 0xBB, 0xBF] + Array("[1]".utf8)) == .array([.integer(1)]))
    #expect(JSONValue(parsing: [0x22, 0xC3, 0x28, 0x22]) == nil)
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(JSONValue(parsing: nested(512)) != nil)
    #expect(JSONValue(parsing: nested(513)) == nil)
    #expect(JSONValue(parsing: nested(2_000_000)) == nil)
    let object = JSONValue(parsing: Array(#"{"b":1,"a":2,"b":3}"#.utf8))
    #expect(
      object
        == .object([.init("b", .integer(1)), .init("a", .integer(2)), .init("b", .integer(3))]))
    #expect(object?["b"] == .integer(1))
  }

  private static func isSame(_ value: JSONValue, _ other: Any) -> Bool {
    switch value {
    case .null: other is NSNull
    case .flag(let flag): (other as? Bool) == flag
    case .integer(let number): (other as? NSNumber)?.int64Value == Int64(number)
    case .number(let number): (other as? NSNumber)?.doubleValue == number
    case .string(let text): (other as? String) == text
    case .array(let values):
      (other as? [Any]).map { others in
        values.count == others.count && zip(values, others).allSatisfy { isSame($0, $1) }
      } ?? false
    case .object(let members):
      (other as? [String: Any]).map { others in
        members.count == others.count
          && members.allSatisfy { member in
            others[member.name].map { isSame(member.value, $0) } ?? false
          }
      } ?? false
    }
  }
}
