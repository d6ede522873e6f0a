internal import WorkflowSource

/// Reads the tokens of a diagram into its tree.
///
/// The grammar is Mermaid's: statements follow each other with or without line breaks. After a
/// mistake it goes on at the next line, so that each mistake is told once.
struct DiagramParser {
  /// Composite states inside each other.
  static let deepest = 200
  /// Diagnostics after which reading stops.
  static let mostDiagnostics = 100

  /// A composite state whose closing brace has not been met.
  struct Frame {
    var statements: [Diagram.Statement] = []
    /// Nil for the diagram itself, and for a brace that follows a mistake.
    var declaration: Diagram.StateDeclaration?
    /// Offset of the declaration, and of the brace.
    var lower = 0
    var brace = 0
  }

  /// Thrown at a mistake, after it was reported.
  struct Mistake: Error {
    /// The line to go on after is the one of this offset.
    var offset: Int
  }

  let text: DiagramText
  let bytes: DiagramBytes
  let dialect: DiagramDialect
  var lexer: DiagramLexer
  var diagram: Diagram
  var frames = [Frame()]
  private var peeked: DiagramToken?
  /// Offset of the first token of the statement being read.
  var statementStart = 0
  /// The arrow and the target of the statement read last, if that was a transition.
  var lastTransition: (arrow: DiagramToken, target: Int)?
  /// Offsets of the statements at the frame's end that only name a state.
  var mentions: [Int] = []
  /// Offset behind the state that was last named.
  var referenceEnd = 0

  init(_ source: SourceText, in range: SourceRange, dialect: DiagramDialect) {
    text = DiagramText(source.bytes, in: range, dialect: dialect)
    bytes = DiagramBytes(text.bytes)
    self.dialect = dialect
    lexer = DiagramLexer(bytes, dialect: dialect)
    diagram = Diagram(range: range)
    diagram.diagnostics = text.diagnostics
    for removal in text.removals {
      frames[0].statements.append(.init(removal.kind, removal.range))
    }
  }

  mutating func parse() -> Diagram {
    if readHeader() {
      while diagram.diagnostics.count < Self.mostDiagnostics {
        do {
          guard try readStatement() else { break }
        } catch {
          recover(error)
        }
      }
      if diagram.diagnostics.count >= Self.mostDiagnostics { reportTooMany() }
      closeAll()
    }
    diagram.statements = frames[0].statements
    // What was taken out beforehand stands first; the order is that of the file.
    if !text.removals.isEmpty {
      diagram.statements.sort { $0.range.lower < $1.range.lower }
    }
    return diagram
  }

  // MARK: Tokens

  mutating func next() -> DiagramToken {
    if let token = peeked {
      peeked = nil
      return token
    }
    return lexer.next()
  }

  mutating func peek() -> DiagramToken {
    if let peeked { return peeked }
    let token = lexer.next()
    peeked = token
    return token
  }

  /// The next token if it is of a kind.
  mutating func take(_ kind: DiagramToken.Kind) -> DiagramToken? {
    guard peek().kind == kind else { return nil }
    return next()
  }

  mutating func expect(_ kind: DiagramToken.Kind) throws(Mistake) -> DiagramToken {
    let token = next()
    guard token.kind == kind else { throw unexpected(token) }
    return token
  }

  // MARK: The whole

  private mutating func readHeader() -> Bool {
    while true {
      let token = next()
      switch token.kind {
      case .lineBreak: continue
      case .header(let version):
        let trimmed = bytes.trim(token.lower, token.upper)
        diagram.header = .init(range: origin(trimmed), version: version)
        return true
      default:
        reportMissingHeader(token)
        return false
      }
    }
  }

  /// - Returns: false at the end of the text.
  private mutating func readStatement() throws(Mistake) -> Bool {
    let token = next()
    statementStart = lexer.takeStateWord() ?? token.lower
    if token.kind != .arrow { lastTransition = nil }
    switch token.kind {
    case .lineBreak: break
    case .end:
      if frames.count > 1 { reportUnclosed() }
      return false
    case .id, .terminal: try readReferenceStatement(token)
    case .stateName: try readStateName(token)
    case .stateText: try readStateText(token)
    case .stateKind(let kind): readStateKind(token, kind)
    case .close where frames.count > 1: closeFrame(at: token.upper)
    case .divider: add(.divider, token.lower, token.upper)
    case .note: try readNote(token)
    case .orientation(let value):
      let trimmed = bytes.trim(token.lower, token.upper)
      add(.direction(value), trimmed.lower, trimmed.upper)
    case .accessibleTitle, .accessibleDescription:
      let value = try expect(.accessibleText)
      let name = name(value.lower, value.upper)
      add(
        token.kind == .accessibleTitle ? .accessibleTitle(name) : .accessibleDescription(name),
        token.lower, value.upper)
    case .accessibleBlock:
      add(.accessibleDescription(name(token.lower, token.upper)), token.lower, token.upper)
    case .click: try readClick(token)
    case .classDefinition: try readClassDefinition(token)
    case .classAssignment:
      let states = try expect(.classStates)
      let name = try expect(.assignedClass)
      add(
        .classAssignment(states: names(states), name: self.name(name.lower, name.upper)),
        token.lower, name.upper)
    case .style:
      let states = try expect(.styleStates)
      let styles = try expect(.styleStyles)
      add(
        .style(states: names(states), styles: name(styles.lower, styles.upper)), token.lower,
        styles.upper)
    case .scale:
      let width = try expect(.width)
      let number = Int(bytesText(width.lower, width.upper)) ?? 0
      add(.scale(number), token.lower, width.upper)
    case .hideEmpty: add(.hideEmptyDescription, token.lower, token.upper)
    case .title:
      difference("Mermaid makes states of the words of a title", token.lower, token.upper)
      add(.title(name(token.lower + 5, token.upper)), token.lower, token.upper)
    default: throw unexpected(token)
    }
    return true
  }

  // MARK: Braces

  /// Opens a composite state.
  mutating func openFrame(
    _ declaration: Diagram.StateDeclaration?, from lower: Int, brace: Int
  ) throws(Mistake) {
    guard frames.count <= Self.deepest else {
      reportDepth(at: brace)
      throw Mistake(offset: bytes.count)
    }
    frames.append(Frame(declaration: declaration, lower: lower, brace: brace))
    mentions.removeAll(keepingCapacity: true)
  }

  mutating func closeFrame(at upper: Int) {
    guard frames.count > 1, let frame = frames.popLast() else { return }
    guard var declaration = frame.declaration else {
      frames[frames.count - 1].statements += frame.statements
      return
    }
    declaration.body = frame.statements
    add(.state(declaration), frame.lower, upper)
  }

  private mutating func closeAll() {
    while frames.count > 1 { closeFrame(at: bytes.count) }
  }

  private mutating func recover(_ mistake: Mistake) {
    // A line that opens a brace goes on opening it, or its end would be the next mistake.
    let lower = max(mistake.offset, statementStart)
    let end = bytes.lineEnd(lower)
    let line = bytes.trim(min(statementStart, end), end)
    let last = line.isEmpty ? 0 : bytes.byte(line.upper - 1)
    peeked = nil
    dropMentions(before: lower)
    if last == UInt8(ascii: "{"), frames.count <= Self.deepest {
      frames.append(Frame(lower: line.lower, brace: line.upper - 1))
    } else if last == UInt8(ascii: "}"), line.count == 1, frames.count > 1 {
      closeFrame(at: line.upper)
    }
    lexer.resume(afterLineOf: end, depth: frames.count - 1)
  }

  /// What stands before the mistake on its line was part of it: of `my-name: x`, `my` is no state.
  private mutating func dropMentions(before offset: Int) {
    var line = min(offset, bytes.count)
    while line > 0, bytes.byte(line - 1) != 0x0A { line -= 1 }
    while let mention = mentions.popLast(), mention >= line {
      frames[frames.count - 1].statements.removeLast()
    }
  }

  // MARK: Pieces

  mutating func add(_ kind: Diagram.Kind, _ lower: Int, _ upper: Int) {
    let range = origin(SourceRange(lower, upper))
    frames[frames.count - 1].statements.append(.init(kind, range))
    if case .state(let declaration) = kind, !declaration.hasKeyword {
      mentions.append(lower)
    } else {
      mentions.removeAll(keepingCapacity: true)
    }
  }

  func origin(_ range: SourceRange) -> SourceRange {
    let lower = min(text.places.origin(of: range.lower), diagram.range.upper)
    let upper = min(text.places.origin(of: range).upper, diagram.range.upper)
    return SourceRange(lower, upper)
  }

  func bytesText(_ lower: Int, _ upper: Int) -> String {
    String(decoding: bytes.bytes[lower..<max(lower, upper)], as: UTF8.self)
  }

  /// A piece of the text less white space around it.
  func name(_ lower: Int, _ upper: Int) -> Diagram.Name {
    let trimmed = bytes.trim(lower, upper)
    return .init(bytesText(trimmed.lower, trimmed.upper), origin(trimmed))
  }

  /// The parts between commas.
  private func names(_ token: DiagramToken) -> [Diagram.Name] {
    let parts = bytes.bytes[token.lower..<token.upper].split(separator: UInt8(ascii: ","))
    return parts.map { name($0.startIndex, $0.endIndex) }.filter { !$0.text.isEmpty }
  }
}
