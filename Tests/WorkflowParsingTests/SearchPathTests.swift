import Testing
import WorkflowParsing

@Suite struct SearchPathTests {
  @Test func goesFromTheNearestFolderToTheUsers() {
    #expect(
      SearchPath.folders(
        from: "/a/b/", environment: ["HOME": "/a", "WFSH_PATH": "/x:y:"])
        == [
          "/a/b/workflows", "/a/b/.wfsh/workflows", "/a/b/.swissarmyhammer/workflows",
          "/a/.wfsh/workflows", "/a/.swissarmyhammer/workflows", "/.wfsh/workflows",
          "/.swissarmyhammer/workflows", "/x", "/a/b/y", "/a/.config/wfsh/workflows",
        ])
  }

  @Test func needsNoHome() {
    #expect(
      SearchPath.folders(from: "/", environment: [:])
        == ["/workflows", "/.wfsh/workflows", "/.swissarmyhammer/workflows"])
  }

  @Test func showsPathsFromHere() {
    #expect(SearchPath.shown("/a/b/c.md", from: "/a") == "b/c.md")
    #expect(SearchPath.shown("/ab/c.md", from: "/a") == "/ab/c.md")
  }
}
