import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowSource
import WorkflowTestSupport

@testable import WorkflowShell

@Suite struct SettingReaderTests {
  private var workflow: Workflow {
    var workflow = smallWorkflow()
    let nowhere = SourceRange(0, 0)
    workflow.arguments = [
      Argument(name: "version", range: nowhere),
      Argument(name: "fast", kind: .boolean, range: nowhere),
      Argument(name: "count", kind: .number, minimum: 1, maximum: 9, range: nowhere),
      Argument(name: "where", kind: .choice, choices: ["here", "there"], range: nowhere),
      Argument(name: "tags", kind: .multiChoice, choices: ["a", "b"], range: nowhere),
      Argument(name: "code", pattern: "[a-z]+", range: nowhere),
    ]
    return workflow
  }

  @Test(arguments: [
    ("version", "1.10", Value.string("1.10")), ("version", "true", .string("true")),
    ("version", "3", .string("3")), ("fast", "true", .bool(true)), ("count", "3", .int(3)),
    ("count", "2.5", .double(2.5)), ("where", "here", .string("here")),
    ("tags", "a,b", .list([.string("a"), .string("b")])),
    ("tags", "[\"a\"]", .list([.string("a")])), ("code", "abc", .string("abc")),
    ("other", "3", .int(3)), ("other", "-3", .int(-3)), ("other", "3.5", .string("3.5")),
    ("other", "v3", .string("v3")), ("other", "true", .bool(true)), ("other", "null", .null),
    ("other", "[1]", .list([.int(1)])), ("other", "", .string("")),
    ("other", "007", .string("007")),
  ])
  func reads(_ name: String, _ text: String, _ expected: Value) throws {
    #expect(try SettingReader(workflow: workflow).read(text, for: name) == expected)
  }

  @Test func quotesForceText() throws {
    let reader = SettingReader(workflow: workflow)
    #expect(try reader.read("3", for: "other", isQuoted: true) == .string("3"))
    #expect(try reader.read("3", for: "count", isQuoted: true) == .int(3))
  }

  @Test(arguments: [
    ("fast", "yes", "'fast' is declared as boolean"),
    ("count", "many", "'count' is declared as number"),
    ("count", "10", "'count' must be at most"), ("count", "0", "'count' must be at least"),
    ("where", "hree", "'hree' is not a choice of 'where'"),
    ("tags", "a,c", "'c' is not a choice of 'tags'"), ("code", "A1", "'A1' does not fit 'code'"),
  ])
  func refuses(_ name: String, _ text: String, _ message: String) {
    do throws(SettingReader.Refusal) {
      _ = try SettingReader(workflow: workflow).read(text, for: name)
      Issue.record("taken")
    } catch {
      #expect(error.message.hasPrefix(message))
    }
  }

  @Test func theNamesAWorkflowKnows() {
    let known = KnownNames(of: workflow)
    for name in ["version", "target", "tries"] { #expect(known.contains(name), "\(name)") }
    #expect(!known.contains("Prepare"))
    #expect(known.hint(for: "tagret") == "did you mean 'target'?")
  }
}
