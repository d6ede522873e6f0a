internal import WorkflowModel
internal import WorkflowParsing
internal import WorkflowSource

extension FuzzTarget {
  static let workflow = FuzzTarget(
    "workflow", "whole files are read and checked",
    seeds: WorkflowFiles.seeds, words: WorkflowFiles.words + LanguageSubject.words
  ) { bytes in
    for name in ["fuzz.md", "fuzz.mermaid"] {
      let source = SourceText(name: name, bytes: bytes)
      let loaded = WorkflowParser().parse(source, name: "fuzz", origin: "fuzz")
      Readings.check(loaded.checked(mermaid: true), in: source)
      _ = loaded.workflow?.treeDump(places: true)
      demand(
        loaded.workflow != nil || loaded.diagnostics.contains { $0.severity == .error },
        "neither a workflow nor an error")
    }
  }
}
