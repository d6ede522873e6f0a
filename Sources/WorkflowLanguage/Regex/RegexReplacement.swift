/// What a match is replaced by: text with `\1` … `\9` and `\0` for groups, and `\\`.
package struct RegexReplacement: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case text([UInt8])
    case group(Int)
  }

  private let parts: [Part]

  /// Reads a template; `groups` is how many groups the pattern has.
  package init(_ template: String, groups: Int) throws(RegexError) {
    var parts: [Part] = []
    var text: [UInt8] = []
    let bytes = Array(template.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard index < bytes.count else {
        throw RegexError(
          "the replacement ends in '\\'", offset: index - 1, hint: "write '\\\\' for one")
      }
      let next = bytes[index]
      index += 1
      switch next {
      case UInt8(ascii: "\\"): text.append(next)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let group = Int(next) - 0x30
        guard group <= groups else {
          throw RegexError("the pattern has no group \(group)", offset: index - 2)
        }
        if !text.isEmpty { parts.append(.text(text)) }
        text = []
        parts.append(.group(group))
      default:
        throw RegexError(
          "after '\\' a digit or '\\' must stand", offset: index - 2, hint: "write '\\\\' for one")
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    self.parts = parts
  }

  fileprivate func append(_ match: RegexMatch, of source: [UInt8], to result: inout [UInt8]) {
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .group(let index): if let range = match.group(index) { result += source[range] }
      }
    }
  }
}

extension RegularExpression {
  /// The text with the first `limit` matches replaced.
  package func replacing(
    in text: String, with replacement: RegexReplacement, limit: Int = .max
  ) -> String {
    let matches = allMatches(in: text, limit: limit)
    if matches.isEmpty { return text }
    let source = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var offset = 0
    for match in matches {
      result += source[offset..<match.range.lowerBound]
      replacement.append(match, of: source, to: &result)
      offset = match.range.upperBound
    }
    result += source[offset...]
    return String(decoding: result, as: UTF8.self)
  }
}
