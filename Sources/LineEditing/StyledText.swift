/// How a piece of text looks on a terminal.
package struct TextStyle: Hashable, Sendable {
  /// The sixteen colours every terminal has; their shades are the person's own choice.
  package enum Color: Int, Sendable {
    case black = 30
    case red, green, yellow, blue, magenta, cyan, white
    case brightBlack = 90
    case brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite
  }

  package var color: Color?
  package var isBold = false
  package var isDim = false
  package var isItalic = false
  package var isUnderlined = false
  package var isReversed = false

  package init(
    _ color: Color? = nil, bold: Bool = false, dim: Bool = false, italic: Bool = false,
    underlined: Bool = false, reversed: Bool = false
  ) {
    self.color = color
    isBold = bold
    isDim = dim
    isItalic = italic
    isUnderlined = underlined
    isReversed = reversed
  }

  package static let plain = TextStyle()

  /// The escape that sets exactly this style, whatever was set before.
  package var escape: String {
    var codes = ""
    if isBold { codes += ";1" }
    if isDim { codes += ";2" }
    if isItalic { codes += ";3" }
    if isUnderlined { codes += ";4" }
    if isReversed { codes += ";7" }
    if let color { codes += ";\(color.rawValue)" }
    return "\u{1B}[0\(codes)m"
  }
}

/// A style for a part of a text.
package struct StyledSpan: Hashable, Sendable {
  /// Offsets in UTF-8 from the text's start.
  package var range: Range<Int>
  package var style: TextStyle

  package init(_ range: Range<Int>, _ style: TextStyle) {
    self.range = range
    self.style = style
  }
}

/// A text in pieces, each with its style.
package struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
  package struct Run: Hashable, Sendable {
    package var text: String
    package var style: TextStyle
  }

  package private(set) var runs: [Run] = []

  package init() {}

  package init(_ text: String, _ style: TextStyle = .plain) {
    if !text.isEmpty { runs = [Run(text: text, style: style)] }
  }

  package init(stringLiteral text: String) { self.init(text) }

  package var isEmpty: Bool { runs.isEmpty }

  /// The text without its styles.
  package var plain: String { runs.reduce(into: "") { $0 += $1.text } }

  package static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum.runs += right.runs
    return sum
  }

  package static func += (left: inout StyledText, right: StyledText) { left.runs += right.runs }

  /// The text as a terminal takes it; ends plain.
  func escaped(colour: Bool) -> String {
    guard colour else { return plain }
    var result = ""
    for run in runs {
      result += run.style == .plain ? run.text : run.style.escape + run.text + "\u{1B}[m"
    }
    return result
  }

  /// The text with everything made harmless that would move the cursor or upset the count of
  /// columns: control characters become U+FFFD, invisible format characters (joiners) go.
  func sanitised() -> StyledText {
    var result = StyledText()
    for run in runs {
      var text = String.UnicodeScalarView()
      for scalar in run.text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control: text.append("\u{FFFD}")
        case .format, .lineSeparator, .paragraphSeparator: break
        default: text.append(scalar)
        }
      }
      result += StyledText(String(text), run.style)
    }
    return result
  }
}
