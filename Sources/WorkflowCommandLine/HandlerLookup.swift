internal import WorkflowActions
internal import WorkflowLibrary
internal import WorkflowModel
internal import WorkflowParsing
internal import WorkflowSource

/// Where the handlers of workflows are, by what the process was started with and in.
struct HandlerLookup: Sendable {
  let world: World

  /// The user's own settings; nil where there is no home.
  var userFolder: String? {
    if let folder = world.environment["XDG_CONFIG_HOME"], !folder.isEmpty {
      return folder + "/wfsh"
    }
    return world.environment["HOME"].map { $0 + "/.config/wfsh" }
  }

  /// Where every yes is remembered; nil where there is no home.
  var trustStore: TrustStore? { userFolder.map { TrustStore(path: $0 + "/trusted.json") } }

  /// Who serves a workflow's leaves.
  func servers(of workflow: Workflow) -> LeafActions.Servers {
    LeafActions.Servers(
      directory: HandlerDirectory(
        places: places(of: workflow.source), frontMatter: workflow.bindings,
        commands: workflow.shellCommands, source: workflow.source,
        readPrompt: { PromptFileReader().read($0) }),
      secretNames: workflow.secretNames)
  }

  private func places(of source: SourceText) -> HandlerPlaces {
    let path = source.name.hasPrefix("/") ? source.name : world.workingDirectory + "/" + source.name
    // A file of the same name may lie in the working folder.
    let isBuiltIn = Library.workflows.contains {
      source.name == "\($0.stem).md" && source.bytes.elementsEqual($0.text.utf8)
    }
    return HandlerPlaces(
      workflow: !isBuiltIn && ScriptFile.exists(path) ? path : nil, isBuiltIn: isBuiltIn,
      workingFolder: world.workingDirectory, userFolder: userFolder,
      programFolder: world.programFolder)
  }
}
