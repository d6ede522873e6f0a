package import WorkflowLanguage

/// What a person says that a call came to, where nothing serves its prompt:
/// `success url=https://x.test count=3`, or `failure the disk is full`.
package struct SpokenOutcome: Sendable {
  /// The fields of a success, in order.
  package var outputs = ValueMap()
  /// The message of a failure; nil for a success.
  package var failure: String?

  /// How it is said, for hints.
  package static let forms = ["success NAME=VALUE…", "failure MESSAGE"]

  /// Nil for a text that says neither, or whose fields cannot be read.
  package init?(_ text: String) {
    var reader = WordReader(text)
    guard let word = reader.next()?.lowercased() else { return nil }
    switch word {
    case "success", "ok", "done":
      while let field = reader.next() {
        guard let sign = field.firstIndex(of: "="), sign > field.startIndex else { return nil }
        let name = String(field[..<sign])
        guard name.unicodeScalars.allSatisfy(\.isOfName) else { return nil }
        outputs[name] = Value.fromSetting(String(field[field.index(after: sign)...]))
      }
    case "failure", "fail", "failed":
      let message = reader.rest
      failure = message.isEmpty ? "said to have failed" : message
    default: return nil
    }
  }
}

/// Words parted by blanks; quotes hold blanks together, as in `name="two words"`.
private struct WordReader {
  private var left: Substring

  init(_ text: String) { left = text[...] }

  var rest: String {
    var text = left.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  mutating func next() -> String? {
    left = left.drop(while: \.isWhitespace)
    guard !left.isEmpty else { return nil }
    var word = ""
    var quote: Character?
    while let letter = left.first {
      if quote == nil, letter.isWhitespace { break }
      left.removeFirst()
      if letter == quote {
        quote = nil
      } else if quote == nil, letter == "\"" || letter == "'" {
        quote = letter
      } else {
        word.append(letter)
      }
    }
    return word
  }
}

extension Unicode.Scalar {
  fileprivate var isOfName: Bool {
    properties.isAlphabetic || ("0"..."9").contains(self) || self == "_" || self == "-"
  }
}
