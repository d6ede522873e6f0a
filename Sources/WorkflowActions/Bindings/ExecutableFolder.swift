/// A folder `handlers`, in which an executable serves the prompt whose path it has.
struct ExecutableFolder: Sendable {
  var path: String
  var subject: TrustSubject?

  enum Found {
    case executable(String)
    /// A file of that name which cannot be started.
    case notExecutable(String)
    case nothing
  }

  /// The executable `NAME`, else the first `NAME.*` by name.
  func find(_ prompt: String) -> Found {
    let parts = prompt.split(separator: "/", omittingEmptySubsequences: false)
    // A prompt is a name, not a way out of the folder.
    guard let stem = parts.last, !stem.isEmpty, !prompt.utf8.contains(0),
      parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") })
    else { return .nothing }
    let folder = ([path] + parts.dropLast().map(String.init)).joined(separator: "/")
    let names = FileReading.names(in: folder).filter { $0 == stem || $0.hasPrefix(stem + ".") }
    let files = names.map { "\(folder)/\($0)" }.filter(FileFacts.isFile)
    if let executable = files.first(where: ProgramPath.isExecutable) {
      return .executable(executable)
    }
    return files.first.map(Found.notExecutable) ?? .nothing
  }
}
