internal import WorkflowLanguage
package import WorkflowModel
internal import WorkflowSource

extension HandlerDirectory {
  /// What is wrong with the handlers of a workflow: mistakes in the files that name them, and a
  /// warning `no-handler` for each prompt that nothing serves, where it is used first.
  ///
  /// Prompts whose name is a template are known only when they run.
  package func findings(about workflow: Workflow) -> [Finding] {
    var found = findings
    for call in workflow.promptCalls {
      guard let prompt = call.prompt.literalText else { continue }
      do throws(NoHandlerFound) {
        let served = try resolve(prompt)
        if served.kind == .template { found += self.findings(about: served, call, in: workflow) }
      } catch {
        let nearly = ([error.suggestion].compactMap(\.self) + error.hints).joined(separator: "; ")
        found.append(
          (
            workflow.source,
            .warning(
              "no-handler", "nothing serves the prompt '\(prompt)'", range: call.prompt.range,
              hint: nearly.isEmpty
                ? "'info handlers' and 'help Handlers' say where handlers are looked for" : nearly)
          ))
      }
    }
    return found
  }

  /// What is wrong with the template of a prompt, and whether an agent is there to answer it.
  private func findings(
    about served: ServedBy, _ call: PromptCall, in workflow: Workflow
  ) -> [Finding] {
    var found: [Finding] = []
    if served.binding.command.isEmpty {
      found.append(
        (
          workflow.source,
          .warning(
            "no-handler",
            "the prompt '\(call.prompt.text)' is a template, and no agent is configured",
            range: call.prompt.range, hint: Self.agentHint)
        ))
    }
    guard let path = served.file else { return found }
    do throws(FileProblem) {
      let source = SourceText(
        name: path, bytes: try FileReading.bytes(of: path, atMost: HandlersFile.limit))
      found += readPrompt(source).diagnostics.map { (source, $0) }
    } catch {
      let problem = Diagnostic.error("unreadable", "cannot read the template \(error)")
      found.append((SourceText(name: path, bytes: []), problem))
    }
    return found
  }

  /// How an agent is configured.
  static let agentHint = "write 'agent: [program, argument]' into .wfsh/handlers.yaml"
}

extension Workflow {
  /// The prompts the workflow uses, in file order, each name once.
  package var promptCalls: [PromptCall] {
    var calls: [PromptCall] = []
    var names: Set<String> = []
    for state in states {
      for action in state.allActions {
        guard case .executePrompt(let call) = action.kind else { continue }
        if let name = call.prompt.literalText, !names.insert(name).inserted { continue }
        calls.append(call)
      }
    }
    return calls
  }

  /// Names of the prompts the workflow uses; those whose name is a template are left out.
  package var prompts: [String] { promptCalls.compactMap(\.prompt.literalText) }
}

extension State {
  /// Its action, the tasks beside it, and every action inside them, in file order.
  var allActions: [ActionCall] {
    ([action].compactMap(\.self) + (properties.beside ?? [])).flatMap(\.all)
  }
}
