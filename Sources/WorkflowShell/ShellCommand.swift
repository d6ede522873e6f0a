/// A command of the shell: what it is called, what may follow, and what it does.
///
/// Dispatch, parsing, completion, help and the manual all come from `description`.
package protocol ShellCommand: Sendable {
  static var description: CommandDescription { get }

  /// Carries the command out.
  ///
  /// - Throws: `ShellError` with the place in the script; everything the command has to say goes
  ///   to `shell.output`.
  static func run(_ arguments: ParsedArguments, in shell: Shell) async throws
}

/// Everything the shell knows of a command without running it.
package struct CommandDescription: Sendable {
  /// The full name first, then short forms and spellings of other tools.
  package var names: [String]
  package var group: CommandGroup
  /// One line: capital at the start, full stop at the end.
  package var summary: String
  /// What the summary leaves out; paragraphs, may be empty.
  package var discussion: String
  /// What may follow the name; the synopsis is printed from it.
  package var arguments: ArgumentSyntax
  package var options: [CommandOption]
  /// Endings that may be attached to the name: `print/json`.
  package var formats: [String]
  package var examples: [String]

  package init(
    _ names: String..., group: CommandGroup, summary: String, discussion: String = "",
    arguments: ArgumentSyntax = .nothing, options: [CommandOption] = [], formats: [String] = [],
    examples: [String] = []
  ) {
    self.names = names
    self.group = group
    self.summary = summary
    self.discussion = discussion
    self.arguments = arguments
    self.options = options
    self.formats = formats
    self.examples = examples
  }

  /// The name by which it is listed.
  package var name: String { names.first ?? "" }

  /// `break LOC [if EXPR] [hits OP N]`: the name and all that may follow.
  package var synopsis: String {
    var parts = [name + (formats.isEmpty ? "" : "[/" + formats.joined(separator: "|/") + "]")]
    if !arguments.synopsis.isEmpty { parts.append(arguments.synopsis) }
    parts += options.map { "[\($0.synopsis)]" }
    return parts.joined(separator: " ")
  }
}

/// An option of a command: `--trace`, `--file vars.json`.
package struct CommandOption: Sendable {
  /// With its dashes.
  package var name: String
  /// The value that must follow; nil for a switch.
  package var value: (name: String, kind: ArgumentKind)?
  package var summary: String

  package init(
    _ name: String, value: (name: String, kind: ArgumentKind)? = nil, _ summary: String
  ) {
    self.name = name
    self.value = value
    self.summary = summary
  }

  package var synopsis: String { value.map { "\(name) \($0.name)" } ?? name }

  /// The option of every listing.
  package static let json = CommandOption("--json", "Write one JSON object.")
}

/// A chapter of `help`.
package enum CommandGroup: String, Hashable, Sendable, CaseIterable {
  case files = "Files"
  case variables = "Variables"
  case running = "Running"
  case timeTravel = "Time travel"
  case stops = "Stops"
  case looking = "Looking"
  case expressions = "Expressions and templates"
  case faults = "Faults"
  case stubs = "Stubs"
  case testing = "Assertions and tests"
  case session = "Session"
}
