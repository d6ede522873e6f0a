internal import Synchronization
internal import WorkflowEngine
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

/// Makes the text for an agent from a prompt's template and what an action gives it.
struct PromptRenderer: Sendable {
  let directory: HandlerDirectory
  let trust: Trust
  let limits: RunLimits
  let undefined: UndefinedPolicy

  struct Rendered: Sendable {
    var text: String
    /// Names without a value, arguments nobody asked for: shown in the log.
    var warnings: [String]
  }

  /// - Parameter path: the template's file.
  /// - Throws: a failure of type `prompt_template` for what is wrong in the files, `prompt_arguments`
  ///   for values that do not fit, `not_trusted` for a partial of somebody else.
  func render(_ path: String, with variables: ValueMap) throws(ActionFailure) -> Rendered {
    let file = try read(path)
    var warnings: [String] = []
    let values = try arguments(of: file, from: variables, warnings: &warnings)
    let partials = PartialFinder(renderer: self)
    let options = EvaluationOptions(
      undefined: undefined, limits: limits.evaluation, partials: { partials.find($0) })
    let record = EvaluationRecord()
    do throws(LanguageError) {
      let text = try file.template.render(
        in: DictionaryScope(values), options: options, record: record)
      // A partial's places are those of another text.
      warnings += record.undefined.map { name in
        "\(Self.place(of: name.range, in: file)): '\(name.path)' has no value"
          + (name.hint.map { "; \($0)" } ?? "")
      }
      return Rendered(text: text, warnings: warnings)
    } catch {
      if let problem = partials.problem { throw problem }
      throw Self.failure(
        "\(Self.place(of: error.range, in: file)): \(error.message)"
          + (partials.place(of: error.partial).map { " (\($0))" } ?? "")
          + (error.hint.map { "; \($0)" } ?? ""))
    }
  }

  // MARK: Files

  fileprivate func read(_ path: String) throws(ActionFailure) -> PromptFile {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReading.bytes(of: path, atMost: HandlersFile.limit)
    } catch {
      throw Self.failure("cannot read the template \(error)")
    }
    let file = directory.readPrompt(SourceText(name: path, bytes: bytes))
    if let mistake = file.diagnostics.first(where: { $0.severity == .error }) {
      throw Self.failure("\(Self.place(of: mistake.range, in: file)): \(mistake.message)")
    }
    return file
  }

  fileprivate static func place(of range: SourceRange?, in file: PromptFile) -> String {
    guard let range else { return file.source.name }
    return "\(file.source.name):\(file.source.position(at: range.lower))"
  }

  private static func failure(_ message: String) -> ActionFailure {
    ActionFailure(type: "prompt_template", message: message, retryable: false)
  }

  // MARK: Arguments

  /// The variables with those that are declared in their types, and with defaults.
  private func arguments(
    of file: PromptFile, from variables: ValueMap, warnings: inout [String]
  ) throws(ActionFailure) -> [Name: Value] {
    var values: [Name: Value] = [:]
    for entry in variables.entries { values[Name(entry.key.text)] = entry.value }
    var problems: [String] = []
    for argument in file.arguments {
      let name = Name(argument.name)
      if let given = values[name], !given.isNull {
        do throws(Argument.Problem) {
          values[name] = try argument.value(from: given)
        } catch {
          problems.append(error.message + (error.hint.map { " (\($0))" } ?? ""))
        }
      } else if let value = argument.defaultValue {
        values[name] = value
      } else if argument.isRequired {
        problems.append("'\(argument.name)' is required")
      } else {
        values[name] = .null
      }
    }
    let declared = file.arguments.map(\.name)
    if !declared.isEmpty {
      for entry in variables.entries where !declared.contains(entry.key.text) {
        let hint = Suggestion.hint(for: entry.key.text, among: declared)
        warnings.append(
          "\(file.source.name) declares no argument '\(entry.key.text)'"
            + (hint.map { "; \($0)" } ?? ""))
      }
    }
    guard problems.isEmpty else {
      throw ActionFailure(
        type: "prompt_arguments",
        message: "\(file.source.name): \(problems.joined(separator: "; "))", retryable: false)
    }
    return values
  }
}

/// Finds partials while a template is rendered, and keeps what was wrong with one.
private final class PartialFinder: Sendable {
  private let renderer: PromptRenderer
  private let state = Mutex<(found: [String: PromptFile], problem: ActionFailure?)>(([:], nil))

  init(renderer: PromptRenderer) { self.renderer = renderer }

  var problem: ActionFailure? { state.withLock { $0.problem } }

  /// `prompts/part.md:2:4`: file, line and column.
  func place(of place: LanguageError.PartialPlace?) -> String? {
    guard let place, let file = state.withLock({ $0.found[place.name] }) else { return nil }
    return PromptRenderer.place(of: place.range, in: file)
  }

  func find(_ name: String) -> Template? {
    if let found = state.withLock({ $0.found[name] }) { return found.template }
    guard let (path, subject) = renderer.directory.partial(named: name) else { return nil }
    do throws(ActionFailure) {
      if let subject, let objection = renderer.trust.objection(to: subject) {
        throw ActionFailure(type: "not_trusted", message: objection, retryable: false)
      }
      let file = try renderer.read(path)
      state.withLock { $0.found[name] = file }
      return file.template
    } catch {
      state.withLock { $0.problem = $0.problem ?? error }
      return nil
    }
  }
}
