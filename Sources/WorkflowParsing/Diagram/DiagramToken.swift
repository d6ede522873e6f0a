/// A token of a diagram; offsets are those of the `DiagramText`.
struct DiagramToken {
  enum Kind: Hashable {
    case lineBreak, end
    case header(version: Int)
    case id, terminal, arrow, divider, styleSeparator
    /// From the colon on.
    case description
    case stateName, stateText, alias, open, close
    case stateKind(Diagram.StateKind)
    case note, notePosition(Diagram.NotePosition), noteText
    case orientation(Diagram.Orientation)
    case click, href, string
    case classDefinition, className, classStyles
    case classAssignment, classStates, assignedClass
    case style, styleStates, styleStyles
    case scale, width
    case accessibleTitle, accessibleDescription, accessibleText, accessibleBlock
    case hideEmpty, title
    /// The word `default`, or as the name of a class definition.
    case defaultWord, defaultClass
    /// A byte that begins nothing.
    case invalid
    /// Nothing fits here: no token can be made from this place in the mode the lexer is in.
    case unrecognized
  }

  var kind: Kind
  var lower: Int
  var upper: Int
}
