import Testing
import WorkflowLibrary
import WorkflowSource
import WorkflowTestSupport

@testable import wfsh_reference

@Suite struct EmbeddedTextsTests {
  @Test func generatedFilesAreFresh() {
    for file in EmbeddedTexts.files(root: RepositoryFiles.root) {
      let found = RepositoryFiles.text(file.path)
      #expect(
        found?.bytes == Array(file.text.utf8), "\(file.path) is out of date: run Scripts/reference")
    }
  }

  @Test func pageOfFunctionsIsFresh() throws {
    let page = try #require(RepositoryFiles.text(FunctionsPage.path))
    #expect(page.bytes == Array(FunctionsPage.text.utf8), "run Scripts/reference")
  }

  @Test func textsComeOutAsTheyWentIn() throws {
    for text in Library.manual {
      let source = try #require(RepositoryFiles.text("Sources/WorkflowLibrary/Manual/\(text.path)"))
      #expect(Array(text.text.utf8) == source.bytes)
    }
    #expect(Library.manual.contains { $0.stem == "WorkflowFormat" })
  }

  @Test func findsTextsByName() {
    #expect(Library.text("workflowformat", in: Library.manual)?.path == "WorkflowFormat.md")
    #expect(Library.text("WorkflowFormat.md", in: Library.manual) != nil)
    #expect(Library.text("nothing", in: Library.manual) == nil)
  }
}
