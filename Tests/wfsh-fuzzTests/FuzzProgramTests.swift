import Testing
import ToolSupport

/// The built program, run as `Scripts/fuzz` runs it.
@Suite struct FuzzProgramTests {
  struct Ended {
    var end: ChildProcess.End
    var output: String
    var errors: String
  }

  private func run(_ arguments: [String]) -> Ended {
    let folder = Files.makeTemporaryFolder("wfsh-fuzz-tests")
    defer { Files.remove(folder) }
    let end = ChildProcess(
      [Repository.program("wfsh-fuzz"), "--root", Repository.root] + arguments,
      output: "\(folder)/output", errors: "\(folder)/errors",
      environment: ["SWIFT_BACKTRACE": "enable=no"]
    ).wait()
    func text(_ name: String) -> String {
      String(decoding: Files.read("\(folder)/\(name)") ?? [], as: UTF8.self)
    }
    return Ended(end: end, output: text("output"), errors: text("errors"))
  }

  @Test(arguments: ["crash", "hang", "memory"])
  func aFailureIsFoundMadeSmallAndKept(kind: String) throws {
    let folder = Files.makeTemporaryFolder("wfsh-fuzz-kept")
    defer { Files.remove(folder) }
    // Input 4 is the first that is not a seed; one failure is enough.
    let ended = run(["fails-by-\(kind)", "--runs", "5", "--keep", folder])
    #expect(ended.end == .exited(1))
    #expect(ended.output.contains("fails-by-\(kind): \(kind) at input 4 of seed 1"))
    let kept = try #require(Files.paths(below: folder).first)
    #expect(kept.hasPrefix("\(folder)/fails-by-\(kind)/\(kind)-"))
    #expect(Files.read(kept) == Array("fail".utf8))
    #expect(run(["fails-by-\(kind)", "--replay", kept]).end != .exited(0))
  }

  @Test func theSameSeedGivesTheSameInputs() throws {
    func found(seed: Int) -> [String] {
      run(["fails-by-crash", "--runs", "40", "--seed", "\(seed)", "--keep", "/dev/null"]).output
        .split(separator: "\n").map(String.init).filter { $0.contains(" at input ") }
    }
    let first = found(seed: 1)
    #expect(!first.isEmpty)
    #expect(first == found(seed: 1))
    #expect(first != found(seed: 2))
  }

  @Test func everyTargetHasSeedsAndSurvivesThem() {
    let listed = run(["--list"]).output.split(separator: "\n")
    #expect(listed.count >= 15)
    for line in listed {
      let name = String(line.prefix { $0 != ":" })
      let ended = run([name, "--runs", "30"])
      #expect(ended.end == .exited(0), "\(ended.output)")
      #expect(ended.output.contains("\(name): 30 inputs from "), "\(ended.output)")
    }
  }

  @Test func wrongArgumentsAreRefused() {
    let ended = run(["jsn"])
    #expect(ended.end == .exited(2))
    #expect(ended.errors.contains("no target 'jsn'; there are json, yaml"))
  }
}
