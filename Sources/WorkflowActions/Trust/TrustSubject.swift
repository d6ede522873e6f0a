internal import Digests
internal import JSONText

/// What one yes is about: the handlers of a project's folder, or those a workflow's front matter
/// names with the commands of its `shell` actions.
package struct TrustSubject: Hashable, Sendable {
  /// A folder, or a workflow's file; absolute.
  package var path: String
  /// The bindings of a workflow's front matter; nil for a folder.
  package var bindings: [HandlerBinding]?
  /// The commands of a workflow's `shell` actions, as its file writes them.
  package var commands: [String] = []

  /// The files of a folder that name or are handlers: `.wfsh/handlers.yaml`, what lies in
  /// `handlers` and `prompts` there and in `.wfsh`, and the files in the folder that commands name.
  package init(folder: String) { path = folder }

  package init(workflow: String, bindings: [HandlerBinding], commands: [String] = []) {
    path = workflow
    self.bindings = bindings
    self.commands = commands
  }

  /// `the handlers of '/project'`.
  var described: String {
    let what =
      commands.isEmpty
      ? "handlers" : bindings?.isEmpty == true ? "shell commands" : "handlers and shell commands"
    return "the \(what) of '\(path)'"
  }

  // MARK: What it covers

  /// The largest number of files, and of bytes, that one yes can cover.
  static let mostFiles = 10_000
  static let mostBytes = 256 << 20

  /// The files covered: absolute paths, sorted by their bytes.
  package func files() throws(FileProblem) -> [String] {
    var files: Set<String> = []
    let named: [HandlerBinding]
    let root: String
    if let bindings {
      named = bindings
      root = Paths.folder(of: path)
    } else {
      root = path
      let settings = Paths.absolute(".wfsh/handlers.yaml", in: path)
      if FileFacts.isFile(settings) { files.insert(settings) }
      named = HandlersFile.read(settings)?.programs ?? []
      for name in ["handlers", "prompts", ".wfsh/handlers", ".wfsh/prompts"] {
        try Self.walk(Paths.absolute(name, in: path), into: &files, depth: 0)
      }
    }
    for element in named.flatMap(\.command) where Paths.contains(root, element) {
      if FileFacts.isFile(element) { files.insert(element) }
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func walk(
    _ path: String, into files: inout Set<String>, depth: Int
  ) throws(FileProblem) {
    guard let facts = FileFacts(path) else { return }
    switch facts.kind {
    case .file: files.insert(path)
    case .folder where depth > 32:
      throw FileProblem(path: path, reason: .said("it lies too deep, or is a link to itself"))
    case .folder:
      for name in FileReading.names(in: path) {
        try walk("\(path)/\(name)", into: &files, depth: depth + 1)
      }
    case .other: break
    }
    if files.count > mostFiles {
      throw FileProblem(path: path, reason: .said("more than \(mostFiles) files"))
    }
  }

  /// A hash over everything that decides what would run: the bindings and commands, and the content, path and
  /// executable bit of each file. Hexadecimal.
  package func fingerprint() throws(FileProblem) -> String {
    var hash = SHA256()
    hash.update(Array("wfsh trust 1\n".utf8))
    for binding in bindings ?? [] { hash.updateItem(Array(Self.text(of: binding).utf8)) }
    for command in commands { hash.updateItem(Array("shell \(command)".utf8)) }
    var left = Self.mostBytes
    for file in try files() {
      let bytes = try FileReading.bytes(of: file, atMost: left)
      left -= bytes.count
      hash.updateItem(Array(file.utf8))
      hash.updateItem([ProgramPath.isExecutable(file) ? 1 : 0])
      hash.updateItem(bytes)
    }
    return hash.finishHex()
  }

  private static func text(of binding: HandlerBinding) -> String {
    func list(_ names: [String]) -> JSONValue { .array(names.map(JSONValue.string)) }
    return JSONWriter().write([
      "glob": .string(binding.glob.description), "command": list(binding.command),
      "scope": .bool(binding.sendsScope), "env": list(binding.environmentNames),
      "secrets": list(binding.secrets), "dry_run": .bool(binding.canDryRun),
    ])
  }
}
