import Testing
import ToolSupport

/// Inputs that once broke something, one file each: they must never do so again.
@Suite struct RegressionTests {
  private static let folder = Repository.root + "/Tests/Fixtures/Fuzz"

  @Test(arguments: Files.paths(below: folder))
  func isSurvived(path: String) throws {
    let parts = path.dropFirst(Self.folder.count + 1).split(separator: "/")
    let target = try #require(parts.first)
    let errors = Files.makeTemporaryFolder("wfsh-fuzz-regression")
    defer { Files.remove(errors) }
    let end = ChildProcess(
      [Repository.program("wfsh-fuzz"), String(target), "--replay", path],
      errors: "\(errors)/errors", environment: ["SWIFT_BACKTRACE": "enable=no"]
    ).wait()
    let said = String(decoding: Files.read("\(errors)/errors") ?? [], as: UTF8.self)
    #expect(end == .exited(0), "\(said)")
  }

  @Test func thereAreSome() { #expect(Files.paths(below: Self.folder).count >= 5) }
}
