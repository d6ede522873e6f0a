import HandlerContract
import Testing
import WorkflowActions

@Suite struct HandlerEnvironmentTests {
  static let own = [
    "PATH": "/bin", "HOME": "/home/me", "LANG": "C.UTF-8", "TMPDIR": "/tmp", "SECRET": "s",
    "PGHOST": "db", "PGUSER": "me", "WFSH_DB_BACKOFF": "none", "WFSH_RUN_ID": "outer",
  ]
  static let request = HandlerRequest(prompt: "a/b", state: "S", runID: "r1", attempt: 2)

  @Test(arguments: [
    ([], ["PATH", "HOME", "LANG", "TMPDIR"]),
    (["PG*"], ["PATH", "HOME", "LANG", "TMPDIR", "PGHOST", "PGUSER"]),
    (
      ["SECRET", "ABSENT", "WFSH_DB_*"],
      ["PATH", "HOME", "LANG", "TMPDIR", "SECRET", "WFSH_DB_BACKOFF"]
    ),
  ])
  func letsThroughWhatIsNamed(_ named: [String], _ expected: [String]) {
    let variables = HandlerEnvironment.variables(for: Self.request, named: named, own: Self.own)
    var wanted = Self.own.filter { expected.contains($0.key) }
    wanted.merge([
      "WFSH_PROMPT": "a/b", "WFSH_RUN_ID": "r1", "WFSH_STATE": "S", "WFSH_ATTEMPT": "2",
    ]) { $1 }
    #expect(variables == wanted)
  }

  @Test func thereIsAlwaysAPath() {
    let variables = HandlerEnvironment.variables(for: Self.request, named: [], own: [:])
    #expect(variables["PATH"] == "/usr/local/bin:/usr/bin:/bin")
  }

  @Test func whatCannotBePassedOnIsLeftOut() {
    let variables = HandlerEnvironment.variables(
      for: HandlerRequest(prompt: "a\0b"), named: ["X*"], own: ["X=Y": "1", "X": "a\0b", "XY": "2"])
    #expect(variables["X=Y"] == nil && variables["X"] == nil && variables["WFSH_PROMPT"] == nil)
    #expect(variables["XY"] == "2")
  }
}
