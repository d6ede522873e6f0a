package import WorkflowModel

extension TrustSubject {
  /// What `wfsh trust PATH` says yes to.
  ///
  /// Of a folder: its handlers, those beside its workflows (in it, in `workflows` and in
  /// `.wfsh/workflows`), and those that the front matters of these name, and their shell
  /// commands. Of a workflow's file: its front matter and commands, and the handlers beside it.
  /// What has none of them is left out.
  ///
  /// - Parameter workflow: reads a file; nil when it is no workflow.
  package static func all(
    in path: String, workflow: (String) -> Workflow? = { _ in nil }
  ) -> [TrustSubject] {
    var subjects: [TrustSubject] = []
    func add(folder: String) {
      let subject = TrustSubject(folder: folder)
      // One that cannot be looked through is kept: adding it then says why.
      if (try? subject.files())?.isEmpty != true { subjects.append(subject) }
    }
    func add(workflow path: String) {
      guard let workflow = workflow(path) else { return }
      var reader = BindingReader(folder: Paths.folder(of: path))
      reader.read(workflow.bindings)
      let commands = workflow.shellCommands
      guard !reader.bindings.isEmpty || !commands.isEmpty else { return }
      subjects.append(
        TrustSubject(workflow: path, bindings: reader.bindings, commands: commands))
    }

    if FileFacts.isFile(path) {
      let file = Paths.realFolder(of: path)
      add(folder: Paths.folder(of: file))
      add(workflow: file)
      return subjects
    }
    let root = Paths.real(path)
    let folders = [".", "workflows", ".wfsh/workflows"].map { Paths.absolute($0, in: root) }
    folders.forEach(add(folder:))
    for folder in folders {
      for name in FileReading.names(in: folder) where isWorkflowName(name) {
        let file = Paths.absolute(name, in: folder)
        if FileFacts.isFile(file) { add(workflow: file) }
      }
    }
    return subjects
  }

  private static func isWorkflowName(_ name: String) -> Bool {
    [".md", ".mermaid", ".txt"].contains { name.hasSuffix($0) }
  }
}
