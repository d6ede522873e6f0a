import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowSource
import WorkflowTestSupport

@testable import WorkflowDebugging

@Suite struct LocationParserTests {
  private let workflow: Workflow = {
    var builder = ModelBuilder()
    builder.edge("[*]", "PreCheck")
    builder.edge("PreCheck", "CreateBackup")
    builder.edge("CreateBackup", "[*]")
    return builder.build()
  }()

  private func parse(_ text: String) throws -> Location {
    try LocationParser(workflow: workflow).parse(text)
  }

  @Test func readsEveryForm() throws {
    #expect(try parse("PreCheck").state == StateID(0))
    #expect(try parse(" PreCheck.entry ").state == StateID(0))
    #expect(try parse("CreateBackup#2").visit == 2)
    guard case .exit(.state(StateID(1))) = try parse("CreateBackup.exit").kind else {
      return #expect(Bool(false))
    }
    guard case .edge(.state(StateID(0)), .any) = try parse("PreCheck -> *").kind else {
      return #expect(Bool(false))
    }
    guard case .edge(.any, .terminal) = try parse("* -> [*]").kind else {
      return #expect(Bool(false))
    }
    guard case .entry(.pattern("Create.*", _)) = try parse("/Create.*/").kind else {
      return #expect(Bool(false))
    }
  }

  @Test func aMistypedStateIsSuggested() {
    do {
      _ = try parse("CreateBakup")
      #expect(Bool(false))
    } catch let error as Diagnostic {
      #expect(error.message == "no state 'CreateBakup' in workflow 'test'")
      #expect(error.hint == "did you mean 'CreateBackup'?")
    } catch { #expect(Bool(false)) }
  }

  @Test func aPendingStateIsKeptWhereThatIsAllowed() throws {
    let parser = LocationParser(workflow: workflow, allowsPending: true)
    guard case .entry(.pending("Later")) = try parser.parse("Later").kind else {
      return #expect(Bool(false))
    }
  }

  @Test(arguments: ["A#0", "/(/", "-> PreCheck", "test.md:99"])
  func badLocationsAreRefused(text: String) {
    #expect(throws: Diagnostic.self) { try parse(text) }
  }
}
