/// Which program serves the prompts that a pattern matches, and what it is given.
package struct HandlerBinding: Hashable, Sendable {
  package var glob: Glob
  /// Program and arguments; paths are absolute where the binding named a file.
  package var command: [String]
  /// Whether requests carry every variable and state output.
  package var sendsScope: Bool
  /// Names, or patterns of names, of environment variables that are passed on.
  package var environmentNames: [String]
  /// Names of variables the handler looks for in the scope.
  package var reads: [String]
  /// Whether the handler can be asked for a dry run.
  package var canDryRun: Bool
  /// Secret variables that are in the scope all the same.
  package var secrets: [String]

  package init(
    glob: String, command: [String], sendsScope: Bool = false, environmentNames: [String] = [],
    reads: [String] = [], canDryRun: Bool = false, secrets: [String] = []
  ) {
    self.glob = Glob(glob)
    self.command = command
    self.sendsScope = sendsScope
    self.environmentNames = environmentNames
    self.reads = reads
    self.canDryRun = canDryRun
    self.secrets = secrets
  }
}
