import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the README shows is what happens.
@Suite(.timeLimit(.minutes(2))) struct ReadmeTests {
  private let scratch = Scratch()

  /// The lines of the README's first fence of a kind.
  private func block(_ kind: String) throws -> [String] {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    let path = parts.joined(separator: "/") + "/README.md"
    let text = Programs.run(["/bin/cat", path], in: "/").output
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex(of: "```\(kind)"))
    let end = try #require(lines[(start + 1)...].firstIndex(of: "```"))
    return Array(lines[(start + 1)..<end])
  }

  @Test func theSessionGoesAsShown() throws {
    let lines = try block("session")
    let commands = lines.filter { $0.hasPrefix("wfsh> ") }.map { $0.dropFirst(6) }
    #expect(commands.count > 5)
    scratch.write("session.wfsh", commands.joined(separator: "\n") + "\n")
    let ended = Programs.run([Programs.wfsh, "-x", "session.wfsh"], in: scratch.path)
    let shown = ended.output.split(separator: "\n").map { line in
      line.hasPrefix("+ ") ? "wfsh> " + line.dropFirst(2) : String(line)
    }
    #expect(shown == lines, "\(ended.errors)")
  }

  @Test func theTestPasses() throws {
    scratch.write("migration.wfsh", try block("wfsh").joined(separator: "\n") + "\n")
    let ended = Programs.run([Programs.wfsh, "migration.wfsh"], in: scratch.path)
    #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
    #expect(ended.output.contains("2"))
  }

  /// `…` in the README stands for what differs from run to run.
  @Test func theRunGoesAsShown() throws {
    let lines = try block("run")
    let command = try #require(lines.first?.split(separator: " ").dropFirst(2).map(String.init))
    let ended = Programs.run([Programs.wfsh] + command, in: scratch.path)
    var output = ended.output.split(separator: "\n").map(String.init)[...]
    for line in lines.dropFirst() where line != "…" {
      let wanted = line.hasSuffix("…") ? String(line.dropLast()) : line
      let found = output.firstIndex { $0.hasPrefix(wanted) }
      #expect(found != nil, "'\(wanted)' is not in its place in:\n\(ended.output)")
      if let found { output = output[(found + 1)...] }
    }
    #expect(ended.status == 0)
  }
}
