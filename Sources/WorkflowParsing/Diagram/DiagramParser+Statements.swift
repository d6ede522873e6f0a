internal import WorkflowSource

extension DiagramParser {
  // MARK: Names, descriptions, transitions

  /// `A`, `A : text`, `A --> B : label`
  mutating func readReferenceStatement(_ first: DiagramToken) throws(Mistake) {
    let from = try readReference(first)
    let lower = first.lower
    switch peek().kind {
    case .description:
      let token = next()
      addDescription(from, token, from: lower)
    case .arrow:
      let arrow = next()
      let target = next()
      guard target.kind == .id || target.kind == .terminal else {
        throw missingTarget(target, arrow: arrow)
      }
      let to = try readReference(target)
      var upper = referenceEnd
      var label: Diagram.Name?
      if let token = take(.description) {
        noteDifference(token)
        label = self.label(token)
        upper = token.upper
      } else {
        lastTransition = (arrow, target.lower)
      }
      add(
        .transition(
          .init(
            from: from, to: to, arrow: origin(SourceRange(arrow.lower, arrow.upper)), label: label)),
        lower, upper)
    default:
      if dialect == .workflow { try checkOddName(first) }
      add(.state(.init(state: from, hasKeyword: false)), lower, referenceEnd)
    }
  }

  mutating func readReference(_ first: DiagramToken) throws(Mistake) -> Diagram.StateReference {
    var reference = Diagram.StateReference(
      name(first.lower, first.upper), isTerminal: first.kind == .terminal)
    referenceEnd = first.upper
    if take(.styleSeparator) != nil {
      let token = try expect(.id)
      reference.className = name(token.lower, token.upper)
      referenceEnd = token.upper
    }
    return reference
  }

  mutating func addDescription(
    _ state: Diagram.StateReference, _ token: DiagramToken, from lower: Int
  ) {
    noteDifference(token)
    let range = SourceRange(token.lower + 1, token.upper)
    let text = Diagram.Name(bytesText(range.lower, range.upper), origin(range))
    add(.description(.init(state: state, text: text)), lower, token.upper)
  }

  /// A label less its colon; a semicolon that ends the line is not part of it.
  private func label(_ token: DiagramToken) -> Diagram.Name {
    var trimmed = bytes.trim(token.lower + 1, token.upper)
    if dialect == .workflow, trimmed.count > 0, bytes.byte(trimmed.upper - 1) == UInt8(ascii: ";") {
      trimmed = bytes.trim(trimmed.lower, trimmed.upper - 1)
    }
    return .init(bytesText(trimmed.lower, trimmed.upper), origin(trimmed))
  }

  // MARK: Declarations

  /// `state A`, `state A { … }`
  mutating func readStateName(_ token: DiagramToken) throws(Mistake) {
    var reference = Diagram.StateReference(name(token.lower, token.upper))
    var upper = token.upper
    if dialect == .workflow {
      reference.isTerminal = reference.name.text == "[*]"
      if take(.styleSeparator) != nil {
        let className = try expect(.stateName)
        reference.className = name(className.lower, className.upper)
        upper = className.upper
        difference(
          "Mermaid takes a class behind 'state' for a part of the name", className.lower, upper)
      }
      if let description = take(.description) {
        difference(
          "Mermaid makes states of a text behind 'state'; leave out that word",
          description.lower, description.upper)
        return addDescription(reference, description, from: statementStart)
      }
    }
    try finish(.init(state: reference), from: statementStart, upper)
  }

  /// `state "text" as A`, `state "text" as A { … }`
  mutating func readStateText(_ token: DiagramToken) throws(Mistake) {
    guard peek().kind == .alias else { throw missingAlias(next(), text: token) }
    _ = next()
    let id = try expect(.id)
    var declaration = Diagram.StateDeclaration(state: .init(name(id.lower, id.upper)))
    declaration.title = .init(
      bytesText(token.lower, token.upper), origin(SourceRange(token.lower, token.upper)))
    if dialect == .workflow || peek().kind != .open { split(&declaration, id) }
    try finish(declaration, from: statementStart, id.upper)
  }

  /// Behind `as`, a colon begins a second text, and `:::` a class.
  private mutating func split(_ declaration: inout Diagram.StateDeclaration, _ id: DiagramToken) {
    let range = id.lower..<id.upper
    guard let colon = range.first(where: { bytes.byte($0) == UInt8(ascii: ":") }) else { return }
    declaration.state.name = name(id.lower, colon)
    if dialect == .workflow, bytes.has(":::", at: colon) {
      declaration.state.className = name(colon + 3, id.upper)
      difference("Mermaid takes this class for a description", colon, id.upper)
      return
    }
    // Mermaid takes what stands between the first colon and the next.
    let rest = colon + 1..<id.upper
    let end =
      dialect == .workflow ? nil : rest.first { bytes.byte($0) == UInt8(ascii: ":") }
    declaration.description = name(colon + 1, end ?? id.upper)
  }

  mutating func readStateKind(_ token: DiagramToken, _ kind: Diagram.StateKind) {
    // `<<choice>>` and its like end the token; the name stands before.
    let length =
      switch kind {
      case .choice: 10
      case .end: 7
      default: 8
      }
    var reference = Diagram.StateReference(name(token.lower, token.upper - length))
    if dialect == .workflow, reference.name.text.hasSuffix(":") == false,
      let colon = (token.lower..<token.upper).first(where: { bytes.has(":::", at: $0) })
    {
      reference = .init(
        name(token.lower, colon), className: name(colon + 3, token.upper - length))
    }
    if kind == .end {
      difference("Mermaid does not know this kind of state", token.upper - length, token.upper)
    }
    add(.state(.init(state: reference, kind: kind)), statementStart, token.upper)
  }

  private mutating func finish(
    _ declaration: Diagram.StateDeclaration, from lower: Int, _ upper: Int
  ) throws(Mistake) {
    if let brace = take(.open) {
      try openFrame(declaration, from: lower, brace: brace.lower)
    } else {
      add(.state(declaration), lower, upper)
    }
  }

  // MARK: The rest

  mutating func readNote(_ note: DiagramToken) throws(Mistake) {
    let first = next()
    switch first.kind {
    case .notePosition(let position):
      let target = try expect(.id)
      let token = next()
      guard token.kind == .noteText else { throw missingNoteText(token, note: note) }
      add(
        .note(
          .init(
            position: position, target: name(target.lower, target.upper), text: noteText(token))),
        note.lower, token.upper)
    case .noteText:
      _ = try expect(.alias)
      let id = try expect(.id)
      add(
        .note(
          .init(
            position: .floating, target: name(id.lower, id.upper),
            text: name(first.lower, first.upper))), note.lower, id.upper)
    default: throw unexpected(first)
    }
  }

  private func noteText(_ token: DiagramToken) -> Diagram.Name {
    let colon = bytes.skipWhite(token.lower)
    guard bytes.byte(colon) == UInt8(ascii: ":"), !isBlock(token) else {
      return name(token.lower, token.upper - 8)
    }
    // Mermaid drops two characters, meant as the colon and a blank.
    guard dialect.isMermaid else { return name(colon + 1, token.upper) }
    var lower = token.lower
    for _ in 0..<2 where lower < token.upper {
      lower += 1
      while lower < token.upper, bytes.byte(lower) & 0xC0 == 0x80 { lower += 1 }
    }
    return name(lower, token.upper)
  }

  private func isBlock(_ token: DiagramToken) -> Bool {
    bytes.lineEnd(bytes.skipWhite(token.lower)) < token.upper
      && bytes.has("end note", at: token.upper - 8)
  }

  mutating func readClick(_ click: DiagramToken) throws(Mistake) {
    let first = next()
    guard first.kind == .id || first.kind == .terminal else { throw unexpected(first) }
    let state = try readReference(first)
    let isLink = take(.href) != nil
    let url = try expect(.string)
    let tooltip = isLink ? nil : try expect(.string)
    let upper = (tooltip ?? url).upper
    guard peek().kind == .lineBreak else { throw unexpected(next()) }
    add(
      .click(
        .init(
          state: state, url: name(url.lower + 1, url.upper - 1),
          tooltip: tooltip.map { name($0.lower + 1, $0.upper - 1) })), click.lower, upper)
  }

  mutating func readClassDefinition(_ definition: DiagramToken) throws(Mistake) {
    let token = next()
    switch token.kind {
    case .className, .defaultWord: break
    case .defaultClass where dialect == .workflow:
      difference("Mermaid refuses 'classDef default' here", token.lower, token.lower + 7)
    default: throw unexpected(token)
    }
    let styles = try expect(.classStyles)
    add(
      .classDefinition(
        name: name(token.lower, token.upper), styles: name(styles.lower, styles.upper)),
      definition.lower, styles.upper)
  }
}
