/// Where handlers are looked for.
///
/// Folders are absolute and without links, so that a yes to a folder holds by whatever way one
/// came there.
package struct HandlerPlaces: Hashable, Sendable {
  /// The workflow's file; nil for one that is in no file.
  package var workflow: String?
  /// Whether the workflow comes with the program, so that nobody has to trust it.
  package var isBuiltIn: Bool
  package var workingFolder: String
  /// The user's own settings, `~/.config/wfsh`; nil where there is no home.
  package var userFolder: String?
  /// The folder of the running program.
  package var programFolder: String

  package init(
    workflow: String?, isBuiltIn: Bool = false, workingFolder: String, userFolder: String?,
    programFolder: String
  ) {
    self.isBuiltIn = isBuiltIn
    let working = Paths.real(workingFolder)
    self.workflow = workflow.map { Paths.realFolder(of: Paths.absolute($0, in: working)) }
    self.workingFolder = working
    self.userFolder = userFolder.map(Paths.real)
    self.programFolder = programFolder
  }

  package var workflowFolder: String? { workflow.map(Paths.folder(of:)) }

  /// Folders that may hold a `.wfsh`, nearest first: those around the workflow, then those around
  /// the working folder.
  package var projectFolders: [String] {
    var folders: [String] = []
    for start in [workflowFolder, workingFolder].compactMap(\.self) {
      for folder in Paths.ancestors(of: start) where !folders.contains(folder) {
        folders.append(folder)
      }
    }
    return folders
  }
}
