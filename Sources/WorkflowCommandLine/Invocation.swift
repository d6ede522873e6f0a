package import WorkflowShell

/// What the words of the command line ask for.
///
/// Read by hand and not by ArgumentParser: scripts and `-c` are started thousands of times by CI,
/// and its tables alone cost more than the rest of the start. Verbs go to it.
package struct Invocation: Hashable, Sendable {
  package enum Work: Hashable, Sendable {
    /// The prompt, with these workflows loaded.
    case prompt(workflows: [String])
    case commands(String)
    case script(path: String, arguments: [String])
    case input
    /// A one-shot verb with its words.
    case verb([String])
    case version
    case help
  }

  package enum Colour: String, Hashable, Sendable, CaseIterable {
    case auto, always, never
  }

  package var work: Work = .prompt(workflows: [])
  package var keepsGoing = false
  package var onlyChecks = false
  package var echoes = false
  package var isQuiet = false
  package var staysAtPrompt = false
  package var updates = false
  package var isLive = false
  package var trusts = false
  package var readsStartFile = true
  package var startFile: String?
  package var settings: [String] = []
  package var mode: String?
  package var seed: UInt64?
  package var timeout: String?
  package var colour = Colour.auto

  /// Words that are verbs wherever a workflow or script could stand; `./test` is the file.
  package static let verbs = [
    "run", "check", "list", "workflows", "trust",
  ]

  /// Verbs that are agreed on and not there yet.
  package static let laterVerbs = ["graph", "explore", "test"]

  package init() {}

  /// - Parameter isScript: whether a file begins with `#!` and names wfsh.
  /// - Throws: `UsageError` for a word that cannot stand there.
  package init(
    _ words: [String], inputIsTerminal: Bool, isScript: (String) -> Bool
  ) throws(UsageError) {
    var reader = WordReader(words)
    var workflows: [String] = []
    while let word = reader.next() {
      switch word.name {
      case "-c": work = .commands(try reader.value(of: word))
      case "-f": work = .script(path: try reader.value(of: word), arguments: reader.rest())
      case "-":
        work = .input
        reader.finish()
      case "--": workflows += reader.rest()
      case "-e", "--errexit": keepsGoing = false
      case "-k", "--keep-going": keepsGoing = true
      case "-n", "--check": onlyChecks = true
      case "-x", "--echo": echoes = true
      case "-q", "--quiet": isQuiet = true
      case "-i": staysAtPrompt = true
      case "--update": updates = true
      case "--live": isLive = true
      case "--trust": trusts = true
      case "--set": settings.append(try reader.value(of: word))
      case "--mode": mode = try reader.value(of: word)
      case "--rc": startFile = try reader.value(of: word)
      case "--no-rc": readsStartFile = false
      case "--timeout": timeout = try reader.value(of: word)
      case "--seed": seed = try reader.number(of: word)
      case "--color": colour = try reader.choice(of: word)
      case "--version": work = .version
      case "-h", "--help": work = .help
      case let name where name.hasPrefix("-"):
        throw UsageError("unknown option '\(name)'", nearest: name, among: Self.options)
      default:
        if workflows.isEmpty, word.name == "help" {
          work = .commands((["help"] + reader.rest()).joined(separator: " "))
          return
        }
        if workflows.isEmpty, Self.verbs.contains(word.name) {
          work = .verb([word.name] + reader.rest())
          return
        }
        if workflows.isEmpty, Self.laterVerbs.contains(word.name) {
          throw UsageError(
            "'wfsh \(word.name)' is not there yet", hint: "see 'wfsh help KnownLimits'")
        }
        if workflows.isEmpty, word.name.hasSuffix(".wfsh") || isScript(word.name) {
          work = .script(path: word.name, arguments: reader.rest())
        } else {
          workflows.append(word.name)
        }
      }
    }
    self.workflows = workflows
    guard case .prompt = work else { return }
    work = .prompt(workflows: workflows)
    if !inputIsTerminal, !staysAtPrompt { work = .input }
  }

  /// Workflows to load before anything else.
  package private(set) var workflows: [String] = []

  private static let options = [
    "-c", "-f", "-e", "--errexit", "-k", "--keep-going", "-n", "--check", "-x", "--echo", "-q",
    "--quiet", "-i", "--update", "--live", "--trust", "--set", "--mode", "--rc", "--no-rc",
    "--timeout", "--seed", "--color", "--version", "--help",
  ]
}

/// The words of a command line, one after the other; `--name=value` counts as two.
private struct WordReader {
  struct Word {
    var name: String
    var value: String?
  }

  private var words: ArraySlice<String>

  init(_ words: [String]) { self.words = words[...] }

  mutating func next() -> Word? {
    guard let word = words.popFirst() else { return nil }
    if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
      return Word(
        name: String(word[..<equals]), value: String(word[word.index(after: equals)...]))
    }
    return Word(name: word)
  }

  mutating func value(of word: Word) throws(UsageError) -> String {
    guard let value = word.value ?? words.popFirst() else {
      throw UsageError("'\(word.name)' needs a value")
    }
    return value
  }

  mutating func number(of word: Word) throws(UsageError) -> UInt64 {
    let text = try value(of: word)
    guard let number = UInt64(text) else {
      throw UsageError("'\(word.name)' needs a whole number, not '\(text)'")
    }
    return number
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    of word: Word
  ) throws(UsageError) -> Choice where Choice.RawValue == String {
    let text = try value(of: word)
    if let choice = Choice(rawValue: text) { return choice }
    throw UsageError(
      "'\(word.name)' takes \(Choice.allCases.map(\.rawValue).joined(separator: ", ")), not '\(text)'"
    )
  }

  mutating func rest() -> [String] {
    defer { words = [] }
    return Array(words)
  }

  mutating func finish() { words = [] }
}
