internal import WorkflowSource

/// A text in pieces that each may have a style.
///
/// The pieces hold what is meant, not what is printed: control characters are escaped only when
/// the text is rendered, so data can never steer the terminal.
package struct StyledText: Hashable, Sendable {
  package struct Span: Hashable, Sendable {
    package var text: String
    package var style: Style?
  }

  package private(set) var spans: [Span] = []

  package init() {}

  package init(_ text: String, _ style: Style? = nil) {
    if !text.isEmpty { spans = [Span(text: text, style: style)] }
  }

  package var isEmpty: Bool { spans.isEmpty }

  /// The text without styles, control characters as they are.
  package var plain: String { spans.map(\.text).joined() }

  /// Columns that it takes on a terminal once rendered.
  package var width: Int {
    spans.reduce(0) { $0 + DisplayWidth.columns(Escaping.visible($1.text)) }
  }

  package mutating func append(_ text: String, _ style: Style? = nil) {
    if !text.isEmpty { spans.append(Span(text: text, style: style)) }
  }

  package static func + (left: StyledText, right: StyledText) -> StyledText {
    var result = left
    result.spans += right.spans
    return result
  }

  package static func += (left: inout StyledText, right: StyledText) { left.spans += right.spans }

  /// The text with blanks behind, so that it takes at least `columns`.
  package func padded(to columns: Int) -> StyledText {
    let missing = columns - width
    return missing > 0 ? self + StyledText(String(repeating: " ", count: missing)) : self
  }

  /// The text with blanks before, so that it takes at least `columns`.
  package func indented(to columns: Int) -> StyledText {
    let missing = columns - width
    return missing > 0 ? StyledText(String(repeating: " ", count: missing)) + self : self
  }

  /// The text as it goes to the screen: escaped, and coloured when `colour` says so.
  package func rendered(colour: Bool) -> String {
    spans.map { span in
      let text = Escaping.visible(span.text)
      guard colour, let style = span.style else { return text }
      return "\u{1B}[\(style.parameters)m\(text)\u{1B}[0m"
    }.joined()
  }
}

extension StyledText: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init(value) }

  /// Lets a literal mix plain text, styled pieces and other styled texts:
  /// `"at \(state, .state)  \(origin)"`.
  package struct StringInterpolation: StringInterpolationProtocol {
    var text = StyledText()

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { text.append(literal) }

    package mutating func appendInterpolation(_ value: String, _ style: Style? = nil) {
      text.append(value, style)
    }

    package mutating func appendInterpolation(_ value: Int) { text.append(String(value)) }

    package mutating func appendInterpolation(_ value: StyledText) { text += value }
  }

  package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.text }
}
