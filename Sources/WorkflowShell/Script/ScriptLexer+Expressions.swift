internal import WorkflowLanguage
internal import WorkflowSource

/// Expressions, templates and JSON inside a command.
extension ScriptLexer {
  /// The expression that begins here, as far as its parser gets.
  ///
  /// It may go on over line breaks inside brackets and `"""`. Where it could be taken for more, a
  /// `;`, an option of the command, a comment or a redirect ends it.
  ///
  /// - Parameter stopsAtBrace: whether a block follows, so that a `{` after a blank is its own.
  mutating func expression(
    options: [String], stopsAtBrace: Bool = false
  ) throws(ScriptError) -> CompiledExpression {
    let start = offset
    let extent = extent(options: options, stopsAtBrace: stopsAtBrace)
    do throws(LanguageError) {
      let places = TextPlaces(startingAt: start)
      let (expression, end) = try CompiledExpression.parsePrefix(
        extent.text, places: places, setting: .workflow)
      if end == extent.text.utf8.count, extent.text.utf8.last?.isBlank == false {
        offset = start + end
        return expression
      }
      var text = extent.text.utf8.prefix(end)
      offset = start + end
      while text.last?.isBlank == true { text.removeLast() }
      // Read again without what stands behind, so that its text is its own.
      return try CompiledExpression.parse(
        String(decoding: text, as: UTF8.self), places: places, setting: .workflow)
    } catch {
      if let open = extent.unclosed {
        throw .unclosed(
          "'\(text(open.lower, open.upper))'", openedAt: open, hint: "the text ends before")
      }
      throw ScriptError(error.diagnostic)
    }
  }

  /// `{{ expr }}`: the template as a whole.
  mutating func template() throws(ScriptError) -> Template {
    let start = offset
    var end = start + 2
    while end + 1 < bytes.count,
      !(bytes[end] == UInt8(ascii: "}") && bytes[end + 1] == UInt8(ascii: "}"))
    {
      end += 1
    }
    guard end + 1 < bytes.count else {
      throw .unclosed("'{{'", openedAt: SourceRange(start, start + 2), hint: "close it with }}")
    }
    offset = end + 2
    return try template(text(start, offset), at: start)
  }

  /// A text with `{{ }}` in it, which stands at `start` as it is.
  func template(_ text: String, at start: Int) throws(ScriptError) -> Template {
    let (template, diagnostics) = Template.parse(
      text, places: TextPlaces(startingAt: start), setting: .workflow)
    if let error = diagnostics.first(where: { $0.severity == .error }) {
      throw ScriptError(error)
    }
    return template
  }

  /// What an expression may use at most, with everything in it that is not expression (continued
  /// lines, comments inside brackets) replaced by as many blanks.
  private func extent(
    options: [String], stopsAtBrace: Bool
  ) -> (text: String, unclosed: SourceRange?) {
    var text: [UInt8] = []
    var open: [Int] = []
    var index = offset

    func copy(to end: Int) {
      text += bytes[index..<end]
      index = end
    }
    func blank(to end: Int) {
      text += repeatElement(0x20, count: end - index)
      index = end
    }

    while index < bytes.count {
      let byte = bytes[index]
      let afterBlank = index > offset && bytes[index - 1].isBlank
      if let length = lineContinuation(at: index) {
        blank(to: index + length)
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        let end = endOfText(at: index)
        if end == nil { open.append(index) }
        copy(to: end ?? bytes.count)
      } else if startsComment(at: index) {
        if open.isEmpty { break }
        blank(to: endOfLine(from: index))
      } else if open.isEmpty, ends(at: index, afterBlank, options, stopsAtBrace) {
        break
      } else {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(index)
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): _ = open.popLast()
        default: break
        }
        if byte.isLineBreak { blank(to: index + 1) } else { copy(to: index + 1) }
      }
    }
    let unclosed = open.last.map { SourceRange($0, $0 + 1) }
    return (String(decoding: text, as: UTF8.self), index == bytes.count ? unclosed : nil)
  }

  /// Whether an expression with no open bracket cannot go on past `index`.
  private func ends(
    at index: Int, _ afterBlank: Bool, _ options: [String], _ stopsAtBrace: Bool
  ) -> Bool {
    let byte = bytes[index]
    let here = ScriptLexer(source, from: index)
    switch byte {
    case 0x0A, 0x0D, UInt8(ascii: ";"), UInt8(ascii: "}"): return true
    case UInt8(ascii: "{"): return stopsAtBrace && afterBlank
    case UInt8(ascii: "-") where afterBlank: return here.option(among: options) != nil
    default: return here.isAtRedirect
    }
  }

  /// The option that stands here as a word of its own.
  func option(among options: [String]) -> String? {
    guard current == UInt8(ascii: "-"), let word = peekWord()?.text else { return nil }
    return options.first { $0 == word }
  }

  /// Just past the quoted text at `start`, or the end of its line when it is not closed there; nil
  /// for a text over several lines that is never closed.
  private func endOfText(at start: Int) -> Int? {
    let quote = bytes[start]
    let isTriple = bytes[start...].starts(with: [quote, quote, quote])
    var index = start + (isTriple ? 3 : 1)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index] == quote {
        if !isTriple { return index + 1 }
        if bytes[index...].starts(with: [quote, quote, quote]) { return index + 3 }
        index += 1
      } else if bytes[index].isLineBreak, !isTriple {
        return index
      } else {
        index += 1
      }
    }
    return isTriple ? nil : bytes.count
  }

  private func endOfLine(from start: Int) -> Int {
    bytes[start...].firstIndex(where: \.isLineBreak) ?? bytes.count
  }
}
