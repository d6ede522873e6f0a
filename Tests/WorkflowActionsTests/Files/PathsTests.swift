import Testing
import WorkflowActions

@Suite struct PathsTests {
  @Test(arguments: [
    ("x", "/a", "/a/x"), ("./x", "/a", "/a/x"), ("../x", "/a/b", "/a/x"), ("/x//y/", "/a", "/x/y"),
    ("../../../x", "/a", "/x"), ("", "/a", "/a"), (".", "/", "/"), ("b/../c", "/a", "/a/c"),
  ])
  func absolute(_ path: String, _ folder: String, _ expected: String) {
    #expect(Paths.absolute(path, in: folder) == expected)
  }

  @Test(arguments: [("/a/b", "/a"), ("/a", "/"), ("/", "/"), ("a/b", "a"), ("a", "")])
  func folder(_ path: String, _ expected: String) {
    #expect(Paths.folder(of: path) == expected)
  }

  @Test func ancestors() {
    #expect(Paths.ancestors(of: "/a/b") == ["/a/b", "/a", "/"])
    #expect(Paths.ancestors(of: "/") == ["/"])
    #expect(Paths.ancestors(of: "a") == ["a", ""])
  }

  @Test(arguments: [
    ("/a", "/a/b", true), ("/a", "/ab", false), ("/a", "/a", false), ("/", "/a", true),
  ])
  func contains(_ folder: String, _ path: String, _ expected: Bool) {
    #expect(Paths.contains(folder, path) == expected)
  }
}
