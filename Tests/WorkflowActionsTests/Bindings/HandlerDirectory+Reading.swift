import WorkflowActions
import WorkflowModel
import WorkflowParsing
import WorkflowSource

extension HandlerDirectory {
  /// A directory that reads templates as the program does.
  init(
    places: HandlerPlaces, frontMatter: [PromptBinding] = [], commands: [String] = [],
    source: SourceText? = nil,
    owners: Set<UInt32>? = nil
  ) {
    self.init(
      places: places, frontMatter: frontMatter, commands: commands, source: source, owners: owners,
      readPrompt: { PromptFileReader().read($0) })
  }
}
