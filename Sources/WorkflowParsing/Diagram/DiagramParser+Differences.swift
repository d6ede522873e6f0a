internal import WorkflowSource

/// What the workflow dialect reads otherwise than Mermaid.
extension DiagramParser {
  mutating func difference(_ message: String, _ lower: Int, _ upper: Int) {
    guard dialect == .workflow else { return }
    let range = origin(SourceRange(lower, upper))
    diagram.mermaidDifferences.append(.warning("mermaid-difference", message, range: range))
  }

  /// Keeps a record of a description that Mermaid would refuse or end sooner.
  mutating func noteDifference(_ token: DiagramToken) {
    guard dialect == .workflow else { return }
    if let mark = lexer.orientation(in: token.lower..<token.upper) {
      difference("Mermaid takes this line for a direction", mark.lower, mark.upper)
      return
    }
    let end = DiagramLexer.mermaidDescriptionEnd(bytes, token.lower)
    guard end < token.upper || token.upper == token.lower + 1 else { return }
    let message: String
    if end == token.lower + 1, end >= token.upper {
      message = "Mermaid refuses an empty description"
    } else if bytes.byte(end) == UInt8(ascii: ";") {
      message = "Mermaid ends a text at ';'"
    } else if end == token.upper - 1 {
      message = "Mermaid refuses a text that ends in ':'"
    } else {
      message = "Mermaid refuses '::' in a text"
    }
    difference(message, min(end, token.upper - 1), token.upper)
  }
}
