internal import WorkflowSource

/// Splits a template into text, outputs and tags, in one pass.
struct TemplateScanner {
  let bytes: [UInt8]
  /// Whether `${name}` prints as `{{ name }}` does.
  let dollarNames: Bool
  var index = 0
  /// Offset from which on no `}` and no `%}` is left, once somebody looked in vain.
  private var noBrace = Int.max
  private var noTagEnd = Int.max

  init(bytes: [UInt8], dollarNames: Bool) {
    self.bytes = bytes
    self.dollarNames = dollarNames
  }

  mutating func next() -> TemplateToken {
    let start = index
    while index < bytes.count, !opens(at: index) { index += 1 }
    if index > start {
      let range = SourceRange(start, index)
      return TemplateToken(kind: .text, range: range, inside: range)
    }
    guard index < bytes.count else {
      let range = SourceRange(start, start)
      return TemplateToken(kind: .end, range: range, inside: range)
    }
    if bytes[index] == UInt8(ascii: "$") { return dollarName(from: start) }
    return bytes[index + 1] == UInt8(ascii: "{") ? output(from: start) : tag(from: start)
  }

  @inline(__always)
  private func opens(at place: Int) -> Bool {
    let byte = bytes[place]
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "$"), place + 1 < bytes.count else {
      return false
    }
    let next = bytes[place + 1]
    if byte == UInt8(ascii: "$") { return dollarNames && next == UInt8(ascii: "{") }
    return next == UInt8(ascii: "{") || next == UInt8(ascii: "%")
  }

  // MARK: Outputs

  private mutating func output(from start: Int) -> TemplateToken {
    guard start < noBrace else { return unclosed("{{", from: start, to: start + 2) }
    var place = start + 2
    while place < bytes.count {
      let byte = bytes[place]
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0
      if byte == UInt8(ascii: "}") {
        guard next == UInt8(ascii: "}") else { break }
        index = place + 2
        return inner(.output, SourceRange(start, index))
      }
      if byte == UInt8(ascii: "{"), next == UInt8(ascii: "%") {
        return unclosed("{{", from: start, to: place)
      }
      place += 1
    }
    if place == bytes.count {
      noBrace = start
      return unclosed("{{", from: start, to: start + 2)
    }
    return unclosed("{{", from: start, to: place + 1)
  }

  private mutating func dollarName(from start: Int) -> TemplateToken {
    var place = start + 2
    while place < bytes.count, bytes[place] != UInt8(ascii: "}"), bytes[place] != 0x0A {
      place += 1
    }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "}") else {
      return unclosed("${", from: start, to: min(place, bytes.count))
    }
    index = place + 1
    return TemplateToken(
      kind: .output, range: SourceRange(start, index), inside: SourceRange(start + 2, place))
  }

  private mutating func unclosed(_ opening: String, from start: Int, to end: Int) -> TemplateToken {
    index = end
    return TemplateToken(
      kind: .unclosed(opening: opening), range: SourceRange(start, start + 2),
      inside: SourceRange(start + 2, end))
  }

  /// A piece between two braces on either side, hyphens beside them taken off.
  private func inner(_ kind: TemplateToken.Kind, _ range: SourceRange) -> TemplateToken {
    var lower = range.lower + 2
    var upper = range.upper - 2
    let trimsBefore = bytes[lower] == UInt8(ascii: "-")
    let trimsAfter = upper > range.lower + 2 && bytes[upper - 1] == UInt8(ascii: "-")
    if trimsBefore, lower < upper { lower += 1 }
    if trimsAfter, lower < upper { upper -= 1 }
    return TemplateToken(
      kind: kind, range: range, inside: SourceRange(lower, upper), trimsBefore: trimsBefore,
      trimsAfter: trimsAfter)
  }

  // MARK: Tags

  private mutating func tag(from start: Int) -> TemplateToken {
    guard start < noTagEnd else { return unclosed("{%", from: start, to: start + 2) }
    var place = start + 2
    while place + 1 < bytes.count,
      bytes[place] != UInt8(ascii: "%") || bytes[place + 1] != UInt8(ascii: "}")
    {
      place += 1
    }
    guard place + 1 < bytes.count else {
      noTagEnd = start
      return unclosed("{%", from: start, to: start + 2)
    }
    index = place + 2
    var token = inner(.tag(name: ""), SourceRange(start, index))
    name(&token)
    return token
  }

  /// Takes the name off the inside of a tag.
  func name(_ token: inout TemplateToken) {
    var place = token.inside.lower
    while place < token.inside.upper, bytes[place].isLiquidBlank { place += 1 }
    let lower = place
    if place < token.inside.upper, bytes[place] == UInt8(ascii: "#") {
      place += 1
    } else {
      while place < token.inside.upper, bytes[place].isLiquidWord { place += 1 }
    }
    token.nameRange = SourceRange(lower, place)
    token.inside = SourceRange(place, token.inside.upper)
    token.kind = .tag(name: String(decoding: bytes[lower..<place], as: UTF8.self))
  }

  /// A line of `{% liquid %}` as a tag; nil behind the last one. Blank lines are passed over.
  mutating func line(until end: Int) -> TemplateToken? {
    while index < end {
      let start = index
      while index < end, bytes[index] != 0x0A { index += 1 }
      let range = SourceRange(start, index)
      if index < end { index += 1 }
      if bytes[range.lower..<range.upper].allSatisfy(\.isLiquidBlank) { continue }
      var token = TemplateToken(kind: .tag(name: ""), range: range, inside: range)
      name(&token)
      return token
    }
    return nil
  }
}
