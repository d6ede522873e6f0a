package import WorkflowModel
package import WorkflowSource

/// Knows for each prompt of a workflow who serves it.
///
/// Bindings come first (front matter, project, user), then executables named like the prompt
/// (beside the workflow, project, user), then templates in the same places, which the agent
/// answers, then what is built in. Nothing is started here, and nothing has to be trusted to be
/// listed.
package struct HandlerDirectory: Sendable {
  /// Something found wrong, and the file it was found in.
  package typealias Finding = (source: SourceText, diagnostic: Diagnostic)

  private struct Bindings: Sendable {
    var kind: ServedBy.Kind
    var place: String
    var file: String?
    var subject: TrustSubject?
    var bindings: [HandlerBinding]
  }

  private var bindings: [Bindings] = []
  private var folders: [ExecutableFolder] = []
  private var templates: [PromptFolder] = []
  /// The nearest file that names an agent, what it names, and who has to trust it.
  private var agent: (file: String, binding: HandlerBinding, subject: TrustSubject?)?
  private var builtIn: Bindings
  /// Errors and warnings about the files that were read or passed over.
  package private(set) var findings: [Finding] = []
  /// What a person has to have said yes to before the workflow's own text starts anything.
  private var workflowSubject: TrustSubject?
  /// Why the workflow's file may be somebody else's.
  private var commandsRefusal: String?
  /// Places that hold something but are passed over, in words.
  private var refusals: [String] = []
  private let owners: Set<UInt32>
  /// The folder of the user's own settings, in which nothing needs a yes.
  private let userFolder: String?
  /// Reads the files of templates.
  package let readPrompt: PromptFile.Reading

  /// Reads every file that may name a handler.
  ///
  /// - Parameters:
  ///   - written: the bindings of the workflow's front matter.
  ///   - commands: the commands of the workflow's `shell` actions.
  ///   - source: the text of the workflow.
  ///   - owners: whose files are taken; we and the administrator unless given.
  ///   - readPrompt: reads the files of templates.
  package init(
    places: HandlerPlaces, frontMatter written: [PromptBinding] = [], commands: [String] = [],
    source: SourceText? = nil, owners: Set<UInt32>? = nil, readPrompt: @escaping PromptFile.Reading
  ) {
    self.owners = owners ?? FileFacts.ownOwners
    self.readPrompt = readPrompt
    userFolder = places.userFolder
    builtIn = Bindings(
      kind: .builtIn, place: "the built-in library",
      bindings: BuiltInHandlers.bindings(beside: places.programFolder))
    readWorkflow(written, commands, places: places, source: source)
    if let folder = places.workflowFolder {
      addFolders(in: folder, subject: isOwn(folder) ? nil : TrustSubject(folder: folder))
    }
    for folder in places.projectFolders {
      readSettings(Paths.absolute(".wfsh", in: folder), ofProject: folder)
    }
    if let folder = places.userFolder { readSettings(folder, ofProject: nil) }
  }

  private mutating func readWorkflow(
    _ written: [PromptBinding], _ commands: [String], places: HandlerPlaces, source: SourceText?
  ) {
    let folder = places.workflowFolder ?? places.workingFolder
    var reader = BindingReader(folder: folder)
    reader.read(written)
    if let source { findings += reader.diagnostics.map { (source, $0) } }
    var list = Bindings(
      kind: .frontMatter, place: "the front matter", file: places.workflow,
      bindings: reader.bindings)
    if !places.isBuiltIn, places.workflow.map(isOwn) != true {
      // A text that came through a pipe has no path to remember, but needs a yes like any other.
      list.subject = TrustSubject(
        workflow: places.workflow ?? source?.name ?? "-", bindings: reader.bindings,
        commands: commands)
    }
    if !reader.bindings.isEmpty || !commands.isEmpty, let workflow = places.workflow,
      isRefused(folder) || isRefused(workflow)
    {
      list.bindings = []
      commandsRefusal = refusals.last
    }
    workflowSubject = list.subject
    bindings.append(list)
  }

  /// Why the commands of the workflow's own `shell` actions may not be run, and what to do; nil
  /// when they may.
  package func objectionToCommands(_ trust: Trust) -> String? {
    commandsRefusal ?? workflowSubject.flatMap(trust.objection(to:))
  }

  /// - Parameter folder: a project's `.wfsh` or the user's settings.
  private mutating func readSettings(_ folder: String, ofProject project: String?) {
    let path = "\(folder)/handlers.yaml"
    let subject = project.map(TrustSubject.init(folder:))
    var list = Bindings(
      kind: project == nil ? .userFile : .projectFile, place: path, file: path, subject: subject,
      bindings: [])
    if FileFacts.isFolder(folder), !isRefused(folder) {
      if FileFacts(path) != nil, !isRefused(path), let file = HandlersFile.read(path) {
        list.bindings = file.bindings
        if agent == nil, let binding = file.agent { agent = (path, binding, subject) }
        findings += file.diagnostics.map { (file.source, $0) }
      }
      addFolders(in: folder, subject: subject)
    }
    bindings.append(list)
  }

  /// Adds `handlers` and `prompts` of a folder, where they are.
  private mutating func addFolders(in folder: String, subject: TrustSubject?) {
    let executables = "\(folder)/handlers"
    if FileFacts.isFolder(executables), !isRefused(executables) {
      folders.append(ExecutableFolder(path: executables, subject: subject))
    }
    let prompts = "\(folder)/prompts"
    if FileFacts.isFolder(prompts), !isRefused(prompts) {
      templates.append(PromptFolder(path: prompts, subject: subject))
    }
  }

  /// Whether a path lies in the user's own settings.
  private func isOwn(_ path: String) -> Bool {
    userFolder.map { path == $0 || Paths.contains($0, path) } ?? false
  }

  /// Whether others can have put something there; the user is told.
  private mutating func isRefused(_ path: String) -> Bool {
    guard let danger = FileFacts.danger(of: path, owners: owners) else { return false }
    refusals.append("'\(path)' is ignored: \(danger)")
    let warning = Diagnostic.warning(
      "unsafe-folder", "handlers in '\(path)' are ignored: \(danger)",
      hint: "make it your own: chown and 'chmod o-w'")
    findings.append((SourceText(name: path, bytes: []), warning))
    return true
  }

  // MARK: Asking

  /// Who serves `prompt`.
  package func resolve(_ prompt: String) throws(NoHandlerFound) -> ServedBy {
    var hints = refusals
    if let served = served(prompt, by: bindings) { return served }
    for folder in folders {
      switch folder.find(prompt) {
      case .executable(let path):
        if let danger = danger(from: folder.path, to: path) {
          hints.append("'\(path)' is ignored: \(danger)")
          continue
        }
        return ServedBy(
          kind: .executable, binding: HandlerBinding(glob: prompt, command: [path]), file: path,
          subject: folder.subject)
      case .notExecutable(let path): hints.append("'\(path)' is there but not executable")
      case .nothing: break
      }
    }
    for folder in templates {
      guard let path = folder.find(prompt) else { continue }
      if let danger = danger(from: folder.path, to: path) {
        hints.append("'\(path)' is ignored: \(danger)")
        continue
      }
      return ServedBy(
        kind: .template, binding: agent?.binding ?? HandlerBinding(glob: prompt, command: []),
        file: path, subject: folder.subject, agentSubject: agent?.subject)
    }
    if let served = served(prompt, by: [builtIn]) { return served }
    let places =
      bindings.map(\.place) + folders.map { "\($0.path)/\(prompt)[.*]" }
      + templates.map { "\($0.path)/\(prompt).md" }
    throw NoHandlerFound(
      prompt: prompt, places: places + [builtIn.place], hints: hints,
      suggestion: Suggestion.hint(for: prompt, among: names))
  }

  /// The file of a partial that a template renders, and who has to trust it; nil when there is
  /// none.
  func partial(named name: String) -> (path: String, subject: TrustSubject?)? {
    for folder in templates {
      if let path = folder.findPartial(name), danger(from: folder.path, to: path) == nil {
        return (path, folder.subject)
      }
    }
    return nil
  }

  /// Prompts that are known by name: patterns without a star, executables, templates.
  private var names: [String] {
    let patterns = bindings.flatMap { $0.bindings.map(\.glob.description) }
    return patterns.filter { !$0.contains { "*?".contains($0) } } + folders.flatMap(\.names)
      + templates.flatMap(\.names)
  }

  private func served(_ prompt: String, by lists: [Bindings]) -> ServedBy? {
    for list in lists {
      if let binding = list.bindings.first(where: { $0.glob.matches(prompt) }) {
        return ServedBy(
          kind: list.kind, binding: binding, file: list.file, subject: list.subject)
      }
    }
    return nil
  }

  /// What is wrong with the first thing on the way down to a file.
  private func danger(from folder: String, to path: String) -> String? {
    Paths.ancestors(of: path).prefix { $0 != folder }
      .compactMap { FileFacts.danger(of: $0, owners: owners) }.first
  }

  /// Variables that handlers of these prompts look for, so that setting them is no mistake.
  package func variablesRead(by prompts: some Sequence<String>) -> Set<String> {
    var names: Set<String> = []
    for prompt in prompts {
      if let served = try? resolve(prompt) { names.formUnion(served.binding.reads) }
    }
    return names
  }
}
