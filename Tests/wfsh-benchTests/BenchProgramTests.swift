import JSONText
import Testing
import ToolSupport

/// The built program on tiny sizes: that every row runs, and what is printed of it. No figure is
/// ever asserted.
@Suite struct BenchProgramTests {
  private static let root = parent(#filePath, levels: 3)

  private static let folder: String = {
    let image = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return parent(image, levels: 1)
  }()

  private static func parent(_ path: String, levels: Int) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast(levels)
      .joined(separator: "/")
  }

  private func run(_ arguments: [String]) -> (end: ChildProcess.End, output: String) {
    let folder = Files.makeTemporaryFolder("wfsh-bench-tests")
    defer { Files.remove(folder) }
    let end = ChildProcess(
      [
        Self.folder + "/wfsh-bench", "--quick", "--root", Self.root, "--wfsh",
        Self.folder + "/wfsh",
      ] + arguments, output: "\(folder)/output"
    ).wait()
    return (end, String(decoding: Files.read("\(folder)/output") ?? [], as: UTF8.self))
  }

  @Test func everyRowFindsAFigure() throws {
    let (end, output) = run(["--json"])
    #expect(end == .exited(0))
    let rows = try #require(try JSONReader.read(output)["rows"]?.arrayValue)
    #expect(rows.count >= 15)
    for row in rows {
      let name = row["name"]?.stringValue ?? "?"
      #expect((row["figure"]?.doubleValue ?? 0) > 0, "\(name): \(row["note"] ?? .null)")
      for step in row["growth"]?.arrayValue ?? [] {
        #expect((step["figure"]?.doubleValue ?? 0) > 0, "\(name)")
      }
    }
  }

  @Test func aMissingPeerIsNotMeasured() throws {
    let (end, output) = run(["guard"])
    #expect(end == .exited(0))
    let line = try #require(output.split(separator: "\n").first { $0.contains("retry_count < 3") })
    #expect(line.contains("cel-expr-python not measured"))
    #expect(line.contains("≥ 2 000 000 /s"))
  }

  @Test func onlyTheRowsNamedRun() throws {
    let (_, output) = run(["--json", "small-template", "size"])
    let names = try JSONReader.read(output)["rows"]?.arrayValue?.map { $0["name"]?.stringValue }
    #expect(names == ["small-template", "small-template-parsed", "size"])
  }

  @Test func anUnknownRowIsRefused() {
    #expect(run(["nothing-such"]).end == .exited(2))
  }
}
