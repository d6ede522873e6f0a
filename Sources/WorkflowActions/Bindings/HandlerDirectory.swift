package import WorkflowModel
package import WorkflowSource

/// Knows for each prompt of a workflow who serves it.
///
/// Bindings come first (front matter, project, user), then executables named like the prompt
/// (beside the workflow, project, user), then what is built in. Prompt templates will come
/// between the last two. Nothing is started here, and nothing has to be trusted to be listed.
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
  private var builtIn: Bindings
  /// Errors and warnings about the files that were read or passed over.
  package private(set) var findings: [Finding] = []
  /// Places that hold something but are passed over, in words.
  private var refusals: [String] = []
  private let owners: Set<UInt32>

  /// Reads every file that may name a handler.
  ///
  /// - Parameters:
  ///   - written: the bindings of the workflow's front matter.
  ///   - source: the text of the workflow.
  ///   - owners: whose files are taken; we and the administrator unless given.
  package init(
    places: HandlerPlaces, frontMatter written: [PromptBinding] = [], source: SourceText? = nil,
    owners: Set<UInt32>? = nil
  ) {
    self.owners = owners ?? FileFacts.ownOwners
    builtIn = Bindings(
      kind: .builtIn, place: "the built-in library",
      bindings: BuiltInHandlers.bindings(beside: places.programFolder))
    readFrontMatter(written, places: places, source: source)
    if let folder = places.workflowFolder {
      let subject = TrustSubject(folder: folder)
      addExecutables("\(folder)/handlers", subject: subject)
    }
    for folder in places.projectFolders {
      readSettings(Paths.absolute(".wfsh", in: folder), ofProject: folder)
    }
    if let folder = places.userFolder { readSettings(folder, ofProject: nil) }
  }

  private mutating func readFrontMatter(
    _ written: [PromptBinding], places: HandlerPlaces, source: SourceText?
  ) {
    let folder = places.workflowFolder ?? places.workingFolder
    var reader = BindingReader(folder: folder)
    reader.read(written)
    if let source { findings += reader.diagnostics.map { (source, $0) } }
    var list = Bindings(
      kind: .frontMatter, place: "the front matter", file: places.workflow,
      // A text that came through a pipe has no path to remember, but needs a yes like any other.
      subject: TrustSubject(
        workflow: places.workflow ?? source?.name ?? "-", bindings: reader.bindings),
      bindings: reader.bindings)
    if !reader.bindings.isEmpty, let workflow = places.workflow,
      isRefused(folder) || isRefused(workflow)
    {
      list.bindings = []
    }
    bindings.append(list)
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
        findings += file.diagnostics.map { (file.source, $0) }
      }
      addExecutables("\(folder)/handlers", subject: subject)
    }
    bindings.append(list)
  }

  private mutating func addExecutables(_ path: String, subject: TrustSubject?) {
    guard FileFacts.isFolder(path), !isRefused(path) else { return }
    folders.append(ExecutableFolder(path: path, subject: subject))
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
    if let served = served(prompt, by: [builtIn]) { return served }
    let places = bindings.map(\.place) + folders.map { "\($0.path)/\(prompt)[.*]" }
    throw NoHandlerFound(prompt: prompt, places: places + [builtIn.place], hints: hints)
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
