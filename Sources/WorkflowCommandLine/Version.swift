internal import WorkflowShell

/// The version of the program.
enum Version {
  static var text: String { Shell.version }
}
