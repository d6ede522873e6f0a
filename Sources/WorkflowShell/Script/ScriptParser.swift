package import WorkflowSource

/// Reads a whole script before anything of it runs.
package struct ScriptParser {
  /// How deep blocks may nest.
  package static let deepest = 64
  /// How many mistakes are looked for: what is no script at all has one a line, each with names
  /// that are near.
  package static let mostMistakes = 100

  private let commands: CommandTable
  private let strictness: CommandTable.Strictness

  package init(_ commands: CommandTable, _ strictness: CommandTable.Strictness = .script) {
    self.commands = commands
    self.strictness = strictness
  }

  /// The script, or every mistake in it in order of place.
  package func parse(_ source: SourceText) -> Result<Script, ScriptMistakes> {
    if let mistake = Self.notUTF8(source) {
      return .failure(ScriptMistakes(source: source, mistakes: [mistake]))
    }
    let reading = Reading(commands: commands, strictness: strictness)
    var lexer = ScriptLexer(source)
    reading.skipInterpreterLine(&lexer)
    let statements = reading.statements(&lexer, isBlock: false)
    guard reading.mistakes.isEmpty else {
      // Behind the one that gives up, blocks that were left open would be told of too.
      let mistakes = reading.mistakes.prefix(Self.mostMistakes + 1)
        .map { $0.clamped(to: source.range) }
      return .failure(ScriptMistakes(source: source, mistakes: mistakes))
    }
    return .success(Script(source: source, statements: statements))
  }

  /// Bytes that are no text would stand elsewhere in the texts made of them.
  private static func notUTF8(_ source: SourceText) -> ScriptError? {
    let repaired = String(decoding: source.bytes, as: UTF8.self).utf8
    guard !repaired.elementsEqual(source.bytes) else { return nil }
    let offset = zip(source.bytes, repaired).prefix { $0 == $1 }.count
    return ScriptError(
      .error(
        "invalid-text", "this is not UTF-8", range: SourceRange(offset, offset + 1),
        hint: "save the file as UTF-8")
    ).clamped(to: source.range)
  }

  /// Whether a text typed at the prompt is whole; false asks for another line.
  ///
  /// A text with a mistake is whole: more lines would not mend it.
  package func isComplete(_ text: String) -> Bool {
    let source = SourceText(name: "<prompt>", text: text)
    if ScriptLexer.endsInContinuation(source) { return false }
    guard case .failure(let failure) = parse(source) else { return true }
    return !failure.mistakes.contains(where: \.isUnfinished)
  }
}

/// Everything wrong with a script.
package struct ScriptMistakes: Error {
  package var source: SourceText
  package var mistakes: [ScriptError]
}

extension ScriptLexer {
  /// Whether the last line ends in a `\` that wants another one.
  static func endsInContinuation(_ source: SourceText) -> Bool {
    source.bytes.last == UInt8(ascii: "\\")
  }
}

/// One pass over a script; collects mistakes on the way.
private final class Reading {
  private let commands: CommandTable
  private let strictness: CommandTable.Strictness
  private(set) var mistakes: [ScriptError] = []
  private var depth = 0

  init(commands: CommandTable, strictness: CommandTable.Strictness) {
    self.commands = commands
    self.strictness = strictness
  }

  /// `#!/usr/bin/env wfsh` is a comment already; a byte order mark before it is not.
  func skipInterpreterLine(_ lexer: inout ScriptLexer) {
    if lexer.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lexer.offset = 3 }
    if lexer.starts(with: "#!") { lexer.skipLine() }
  }

  /// Commands up to the end of the text, or before the `}` that closes the block.
  func statements(_ lexer: inout ScriptLexer, isBlock: Bool) -> [Statement] {
    var statements: [Statement] = []
    while true {
      lexer.skipSeparators()
      guard let byte = lexer.current else { return statements }
      guard mistakes.count < ScriptParser.mostMistakes else {
        giveUp(at: lexer.offset)
        lexer.offset = lexer.bytes.count
        return statements
      }
      if byte == UInt8(ascii: "}") {
        if isBlock { return statements }
        report(
          .error(
            "unexpected-brace", "'}' closes nothing",
            range: SourceRange(lexer.offset, lexer.offset + 1)))
        lexer.offset += 1
        continue
      }
      let start = lexer.offset
      do throws(ScriptError) {
        statements.append(try statement(&lexer))
      } catch {
        mistakes.append(error)
        skipMistake(&lexer, from: max(start, lexer.offset))
      }
    }
  }

  /// There are mistakes enough: says that the rest was not read.
  private func giveUp(at offset: Int) {
    guard mistakes.count == ScriptParser.mostMistakes else { return }
    report(
      .error(
        "too-many-mistakes", "there may be more mistakes: the rest was not read",
        range: SourceRange(offset, offset + 1), hint: "is this a script of wfsh?"))
  }

  /// A command with its arguments and redirect.
  func statement(_ lexer: inout ScriptLexer) throws(ScriptError) -> Statement {
    guard let name = lexer.commandName() else {
      var range = SourceRange(lexer.offset, lexer.offset + 1)
      while range.upper < lexer.bytes.count, lexer.bytes[range.upper] & 0xC0 == 0x80 {
        range.upper += 1
      }
      throw ScriptError(
        .error(
          "unknown-command", "'\(lexer.source.text(in: range))' begins no command",
          range: range, hint: "'help' lists the commands; 'print' shows an expression"))
    }
    let command = try command(named: name)
    var parser = CommandArgumentParser(
      command.description, name: name, lexer: lexer, nested: nestedReader)
    defer { lexer = parser.lexer }
    let arguments = try parser.parse()
    var statement = Statement(command: command, arguments: arguments)
    if !command.description.isRaw {
      var rest = parser.lexer
      statement.redirect = try redirect(&rest)
      lexer = rest
      parser.moveOn(to: rest)
    }
    return statement
  }

  private func command(
    named name: ScriptLexer.Token
  ) throws(ScriptError) -> any ShellCommand.Type {
    switch commands.find(name.text, strictness) {
    case .found(let command): return command
    case .ambiguous(let names):
      throw ScriptError(
        .error(
          "ambiguous-command", "'\(name.text)' may be \(names.joined(separator: ", "))",
          range: name.range))
    case .unknown(let hint):
      throw ScriptError(
        .error(
          "unknown-command", "no command '\(name.text)'", range: name.range,
          hint: hint ?? "'help' lists the commands; 'print \(name.text)' shows a value"))
    }
  }

  private var nestedReader: NestedReader {
    NestedReader(
      block: { (lexer: inout ScriptLexer) throws(ScriptError) -> Block in
        try self.block(&lexer)
      },
      statement: { (lexer: inout ScriptLexer) throws(ScriptError) -> Statement in
        try self.innerStatement(&lexer)
      })
  }

  /// A command that is an argument: `refute expect …`.
  private func innerStatement(_ lexer: inout ScriptLexer) throws(ScriptError) -> Statement {
    guard depth < ScriptParser.deepest else {
      throw tooDeep("commands inside commands", SourceRange(lexer.offset, lexer.offset))
    }
    depth += 1
    defer { depth -= 1 }
    return try statement(&lexer)
  }

  private func tooDeep(_ what: String, _ range: SourceRange) -> ScriptError {
    ScriptError(
      .error("too-deep", "\(what) may be at most \(ScriptParser.deepest) deep", range: range))
  }

  private func block(_ lexer: inout ScriptLexer) throws(ScriptError) -> Block {
    let open = SourceRange(lexer.offset, lexer.offset + 1)
    guard depth < ScriptParser.deepest else {
      throw tooDeep("blocks", open)
    }
    depth += 1
    defer { depth -= 1 }
    lexer.offset += 1
    let statements = statements(&lexer, isBlock: true)
    guard lexer.current != nil else {
      throw .unclosed("'{'", openedAt: open, hint: "close it with }")
    }
    lexer.offset += 1
    return Block(statements: statements, range: SourceRange(open.lower, lexer.offset))
  }

  private func redirect(_ lexer: inout ScriptLexer) throws(ScriptError) -> Redirect? {
    lexer.skipBlanks()
    guard lexer.isAtRedirect else { return nil }
    let start = lexer.offset
    if lexer.starts(with: "|!") {
      lexer.offset += 2
      lexer.skipSpaces()
      let command = lexer.restOfLine()
      guard !command.text.isEmpty else {
        throw ScriptError(
          .error("missing-argument", "a command must follow '|!'", range: command.range))
      }
      return .pipe(command.text, SourceRange(start, command.range.upper))
    }
    let appends = lexer.starts(with: "!>>")
    lexer.offset += appends ? 3 : 2
    lexer.skipBlanks()
    guard let file = try lexer.word() else {
      throw ScriptError(
        .error(
          "missing-argument", "a file must follow '\(appends ? "!>>" : "!>")'",
          range: SourceRange(start, lexer.offset)))
    }
    lexer.skipBlanks()
    guard lexer.isAtStatementEnd, !lexer.isAtRedirect else {
      throw ScriptError(
        .error(
          "unexpected-argument", "unexpected text after the file",
          range: SourceRange(lexer.offset, lexer.offset + 1)))
    }
    return .file(file.text, appends: appends, SourceRange(start, file.range.upper))
  }

  private func report(_ diagnostic: Diagnostic) { mistakes.append(ScriptError(diagnostic)) }

  /// Goes on behind a command that could not be read, so that one slip is one message: to the end
  /// of its line, over the blocks that begin on it.
  private func skipMistake(_ lexer: inout ScriptLexer, from offset: Int) {
    lexer.offset = offset
    var open = 0
    while let byte = lexer.current {
      switch byte {
      case UInt8(ascii: "{"): open += 1
      case UInt8(ascii: "}"):
        if open == 0 { return }
        open -= 1
      case _ where byte.isLineBreak && open == 0: return
      case UInt8(ascii: ";") where open == 0: return
      default: break
      }
      lexer.offset += 1
    }
  }
}
