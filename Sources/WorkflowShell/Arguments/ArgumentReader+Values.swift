internal import JSONText
internal import WorkflowLanguage
internal import WorkflowSource

/// Values that are given to workflows: assignments and JSON.
extension ArgumentReader {
  /// `NAME=VALUE`, without blanks round the `=`.
  mutating func assignment() throws(ScriptError) -> Assignment {
    let start = lexer.offset
    while let byte = lexer.current, byte != UInt8(ascii: "="), !byte.endsWord {
      lexer.offset += 1
    }
    let nameRange = SourceRange(start, lexer.offset)
    let name = lexer.source.text(in: nameRange)
    guard lexer.current == UInt8(ascii: "="), !name.isEmpty else {
      throw failure("expected NAME=VALUE, found '\(name)'", nameRange)
    }
    lexer.offset += 1
    let valueStart = lexer.offset
    let value = try writtenValue()
    return Assignment(
      name: name, nameRange: nameRange, value: value,
      valueRange: SourceRange(valueStart, lexer.offset))
  }

  /// JSON, `@file.json` or `{{ expr }}`; unlike in an assignment a bare word is none of them.
  mutating func value() throws(ScriptError) -> WrittenValue {
    let start = lexer.offset
    let value = try writtenValue()
    guard case .bare(let word) = value else { return value }
    do throws(JSONError) {
      return .json(try JSONReader.read(word))
    } catch {
      throw failure(
        "'\(word)' is not JSON", SourceRange(start, lexer.offset),
        hint: "write a text in quotes: \"\(word)\"")
    }
  }

  /// A value as far as it reaches; empty text where none stands.
  mutating func writtenValue() throws(ScriptError) -> WrittenValue {
    if lexer.starts(with: "{{") { return .template(try lexer.template()) }
    switch lexer.current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try lexer.quoted().text)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return .json(try json())
    case UInt8(ascii: "@"):
      lexer.offset += 1
      return .file(try word().text)
    default:
      guard let token = lexer.peekWord() else { return .bare("") }
      lexer.offset = token.range.upper
      return .bare(token.text)
    }
  }

  private mutating func json() throws(ScriptError) -> JSONValue {
    let start = lexer.offset
    do throws(JSONError) {
      let (value, end) = try JSONReader.readPrefix(of: lexer.bytes, from: start)
      lexer.offset = end
      return value
    } catch {
      let diagnostic = failure(
        error.message, SourceRange(error.offset, error.offset + 1), hint: "while reading JSON"
      ).diagnostic
      throw ScriptError(diagnostic, isUnfinished: error.offset >= lexer.bytes.count)
    }
  }
}
