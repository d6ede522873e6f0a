import Testing

/// What the manifest cannot say: which single files may import what.
@Suite struct ImportTests {
  /// Module names imported by each source file.
  private static let imports: [(file: String, modules: [String])] =
    Repository.files(below: "Sources", ending: ".swift").map { file in
      let lines = Repository.text(of: file).split(separator: "\n")
      let modules = lines.compactMap { line -> String? in
        let words = line.split(separator: " ")
        guard let position = words.firstIndex(of: "import"),
          position <= 1 || words[0] == "@testable",
          position + 1 < words.count
        else { return nil }
        return String(words[position + 1])
      }
      return (file, modules)
    }

  private func importers(of module: String) -> [String] {
    Self.imports.filter { $0.modules.contains(module) }.map(\.file)
  }

  @Test func theSourcesAreFound() {
    #expect(Self.imports.count > 100)
    #expect(importers(of: "WorkflowSource").count > 10)
  }

  /// It brings ICU: forty megabytes and six milliseconds of every start.
  @Test func nobodyImportsFoundation() {
    #expect(importers(of: "Foundation") == [])
  }

  @Test(arguments: [
    ("CLibedit", "Sources/LineEditing/"), ("CSystemLibYAML", "Sources/YAMLText/"),
    ("CSystemSQLite", "Sources/DatabaseMigration/Databases/"),
    ("CSystemZlib", "Sources/DatabaseMigration/"),
    ("Subprocess", "Sources/WorkflowActions/Processes/"),
    ("ArgumentParser", "Sources/WorkflowCommandLine/"),
  ])
  func librariesAreImportedInOnePlaceOnly(module: String, folder: String) {
    let strangers = importers(of: module).filter { !$0.hasPrefix(folder) }
    #expect(strangers == [])
  }

  @Test(arguments: ["CLibedit", "CSystemLibYAML"])
  func theseAreImportedByOneFile(module: String) {
    #expect(importers(of: module).count <= 1)
  }

  @Test func theEngineDoesNotKnowTheParserNorTheShellTheActions() {
    for (layer, forbidden) in [
      ("Sources/WorkflowEngine/", ["WorkflowParsing", "YAMLText", "HandlerContract"]),
      ("Sources/WorkflowDebugging/", ["WorkflowActions", "WorkflowParsing"]),
      ("Sources/WorkflowShell/", ["WorkflowActions", "WorkflowParsing", "WorkflowCommandLine"]),
      ("Sources/DatabaseMigration/", ["WorkflowEngine", "WorkflowModel", "WorkflowSource"]),
    ] {
      for (file, modules) in Self.imports where file.hasPrefix(layer) {
        #expect(modules.filter(forbidden.contains) == [], "\(file)")
      }
    }
  }

  @Test func nothingIsPublic() {
    for (file, _) in Self.imports where !file.contains("/Generated/") {
      let lines = Repository.text(of: file).split(separator: "\n")
      #expect(
        !lines.contains { $0.drop { $0 == " " }.hasPrefix("public ") },
        "\(file): 'package' is enough")
    }
  }
}
