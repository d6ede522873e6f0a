/// Who serves a prompt.
package struct ServedBy: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case frontMatter = "front matter"
    case projectFile = "project"
    case userFile = "user"
    case executable
    /// A prompt's template, which the agent answers.
    case template
    case builtIn = "built-in"
  }

  package var kind: Kind
  /// Of a template, the agent's; its command is empty where none is configured.
  package var binding: HandlerBinding
  /// The file that says so: a workflow, a `handlers.yaml`, the executable or template itself; nil
  /// for what is built in.
  package var file: String?
  /// What a person has to have said yes to before it is started; nil for the user's own files and
  /// what is built in.
  package var subject: TrustSubject?
  /// The same for the agent's command, of a template.
  package var agentSubject: TrustSubject?

  package init(
    kind: Kind, binding: HandlerBinding, file: String? = nil, subject: TrustSubject? = nil,
    agentSubject: TrustSubject? = nil
  ) {
    self.kind = kind
    self.binding = binding
    self.file = file
    self.subject = subject
    self.agentSubject = agentSubject
  }

  /// Everything that must be trusted, each once.
  package var subjects: [TrustSubject] {
    var all = [subject].compactMap(\.self)
    if let agentSubject, agentSubject != subject { all.append(agentSubject) }
    return all
  }
}

extension ServedBy: CustomStringConvertible {
  /// `built-in: wfsh-db (database/*)`, as `info handlers` prints it.
  package var description: String {
    switch kind {
    case .executable: return "executable: \(file ?? "")"
    case .template:
      let agent = binding.command.joined(separator: " ")
      return
        "template: \(file ?? "") (\(agent.isEmpty ? "no agent is configured" : "agent: \(agent)"))"
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
  /// Names of prompts that are served and near to this one.
  package var suggestion: String?

  package var message: String {
    (["nothing serves the prompt '\(prompt)'", suggestion].compactMap(\.self)
      + ["looked in \(places.joined(separator: ", "))"] + hints)
      .joined(separator: "; ")
  }
}
