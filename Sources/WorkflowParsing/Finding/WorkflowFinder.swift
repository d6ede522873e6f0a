package import WorkflowModel
package import WorkflowSource

/// Finds workflows by path, file stem, or name, and reads them.
///
/// The search path, nearest first: `./workflows`; `.wfsh/workflows` and `.swissarmyhammer/workflows`
/// from the working directory up to the root; `$WFSH_PATH`; `~/.config/wfsh/workflows` and
/// `~/.swissarmyhammer/workflows`; the built-in library.
package struct WorkflowFinder: WorkflowLoading {
  /// A workflow that the program brings with it.
  package struct BuiltIn: Sendable {
    /// The name of its file, less the ending.
    package var stem: String
    package var text: String

    package init(stem: String, text: String) {
      self.stem = stem
      self.text = text
    }
  }

  /// The endings of workflow files, most usual first.
  static let endings = ["md", "mermaid", "mmd", "txt"]
  static let builtInOrigin = "built-in"

  private let workingDirectory: String
  private let library: [BuiltIn]
  private let parser: WorkflowParser
  /// Folders of the search path, nearest first; they need not exist.
  let folders: [String]

  /// - Parameters:
  ///   - workingDirectory: absolute.
  ///   - environment: `HOME` and `WFSH_PATH` are read.
  ///   - readsEnvironment: whether defaults of arguments may read it too.
  package init(
    workingDirectory: String, environment: [String: String], library: [BuiltIn] = [],
    readsEnvironment: Bool = false
  ) {
    self.workingDirectory = workingDirectory
    self.library = library
    let read: @Sendable (String) -> String? = { environment[$0] }
    parser = WorkflowParser(environment: readsEnvironment ? read : nil)
    folders = SearchPath.folders(from: workingDirectory, environment: environment)
  }

  // MARK: WorkflowLoading

  package func load(_ reference: String) throws(WorkflowNotFound) -> LoadedWorkflow {
    let (base, number) = Self.split(reference)
    if let loaded = try loadPath(base, number: number, reference: reference) { return loaded }
    let files = allFiles()
    if let file = files.first(where: { $0.stem == base }) {
      return try load(file, number: number, reference: reference)
    }
    for file in files {
      guard let loaded = try? load(file, number: number, reference: reference) else { continue }
      if loaded.workflow?.name == reference { return loaded }
    }
    throw notFound(base, among: files)
  }

  package func load(
    _ reference: String, calledBy caller: SourceText
  ) throws(WorkflowNotFound) -> LoadedWorkflow {
    try load(beside(caller, reference) ?? reference)
  }

  /// The file that a reference means beside the caller's; nil when there is none.
  private func beside(_ caller: SourceText, _ reference: String) -> String? {
    func isFile(_ path: String) -> Bool {
      FileAccess.kind(of: SearchPath.absolute(path, from: workingDirectory)) == .file
    }
    guard !reference.hasPrefix("/"), isFile(caller.name) else { return nil }
    let path = caller.folder + reference
    return [path, path + ".md"].first { $0.hasSuffix(".md") && isFile($0) }
      .map { $0.hasPrefix("/") ? $0 : "./" + $0 }
  }

  package func read(_ source: SourceText) -> LoadedWorkflow {
    parser.parse(source, name: Self.stem(of: source.name), origin: source.name)
  }

  package func catalogue() -> [CatalogueEntry] {
    var seen: Set<String> = []
    return allFiles().map { file in
      let loaded: LoadedWorkflow
      do throws(WorkflowNotFound) {
        loaded = try load(file, number: 1, reference: file.stem)
      } catch {
        let source = SourceText(name: file.shownPath, bytes: [])
        loaded = LoadedWorkflow(
          source: source, workflow: nil,
          diagnostics: [.error("unreadable-file", error.message, hint: error.hint)],
          origin: file.shownPath)
      }
      return CatalogueEntry(
        reference: file.stem, origin: file.shownFolder, loaded: loaded,
        isHidden: !seen.insert(file.stem).inserted)
    }
  }

  // MARK: Files

  /// A workflow somewhere on the search path.
  private struct Candidate {
    var stem: String
    /// Nil for the library.
    var path: String?
    var text: String?
    /// As people would write it.
    var shownPath: String
    var shownFolder: String
  }

  /// Every file on the search path and in the library, nearest first.
  private func allFiles() -> [Candidate] {
    var found: [Candidate] = []
    for folder in folders {
      let shown = SearchPath.shown(folder, from: workingDirectory)
      for name in FileAccess.names(in: folder) {
        guard let stem = Self.stem(ofWorkflowFile: name) else { continue }
        found.append(
          Candidate(
            stem: stem, path: "\(folder)/\(name)", shownPath: "\(shown)/\(name)",
            shownFolder: shown))
      }
    }
    for builtIn in library {
      found.append(
        Candidate(
          stem: builtIn.stem, text: builtIn.text, shownPath: "\(builtIn.stem).md",
          shownFolder: Self.builtInOrigin))
    }
    return found
  }

  private func load(
    _ file: Candidate, number: Int, reference: String
  ) throws(WorkflowNotFound) -> LoadedWorkflow {
    if let text = file.text {
      return parser.parse(
        SourceText(name: file.shownPath, text: text), name: file.stem,
        origin: Self.builtInOrigin, diagram: number)
    }
    return try read(
      file.path ?? "", shownAs: file.shownPath, number: number, reference: reference)
  }

  /// The file at a path; nil when there is none and the reference may be a stem or a name.
  private func loadPath(
    _ path: String, number: Int, reference: String
  ) throws(WorkflowNotFound) -> LoadedWorkflow? {
    let isPath = path.utf8.contains(UInt8(ascii: "/")) || Self.stem(ofWorkflowFile: path) != nil
    switch FileAccess.kind(of: SearchPath.absolute(path, from: workingDirectory)) {
    case .file: break
    case .folder:
      guard isPath else { return nil }
      throw WorkflowNotFound(
        reference: reference, message: "'\(path)' is a folder", hint: "name a file in it")
    case .other:
      guard isPath else { return nil }
      throw WorkflowNotFound(reference: reference, message: "'\(path)' is no regular file")
    case .missing:
      guard isPath else { return nil }
      throw WorkflowNotFound(
        reference: reference, message: "there is no file '\(path)'", hint: nearFiles(path))
    }
    return try read(
      SearchPath.absolute(path, from: workingDirectory), shownAs: path, number: number,
      reference: reference)
  }

  private func read(
    _ path: String, shownAs name: String, number: Int, reference: String
  ) throws(WorkflowNotFound) -> LoadedWorkflow {
    switch FileAccess.read(path, atMost: TextCheck.largestFile) {
    case .bytes(let bytes):
      return parser.parse(
        SourceText(name: name, bytes: bytes), name: Self.stem(of: name), origin: name,
        diagram: number)
    case .tooLarge(let count, let beginning):
      return LoadedWorkflow(
        source: SourceText(name: name, bytes: beginning), workflow: nil,
        diagnostics: [TextCheck.tooLarge(count)], origin: name)
    case .failed(let reason):
      throw WorkflowNotFound(reference: reference, message: "cannot read '\(name)': \(reason)")
    }
  }

  // MARK: Not found

  private func notFound(_ name: String, among files: [Candidate]) -> WorkflowNotFound {
    let here = Self.endings.first {
      FileAccess.kind(
        of: SearchPath.absolute("\(name).\($0)", from: workingDirectory)) == .file
    }
    var hint = here.map { "there is a file '\(name).\($0)' here: give its whole name" }
    hint = hint ?? Suggestion.hint(for: name, among: files.map(\.stem))
    return WorkflowNotFound(
      reference: name, message: "no workflow '\(name)'",
      hint: hint ?? "'wfsh workflows' lists those that can be found")
  }

  /// Files of the same folder whose names are near.
  private func nearFiles(_ path: String) -> String? {
    let bytes = Array(path.utf8)
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { String(decoding: bytes[...$0], as: UTF8.self) } ?? ""
    let name = String(decoding: bytes[(slash.map { $0 + 1 } ?? 0)...], as: UTF8.self)
    let place = SearchPath.absolute(folder.isEmpty ? "." : folder, from: workingDirectory)
    let names = FileAccess.names(in: place).filter { Self.stem(ofWorkflowFile: $0) != nil }
    let near = Suggestion.nearest(to: name, among: names).map { folder + $0 }
    return Suggestion.hint(for: path, among: near)
  }

  // MARK: Names

  /// The number behind `#`, for the further diagrams of a file: `deploy#2`.
  private static func split(_ reference: String) -> (base: String, number: Int) {
    guard let mark = reference.utf8.lastIndex(of: UInt8(ascii: "#")),
      let number = Int(reference[reference.utf8.index(after: mark)...]), number > 1,
      mark > reference.startIndex
    else { return (reference, 1) }
    return (String(reference[..<mark]), number)
  }

  /// A file's name without folder and ending.
  static func stem(of path: String) -> String {
    let bytes = Array(path.utf8)
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let name = String(decoding: bytes[start...], as: UTF8.self)
    return stem(ofWorkflowFile: name) ?? name
  }

  /// Nil for files that cannot be workflows: other endings, and hidden ones.
  private static func stem(ofWorkflowFile name: String) -> String? {
    guard name.utf8.first != UInt8(ascii: ".") || name.utf8.contains(UInt8(ascii: "/")) else {
      return nil
    }
    for ending in endings where name.utf8.count > ending.utf8.count + 1 {
      if name.hasSuffix(".\(ending)") { return String(name.dropLast(ending.utf8.count + 1)) }
    }
    return nil
  }
}
