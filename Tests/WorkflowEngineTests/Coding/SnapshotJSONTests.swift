import JSONText
import Testing
import WorkflowModel
import WorkflowTestSupport

@testable import WorkflowEngine

/// Snapshots and events survive being written and read back, at every moment of a run.
@Suite struct SnapshotJSONTests {
  static let folder = "Tests/Fixtures/Engine"
  static let workflows = RepositoryFiles.names(in: folder, ending: ".md")

  /// The workflows of the folder, by their stems.
  struct Programs: ProgramSource {
    func program(
      named reference: String, for caller: Workflow
    ) throws(ActionFailure) -> Program {
      let stem = reference.hasSuffix(".md") ? reference : reference + ".md"
      guard let text = RepositoryFiles.text("\(SnapshotJSONTests.folder)/\(stem)"),
        let workflow = SessionLoader.builtIn.read(text).workflow
      else { throw ActionFailure(type: "unknown_workflow", message: reference) }
      return Program(workflow)
    }
  }

  private func written(_ snapshot: Snapshot) throws -> String {
    JSONWriter(sortsMembers: true).write(try snapshot.json)
  }

  @Test(arguments: workflows)
  func aRunGoesOnFromWhatWasReadBack(_ name: String) throws {
    let text = try #require(RepositoryFiles.text("\(Self.folder)/\(name)"))
    let program = Program(try #require(SessionLoader.builtIn.read(text).workflow))
    var options = RunOptions()
    options.programs = Programs()
    options.answers = ["Review": ["yes"], "Name": ["n"], "Which": ["left"]]
    var machine = Machine(program: program, options: options)
    var snapshots: [Snapshot] = []
    while snapshots.count < 2_000 {
      snapshots.append(machine.snapshot)
      guard case .moved = machine.advance() else { break }
    }
    let events = machine.takeEvents()
    let last = try written(machine.snapshot)

    for (number, snapshot) in snapshots.enumerated() where number % 7 == 0 {
      let written = try self.written(snapshot)
      let read = try Snapshot(
        json: try JSONReader.read(written), program: program, programs: options.programs)
      #expect(try self.written(read) == written)
      var machine = Machine(snapshot: read, options: options)
      while case .moved = machine.advance() {}
      #expect(try self.written(machine.snapshot) == last, "from moment \(number)")
    }
    for event in events {
      let recorded = try event.recorded
      #expect(try Event(recorded: recorded).recorded == recorded)
    }
  }

  @Test func otherWorkflowsAndVersionsAreRefused() throws {
    let forks = try Programs().program(named: "forks", for: ModelBuilder().build())
    let ends = try Programs().program(named: "ends", for: forks.workflow)
    let json = try Snapshot(program: forks, options: RunOptions()).json
    #expect(throws: (any Error).self) { try Snapshot(json: json, program: ends) }
    #expect(throws: (any Error).self) {
      try Snapshot(json: ["version": 99, "snapshot": json["snapshot"] ?? .null], program: forks)
    }
  }
}
