internal import WorkflowSource

/// Reads what stands behind a command's name by the command's syntax.
package struct CommandArgumentParser {
  /// Something that was looked for at a place; what completion offers there.
  package struct Expectation: Sendable {
    package enum Wanted: Sendable {
      case keyword(String)
      case value(String, ArgumentKind)
      case option(CommandOption)
    }

    package var offset: Int
    package var wanted: Wanted
  }

  package private(set) var lexer: ScriptLexer
  /// Everything looked for so far, in order.
  package private(set) var expectations: [Expectation] = []

  private let description: CommandDescription
  private var arguments: ParsedArguments
  /// Reads commands inside of arguments: blocks, and what follows `refute`.
  private let nested: NestedReader

  package init(
    _ description: CommandDescription, name: ScriptLexer.Token, lexer: ScriptLexer,
    nested: NestedReader
  ) {
    self.description = description
    self.lexer = lexer
    self.nested = nested
    arguments = ParsedArguments(
      commandName: name.text, commandRange: name.range, source: lexer.source)
  }

  /// Everything up to the end of the command or to its redirect.
  package mutating func parse() throws(ScriptError) -> ParsedArguments {
    try readFormat()
    if description.isRaw { lexer.skipSpaces() }
    try read(description.arguments)
    if !description.isRaw {
      try readOptions()
      try checkEnd()
    }
    return arguments
  }

  /// Says that the script's parser has read on, the redirect.
  mutating func moveOn(to lexer: ScriptLexer) { self.lexer = lexer }

  // MARK: Format, options, end

  /// `/json` of `print/json`.
  private mutating func readFormat() throws(ScriptError) {
    guard lexer.current == UInt8(ascii: "/"), !description.formats.isEmpty else { return }
    let start = lexer.offset
    lexer.offset += 1
    while let byte = lexer.current, byte.isNameByte { lexer.offset += 1 }
    let format = lexer.text(start + 1, lexer.offset)
    guard description.formats.contains(format) else {
      throw ScriptError(
        .error(
          "unknown-format", "'\(description.name)' has no format '\(format)'",
          range: SourceRange(start, lexer.offset),
          hint: Suggestion.hint(for: format, among: description.formats)
            ?? "formats: \(description.formats.joined(separator: ", "))"))
    }
    arguments.format = format
  }

  private mutating func readOptions() throws(ScriptError) {
    lexer.skipBlanks()
    for option in description.options {
      expectations.append(Expectation(offset: lexer.offset, wanted: .option(option)))
    }
    while let word = lexer.peekWord(), word.text.hasPrefix("-") {
      guard let option = description.options.first(where: { $0.name == word.text }) else {
        guard word.text.hasPrefix("--"), word.text.utf8.count > 2 else { return }
        throw ScriptError(
          .error(
            "unknown-option", "'\(description.name)' has no option '\(word.text)'",
            range: word.range,
            hint: Suggestion.hint(for: word.text, among: description.options.map(\.name))
              ?? "usage: \(description.synopsis)"))
      }
      lexer.offset = word.range.upper
      var item = ParsedArguments.Item(
        name: option.name, value: .text("", isQuoted: false), range: word.range)
      if let value = option.value {
        lexer.skipBlanks()
        item.value = try argument(value.name, value.kind)
        item.range = item.range.union(SourceRange(word.range.lower, lexer.offset))
      }
      arguments.add(option: item)
      lexer.skipBlanks()
    }
  }

  private mutating func checkEnd() throws(ScriptError) {
    guard !lexer.isAtStatementEnd else { return }
    let found = lexer.peekWord() ?? nextCharacter
    let keywords = expectations.filter { $0.offset == lexer.offset }.flatMap {
      expected -> [String] in
      switch expected.wanted {
      case .keyword(let word): [word]
      case .value(_, .choice(let words)): words
      case .value, .option: []
      }
    }
    throw ScriptError(
      .error(
        "unexpected-argument", "unexpected '\(found.text)' after '\(description.name)'",
        range: found.range,
        hint: Suggestion.hint(for: found.text, among: keywords) ?? hintForOperator(found.text)
          ?? "usage: \(description.synopsis)"))
  }

  /// What goes on behind an expression as in other languages, written as it is here.
  private func hintForOperator(_ found: String) -> String? {
    guard case .expression = arguments.items.last?.value else { return nil }
    if found.hasPrefix("=~") || found == "~" { return "write x.matches('pattern')" }
    if found.hasPrefix("=") { return "write '==' to compare" }
    if found == "is" { return "write '== null', or '== true'" }
    return nil
  }

  private var nextCharacter: ScriptLexer.Token {
    let range = SourceRange(lexer.offset, lexer.offset + 1)
    return ScriptLexer.Token(
      text: lexer.source.text(in: range), range: range, isQuoted: false)
  }

  // MARK: Syntax

  private mutating func read(_ syntax: ArgumentSyntax) throws(ScriptError) {
    if !description.isRaw { try readOptions() }
    switch syntax {
    case .value(let name, let kind):
      guard canBegin(syntax) else { throw missing(syntax) }
      let start = lexer.offset
      let value = try argument(name, kind)
      arguments.add(
        ParsedArguments.Item(
          name: name, value: value, range: SourceRange(start, max(start, lexer.offset))))
    case .keyword(let word):
      guard canBegin(syntax), let token = lexer.peekWord() else { throw missing(syntax) }
      lexer.offset = token.range.upper
      arguments.add(keyword: word, at: token.range)
    case .sequence(let parts):
      for part in parts { try read(part) }
    case .optional(let inner):
      if canBegin(inner) { try read(inner) }
    case .repeated(let inner):
      try read(inner)
      while true {
        try readOptions()
        guard canBegin(inner) else { return }
        try read(inner)
      }
    case .oneOf(let alternatives):
      for alternative in alternatives where canBegin(alternative) {
        return try read(alternative)
      }
      if !alternatives.contains(where: \.mayBeNothing) { throw missing(syntax) }
    case .anyOrder(let clauses):
      var left = clauses
      while true {
        try readOptions()
        guard let index = left.firstIndex(where: { canBegin($0) }) else { return }
        try read(left.remove(at: index))
      }
    }
  }

  /// Whether `syntax` can begin where the lexer stands; one word decides.
  private mutating func canBegin(_ syntax: ArgumentSyntax) -> Bool {
    switch syntax {
    case .value(let name, let kind):
      expectations.append(Expectation(offset: lexer.offset, wanted: .value(name, kind)))
      return kind.canBegin(at: lexer)
    case .keyword(let word):
      expectations.append(Expectation(offset: lexer.offset, wanted: .keyword(word)))
      return lexer.peekWord()?.text == word
    case .sequence(let parts):
      for part in parts {
        if canBegin(part) { return true }
        if !part.mayBeNothing { return false }
      }
      return false
    case .optional(let inner), .repeated(let inner): return canBegin(inner)
    case .oneOf(let alternatives), .anyOrder(let alternatives):
      var can = false
      for alternative in alternatives where canBegin(alternative) { can = true }
      return can
    }
  }

  private func missing(_ syntax: ArgumentSyntax) -> ScriptError {
    let hint = "usage: \(description.synopsis)"
    let wanted = syntax.synopsis
    if lexer.starts(with: "{{") || lexer.starts(with: "{%"), syntax.takesText {
      return ScriptError(
        .error(
          "unexpected-argument", "a template stands in quotes",
          range: SourceRange(lexer.offset, lexer.offset + 2),
          hint: "write \(description.name) \"{{ … }}\""))
    }
    guard !lexer.isAtStatementEnd, let found = lexer.peekWord() else {
      return ScriptError(
        .error(
          "missing-argument", "'\(description.name)' needs \(wanted)",
          range: SourceRange(lexer.offset, lexer.offset), hint: hint))
    }
    let keywords = syntax.firstKeywords
    return ScriptError(
      .error(
        "unexpected-argument", "expected \(wanted), found '\(found.text)'", range: found.range,
        hint: Suggestion.hint(for: found.text, among: keywords) ?? hint))
  }

  private mutating func argument(
    _ name: String, _ kind: ArgumentKind
  ) throws(ScriptError) -> ArgumentValue {
    guard !lexer.isAtStatementEnd || kind == .raw || kind == .path else {
      throw missing(.value(name, kind))
    }
    var reader = ArgumentReader(
      lexer: lexer, name: name, options: description.options.map(\.name),
      hasBlock: description.arguments.hasBlock, nested: nested)
    defer { lexer = reader.lexer }
    return try reader.read(kind)
  }
}

/// Reads commands inside of arguments; the script's parser gives it to the arguments' parser.
package struct NestedReader {
  package var block: (inout ScriptLexer) throws(ScriptError) -> Block
  package var statement: (inout ScriptLexer) throws(ScriptError) -> Statement
}

extension CommandDescription {
  /// Whether all that follows is taken as it stands, options and comments included.
  var isRaw: Bool {
    switch arguments {
    case .value(_, .raw), .optional(.value(_, .raw)): true
    default: false
    }
  }
}

extension ArgumentSyntax {
  /// Whether a quoted text may stand here.
  var takesText: Bool {
    switch self {
    case .value(_, let kind): kind == .text
    case .sequence(let parts), .oneOf(let parts), .anyOrder(let parts):
      parts.contains(where: \.takesText)
    case .optional(let inner), .repeated(let inner): inner.takesText
    case .keyword: false
    }
  }

  /// Whether it may be left out altogether.
  var mayBeNothing: Bool {
    switch self {
    case .value(_, .path), .value(_, .raw): true
    case .value, .keyword: false
    case .sequence(let parts): parts.allSatisfy(\.mayBeNothing)
    case .optional, .anyOrder: true
    case .repeated(let inner): inner.mayBeNothing
    case .oneOf(let alternatives): alternatives.contains(where: \.mayBeNothing)
    }
  }

  var hasBlock: Bool {
    switch self {
    case .value(_, .block): true
    case .value, .keyword: false
    case .sequence(let parts), .oneOf(let parts), .anyOrder(let parts):
      parts.contains(where: \.hasBlock)
    case .optional(let inner), .repeated(let inner): inner.hasBlock
    }
  }

  /// The words by which it may begin.
  var firstKeywords: [String] {
    switch self {
    case .keyword(let word): return [word]
    case .value(_, .choice(let words)): return words
    case .value: return []
    case .optional(let inner), .repeated(let inner): return inner.firstKeywords
    case .oneOf(let parts), .anyOrder(let parts): return parts.flatMap(\.firstKeywords)
    case .sequence(let parts):
      var words: [String] = []
      for part in parts {
        words += part.firstKeywords
        if !part.mayBeNothing { break }
      }
      return words
    }
  }
}
