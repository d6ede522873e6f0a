internal import WorkflowSource

/// One way to go on with what is typed.
package struct ShellCandidate: Hashable, Sendable {
  package var text: String
  /// One line about it; may be empty.
  package var summary: String
}

/// What completion wants to know about the session; all of it cheap to ask.
package protocol CompletionFacts {
  /// Names of states with their titles, in file order.
  var states: [ShellCandidate] { get }
  /// Variables there are, with their values.
  var variables: [ShellCandidate] { get }
  /// What help tells of.
  var topics: [ShellCandidate] { get }
  /// Workflows on the search path.
  var workflows: [ShellCandidate] { get }
  /// The fields that a state has put out, or that the workflow reads of it.
  func fields(of state: String) -> [ShellCandidate]
  /// Files and folders that begin with a path.
  func files(startingWith path: String) -> [ShellCandidate]
}

/// Completes commands: a pure function of the table, the text and the session's facts.
///
/// The arguments' parser notes what it looks for at each place; what it looked for at the cursor
/// is what can stand there.
package struct ShellCompletion {
  private let table: CommandTable
  private let facts: any CompletionFacts

  package init(_ table: CommandTable, facts: any CompletionFacts) {
    self.table = table
    self.facts = facts
  }

  /// What may stand at the cursor, with the bytes that each candidate replaces.
  ///
  /// - Parameter cursor: in bytes.
  package func candidates(
    in text: String, at cursor: Int
  ) -> (replaced: Range<Int>, candidates: [ShellCandidate]) {
    let before = Array(text.utf8.prefix(cursor))
    let commandStart = Self.startOfCommand(in: before)
    let wordStart = Self.startOfWord(in: before, notBefore: commandStart)
    let word = String(decoding: before[wordStart...], as: UTF8.self)
    let wanted = wanted(in: before, from: commandStart, at: wordStart)
    var found: [ShellCandidate] = []
    for each in wanted.flatMap({ candidates(for: $0, word: word) })
    where each.text.hasPrefix(word) && !found.contains(where: { $0.text == each.text }) {
      found.append(each)
    }
    return (wordStart..<before.count, found)
  }

  private typealias Wanted = CommandArgumentParser.Expectation.Wanted

  /// What the parser looks for at `wordStart`.
  private func wanted(in bytes: [UInt8], from start: Int, at wordStart: Int) -> [Wanted] {
    let source = SourceText(name: "<prompt>", bytes: Array(bytes[..<wordStart]))
    var lexer = ScriptLexer(source, from: start)
    guard let name = lexer.commandName() else { return [.value("COMMAND", .command)] }
    guard case .found(let command) = table.find(name.text, .interactive) else { return [] }
    var parser = CommandArgumentParser(
      command.description, name: name, lexer: lexer, nested: .none)
    _ = try? parser.parse()
    let here = parser.expectations.filter { $0.offset == wordStart }.map(\.wanted)
    if !here.isEmpty { return here }
    // Inside an argument of several words: what it was looked for as where it began.
    let inside = parser.expectations.last { each in
      if case .value(_, let kind) = each.wanted { kind.hasSeveralWords } else { false }
    }
    return inside.map { [$0.wanted] } ?? []
  }

  private func candidates(for wanted: Wanted, word: String) -> [ShellCandidate] {
    switch wanted {
    case .keyword(let keyword): return [ShellCandidate(text: keyword, summary: "")]
    case .option(let option):
      guard word.hasPrefix("-") else { return [] }
      return [ShellCandidate(text: option.name, summary: option.summary)]
    case .value(_, let kind): return candidates(for: kind, word: word)
    }
  }

  private func candidates(for kind: ArgumentKind, word: String) -> [ShellCandidate] {
    switch kind {
    case .command, .statement:
      return table.commands.map {
        ShellCandidate(text: $0.description.name, summary: $0.description.summary)
      }
    case .topic: return facts.topics
    case .choice(let words): return words.map { ShellCandidate(text: $0, summary: "") }
    case .setting:
      return ShellOption.all.map { ShellCandidate(text: $0.name, summary: $0.summary) }
    case .state, .place, .location, .path: return facts.states
    case .variable, .glob, .expression, .comparison: return names(for: word)
    case .assignment:
      return facts.variables.map { ShellCandidate(text: $0.text + "=", summary: $0.summary) }
    case .workflow: return facts.workflows + facts.files(startingWith: word)
    case .file: return facts.files(startingWith: word)
    default: return []
    }
  }

  /// Variables and states; behind a state's dot its fields.
  private func names(for word: String) -> [ShellCandidate] {
    guard let dot = word.lastIndex(of: ".") else { return facts.variables + facts.states }
    let state = String(word[..<dot])
    return facts.fields(of: state).map {
      ShellCandidate(text: "\(state).\($0.text)", summary: $0.summary)
    }
  }

  // MARK: Where

  /// Behind the last `;`, brace or line break that is not inside a text.
  private static func startOfCommand(in bytes: [UInt8]) -> Int {
    var start = 0
    var quote: UInt8?
    for (index, byte) in bytes.enumerated() {
      if let open = quote {
        if byte == open || byte.isLineBreak { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ";") || byte.isLineBreak || byte == UInt8(ascii: "{")
        || byte == UInt8(ascii: "}")
      {
        start = index + 1
      }
    }
    while start < bytes.count, bytes[start].isBlank { start += 1 }
    return start
  }

  private static func startOfWord(in bytes: [UInt8], notBefore start: Int) -> Int {
    let breaks = Array(" \t(),!=<>+*/%&|?:[]\"'".utf8)
    var index = bytes.count
    while index > start, !breaks.contains(bytes[index - 1]) { index -= 1 }
    return index
  }
}

extension ArgumentKind {
  /// Whether an argument of this kind may hold blanks, and names between them.
  fileprivate var hasSeveralWords: Bool {
    switch self {
    case .expression, .comparison, .path, .location: true
    default: false
    }
  }
}

extension NestedReader {
  /// Reads nothing: completion begins anew inside of blocks.
  static var none: NestedReader {
    NestedReader(
      block: { (_: inout ScriptLexer) throws(ScriptError) -> Block in
        throw ScriptError(.error("nested", "not read here"))
      },
      statement: { (_: inout ScriptLexer) throws(ScriptError) -> Statement in
        throw ScriptError(.error("nested", "not read here"))
      })
  }
}
