/// The words that may stand before a colon in a state's properties.
package enum PropertyName {
  /// Properties that any state may have.
  package static let ofStates = [
    "description", "type", "timeout", "retry", "error_handler", "error_capture", "output",
    "condition", "on", "parallel", "terminal", "ends", "metadata",
  ]

  /// The actions, with the properties of each.
  package static let ofActions: [(action: String, properties: [String])] = [
    ("execute_prompt", ["prompt", "variables"]),
    ("set_variable", ["variable", "name", "value"]),
    ("set_variables", ["variables"]),
    ("increment_counter", ["counter", "message"]),
    ("increment_retry", ["step", "message"]),
    ("log", ["level", "message"]),
    ("conditional", ["condition", "on_true", "on_false"]),
    ("parallel_execute", ["tasks", "error_mode", "max_concurrency"]),
    ("run_workflow", ["workflow", "variables", "timeout", "wait"]),
    ("sequential_workflows", ["workflows", "wait_for_all", "fail_fast"]),
    ("parallel_workflows", ["workflows", "wait_for_all", "fail_fast"]),
    ("conditional_workflow", ["condition", "workflow", "variables", "timeout", "wait"]),
    ("wait_for_parallel", ["states", "timeout"]),
    ("user_choice", ["prompt", "choices", "default"]),
    ("user_input", ["prompt", "default", "type"]),
    ("manual_review", ["prompt", "default"]),
    ("wait", ["duration"]),
    ("shell", ["command", "env", "working_dir"]),
    ("abort", ["message"]),
  ]

  static let actions = ofActions.map(\.action)

  static func properties(of action: String) -> [String] {
    ofActions.first { $0.action == action }?.properties ?? []
  }

  /// The actions that have a property.
  static func owners(of property: String) -> [String] {
    ofActions.filter { $0.properties.contains(property) }.map(\.action)
  }

  /// Whether a line that begins with the word and a colon is a property.
  static func isKnown(_ word: String) -> Bool { known.contains(word) }

  /// Every property of the format.
  static let all = ["action"] + ofStates + ofActions.flatMap(\.properties)

  private static let known = Set(all)
}
