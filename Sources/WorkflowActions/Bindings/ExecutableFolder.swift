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
    guard let parts = PromptPath.parts(of: prompt), let stem = parts.last else { return .nothing }
    let folder = ([path] + parts.dropLast().map(String.init)).joined(separator: "/")
    let names = FileReading.names(in: folder).filter { $0 == stem || $0.hasPrefix(stem + ".") }
    let files = names.map { "\(folder)/\($0)" }.filter(FileFacts.isFile)
    if let executable = files.first(where: ProgramPath.isExecutable) {
      return .executable(executable)
    }
    return files.first.map(Found.notExecutable) ?? .nothing
  }

  /// The prompts that an executable is there for.
  var names: [String] {
    PromptPath.files(in: path).filter { ProgramPath.isExecutable("\(path)/\($0)") }.map { file in
      let name = file.split(separator: "/").last ?? ""
      let stem = name.split(separator: ".").first ?? name
      return String(file.dropLast(name.count)) + stem
    }
  }
}
