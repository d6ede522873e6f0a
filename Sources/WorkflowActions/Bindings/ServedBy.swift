/// Who serves a prompt.
package struct ServedBy: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case frontMatter = "front matter"
    case projectFile = "project"
    case userFile = "user"
    case executable
    case builtIn = "built-in"
  }

  package var kind: Kind
  package var binding: HandlerBinding
  /// The file that says so: a workflow, a `handlers.yaml`, the executable itself; nil for what is
  /// built in.
  package var file: String?
  /// What a person has to have said yes to before it is started; nil for the user's own files and
  /// what is built in.
  package var subject: TrustSubject?

  package init(
    kind: Kind, binding: HandlerBinding, file: String? = nil, subject: TrustSubject? = nil
  ) {
    self.kind = kind
    self.binding = binding
    self.file = file
    self.subject = subject
  }
}

extension ServedBy: CustomStringConvertible {
  /// `built-in: wfsh-db (database/*)`, as `info handlers` prints it.
  package var description: String {
    switch kind {
    case .executable: return "executable: \(file ?? "")"
    case .builtIn:
      let program = binding.command.first?.split(separator: "/").last ?? ""
      return "built-in: \(program) (\(binding.glob))"
    case .frontMatter, .projectFile, .userFile:
      let command = binding.command.joined(separator: " ")
      return "\(kind.rawValue): \(command) (\(binding.glob) in \(file ?? ""))"
    }
  }
}

/// That nothing serves a prompt, and where was looked.
package struct NoHandlerFound: Error, Hashable, Sendable {
  package var prompt: String
  /// The places, in the order in which they were asked.
  package var places: [String]
  /// What nearly fitted: an executable that is not executable, a folder that is not safe.
  package var hints: [String]

  package var message: String {
    (["nothing serves the prompt '\(prompt)'; looked in \(places.joined(separator: ", "))"] + hints)
      .joined(separator: "; ")
  }
}
