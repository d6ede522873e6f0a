import Testing
import WorkflowModel
import WorkflowParsing
import WorkflowSource
import WorkflowTestSupport

/// The files of `Tests/Fixtures/Diagnostics` are wrong on purpose. A comment under a line says what
/// must be found in it, with a caret under the place: `%%   ^ error: message | hint`. In front
/// matter it begins with `#`, in Markdown with `<!--`. For columns that the comment's own mark covers the number is written,
/// `%% <1> error: …`. Nothing else may be found.
@Suite struct DiagnosticFixtureTests {
  static let names = RepositoryFiles.names(in: "Tests/Fixtures/Diagnostics", ending: ".md")

  @Test func thereAreFixtures() {
    #expect(Self.names.count >= 12)
  }

  @Test(arguments: names) func findsWhatTheCommentsSay(_ name: String) throws {
    let source = try #require(RepositoryFiles.text("Tests/Fixtures/Diagnostics/\(name)"))
    let loaded = WorkflowParser().parse(source, name: "fixture", origin: name)
    let found = loaded.checked().map { diagnostic in
      let position = source.position(at: diagnostic.range?.lower ?? 0)
      let hint = diagnostic.hint.map { " | \($0)" } ?? ""
      return "\(position) \(diagnostic.severity.rawValue): \(diagnostic.message)\(hint)"
    }
    #expect(found == Self.expectations(in: source))
  }

  /// What the comments of a file say, in the form of what is found.
  static func expectations(in source: SourceText) -> [String] {
    var expected: [String] = []
    var subject = 0
    let lines = source.text(in: source.range).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let body = line.drop { $0 == " " }
      let mark = body.hasPrefix("%%") ? 2 : body.hasPrefix("#") ? 1 : body.hasPrefix("<!--") ? 4 : 0
      var rest = body.dropFirst(mark).drop { $0 == " " }
      if mark == 4, rest.hasSuffix(" -->") { rest.removeLast(4) }
      if mark > 0, rest.first == "^" {
        let column = line.unicodeScalars.prefix { $0 != "^" }.count + 1
        expected.append("\(subject):\(column) \(rest.dropFirst(2))")
      } else if mark > 0, rest.first == "<", let end = rest.firstIndex(of: ">") {
        let column = rest[rest.index(after: rest.startIndex)..<end]
        expected.append("\(subject):\(column) \(rest[end...].dropFirst(2))")
      } else {
        subject = index + 1
      }
    }
    return expected
  }
}
