import Testing
import WorkflowSource

@testable import WorkflowShell

@Suite struct CommandTableTests {
  static let descriptions = shellCommands.map { $0.description }

  @Test func noTwoCommandsShareAName() {
    var seen: Set<String> = []
    for name in Self.descriptions.flatMap(\.names) {
      #expect(seen.insert(name).inserted, "\(name)")
    }
  }

  @Test(arguments: descriptions.map(\.name))
  func descriptionsAreWhole(_ name: String) throws {
    let description = try #require(CommandTable.standard[name]).description
    #expect(description.summary.hasSuffix("."))
    #expect(description.summary.first?.isUppercase == true)
    #expect(!description.examples.isEmpty)
    #expect(description.synopsis.hasPrefix(name))
  }

  /// Every example can be read, and is an example of its own command.
  @Test(arguments: descriptions.map(\.name))
  func examplesParse(_ name: String) throws {
    let description = try #require(CommandTable.standard[name]).description
    for example in description.examples {
      let source = SourceText(name: "example", text: example)
      switch ScriptParser(.standard).parse(source) {
      case .success(let script):
        #expect(script.statements.first?.command.description.name == name, "\(example)")
      case .failure(let failure):
        Issue.record("\(example): \(failure.mistakes.map(\.diagnostic.message))")
      }
    }
  }

  /// The commands that the design promises by now.
  @Test(arguments: [
    "load", "reload", "list", "set", "unset", "vars", "args", "outputs", "run", "restart", "step",
    "next", "continue", "until", "goto", "choose", "back", "trail", "print", "inspect", "eval",
    "render", "why", "break", "tbreak", "delete", "fail", "stub", "unstub", "nofault", "faults",
    "stubs", "assert", "expect", "test", "live", "check", "help", "option", "source", "quit", "b",
    "tb", "c", "n", "s", "u", "p", "i", "l", "h", "q", "r", "bt",
  ])
  func exists(_ name: String) {
    #expect(CommandTable.standard[name] != nil)
  }

  @Test(arguments: [
    ("run", "run [LOC] [NAME=VALUE…]"), ("quit", "quit [N]"),
    ("print", "print[/json|/raw|/type|/len] EXPR"),
    ("fail", "fail LOC [with TYPE] [\"MESSAGE\"] [optional] [WHEN]"),
    (
      "stub",
      """
      stub LOC (return OUTPUTS | fail [TYPE] ["MESSAGE"] | -> STATE | ok | { RULES }) [optional] \
      [WHEN]
      """
    ),
    ("test", "test \"NAME\" [skip unless EXPR] { COMMANDS }"),
    ("trail", "trail [-n N] [--full] [--json]"),
  ])
  func synopses(_ name: String, _ expected: String) throws {
    #expect(try #require(CommandTable.standard[name]).description.synopsis == expected)
  }

  @Test func ambiguousNamesAreListed() {
    guard case .ambiguous(let names) = CommandTable.standard.find("st", .interactive) else {
      Issue.record("not ambiguous")
      return
    }
    #expect(names == ["step", "status", "stub", "stubs"])
  }
}
