/// What stands before the line, and at the right of it.
package struct Prompt: Hashable, Sendable, ExpressibleByStringLiteral {
  /// Before the first line.
  package var text: StyledText
  /// Before the lines that continue an unfinished one.
  package var continuation: StyledText
  /// At the right margin of the first line, while there is room.
  package var right: StyledText

  package init(
    _ text: StyledText, continuation: StyledText = "...> ", right: StyledText = StyledText()
  ) {
    self.text = text
    self.continuation = continuation
    self.right = right
  }

  package init(stringLiteral text: String) { self.init(StyledText(text)) }
}

extension StyledText {
  /// The mark that encloses escapes in a prompt given to libedit.
  static let promptMark: Character = "\u{1}"

  /// A prompt as libedit takes it: each change of style is one escape between marks.
  ///
  /// libedit joins an escape to the character after it and drops one that has none, so the last
  /// character is always plain and the escape that ends the last style stands before it.
  func promptText(colour: Bool) -> String {
    let safe = sanitised()
    guard colour else { return safe.plain }
    var scalars: [(Unicode.Scalar, TextStyle)] = []
    for run in safe.runs {
      for scalar in run.text.unicodeScalars { scalars.append((scalar, run.style)) }
    }
    if !scalars.isEmpty { scalars[scalars.count - 1].1 = .plain }
    var result = ""
    var current = TextStyle.plain
    for (scalar, style) in scalars {
      if style != current {
        let escape = style == .plain ? "\u{1B}[m" : style.escape
        result += "\(Self.promptMark)\(escape)\(Self.promptMark)"
        current = style
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
