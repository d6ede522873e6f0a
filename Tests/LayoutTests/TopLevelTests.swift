import Testing

@Suite struct TopLevelTests {
  @Test func theTopLevelIsTheMap() {
    let allowed: Set = [
      "Package.swift", "Sources", "Tests", "Scripts", "Completions", "README.md",
      // Made by building and running, and ignored by git.
      "Package.resolved", "wfsh-demo",
    ]
    let names = Repository.names(in: Repository.root).filter { !$0.hasPrefix(".") }
    #expect(names.filter { !allowed.contains($0) } == [])
  }

  @Test func everyTestFolderIsNamedAfterItsTarget() {
    let targets = Set(Repository.names(in: Repository.root + "/Sources"))
    for name in Repository.names(in: Repository.root + "/Tests") where name.hasSuffix("Tests") {
      let target = String(name.dropLast("Tests".count))
      #expect(target == "Layout" || targets.contains(target), "\(name)")
    }
  }

  @Test func noLibraryFileIsCalledMain() {
    for file in Repository.files(below: "Sources", ending: "ain.swift") {
      let isProgram = file.hasPrefix("Sources/wfsh")
      #expect(isProgram || !file.lowercased().hasSuffix("/main.swift"), "\(file)")
    }
  }
}
