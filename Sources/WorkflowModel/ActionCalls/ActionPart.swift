package import WorkflowLanguage
package import WorkflowSource

/// A property of an action, as all who only look at actions see it: the tree dump, the gathering
/// of references, `render State.property`.
package struct ActionPart: Sendable {
  package enum Content: Sendable {
    case value(TemplateValue)
    /// A template that yields a text.
    case text(Template)
    case condition(Condition)
    /// A word that is no template: a mode, a counter's name.
    case word(String)
  }

  package var name: String
  package var content: Content

  package init(_ name: String, _ content: Content) {
    self.name = name
    self.content = content
  }

  init(_ name: String, _ template: Template) { self.init(name, .text(template)) }

  init<Value>(_ name: String, _ property: Property<Value>, _ write: (Value) -> String) {
    switch property {
    case .value(let value): self.init(name, .word(write(value)))
    case .template(let template): self.init(name, template)
    }
  }

  /// Every template in it.
  package var templates: [Template] {
    switch content {
    case .value(let value): value.templates
    case .text(let template): [template]
    case .condition(.template(let template)): [template]
    case .condition(.expression), .word: []
    }
  }

  /// Every name it reads.
  package var references: [NameReference] {
    switch content {
    case .value(let value): value.references
    case .text(let template): template.references
    case .condition(let condition): condition.references
    case .word: []
    }
  }
}

extension ActionCall {
  /// The action's own properties, in the order of WorkflowFormat.md; those of actions inside it
  /// are theirs.
  package var parts: [ActionPart] {
    func members(_ members: [TemplateMember]) -> [ActionPart] {
      members.map { ActionPart($0.name, .value($0.value)) }
    }
    func optional(_ name: String, _ value: TemplateValue?) -> [ActionPart] {
      value.map { [ActionPart(name, .value($0))] } ?? []
    }
    func optional<T>(
      _ name: String, _ property: Property<T>?, _ write: (T) -> String
    ) -> [ActionPart] {
      property.map { [ActionPart(name, $0, write)] } ?? []
    }
    func flag(_ name: String, _ property: Property<Bool>?) -> [ActionPart] {
      optional(name, property) { "\($0)" }
    }
    switch kind {
    case .executePrompt(let call):
      return [ActionPart("prompt", call.prompt)] + members(call.variables)
    case .setVariables(let call): return members(call.assignments)
    case .increment(let call):
      return [
        call.counter.map { ActionPart("counter", .word($0)) },
        call.step.map { ActionPart("step", .word($0)) },
      ].compactMap { $0 } + optional("message", call.message)
    case .log(let call):
      return [
        ActionPart("level", call.level) { $0.rawValue },
        ActionPart("message", .value(call.message)),
      ]
    case .conditional(let call): return [ActionPart("condition", .condition(call.condition))]
    case .parallelExecute(let call):
      return [ActionPart("error_mode", call.errorMode) { $0.rawValue }]
        + optional("max_concurrency", call.maxConcurrency) { "\($0)" }
    case .runWorkflow(let call):
      return [ActionPart("workflow", call.workflow)] + members(call.variables)
        + optional("timeout", call.timeout) { "\($0)" } + flag("wait", call.waits)
    case .runWorkflows(let call):
      return flag("wait_for_all", call.waitsForAll) + flag("fail_fast", call.failsFast)
    case .waitForParallel(let call):
      return [ActionPart("states", .word(call.states.map(\.name).joined(separator: ", ")))]
        + optional("timeout", call.timeout) { "\($0)" }
    case .ask(let call):
      return optional("prompt", call.prompt) + optional("choices", call.choices)
        + optional("default", call.defaultAnswer)
        + (call.isMultiline ? [ActionPart("type", .word("multiline"))] : [])
    case .wait(let call): return [ActionPart("duration", call.duration) { "\($0)" }]
    case .shell(let call):
      return [ActionPart("command", .word(call.written))]
        + call.values.enumerated().map { ActionPart("W\($0 + 1)", $1) }
        + members(call.environment)
        + (call.workingDirectory.map { [ActionPart("working_dir", $0)] } ?? [])
    case .abort(let call): return optional("message", call.message)
    case .sentence(let call): return [ActionPart("sentence", call.template)]
    }
  }
}
