/// The words that may stand before a colon in a state's properties.
enum PropertyName {
  /// Properties that any state may have.
  static let ofStates = [
    "description", "timeout", "retry", "error_handler", "error_capture", "output",
  ]

  /// Actions that run, with the properties of each.
  static let ofActions: [(action: String, properties: [String])] = [
    ("execute_prompt", ["prompt", "variables"]),
    ("set_variable", ["variable", "name", "value"]),
    ("set_variables", ["variables"]),
    ("log", ["level", "message"]),
    ("conditional", ["condition", "on_true", "on_false"]),
    ("parallel_execute", ["tasks", "error_mode", "max_concurrency"]),
  ]

  /// Actions of the format that do not run yet.
  static let laterActions = [
    "increment_counter", "increment_retry", "run_workflow", "sequential_workflows",
    "parallel_workflows", "conditional_workflow", "wait_for_parallel", "user_choice", "user_input",
    "manual_review", "wait", "shell", "abort",
  ]

  /// Properties of the format that have no effect yet.
  static let laterProperties = [
    "type", "terminal", "parallel", "condition", "on", "ends", "metadata", "counter", "step",
    "workflow", "workflows", "wait", "wait_for_all", "fail_fast", "states", "choices", "default",
    "duration", "command", "env", "working_dir",
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
  static let all = ["action"] + ofStates + ofActions.flatMap(\.properties) + laterProperties

  private static let known = Set(all)
}
