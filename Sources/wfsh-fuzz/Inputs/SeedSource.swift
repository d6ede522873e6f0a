internal import JSONText
internal import ToolSupport

/// Where a target's first inputs come from. What is not there gives none.
enum SeedSource: Sendable {
  case texts([String])
  /// Whole files of the package below a folder.
  case files(below: String, ending: String)
  /// A text of each case of a public suite in `../shared/conformance`.
  case cases(file: String, member: String)
  /// The string literals of the Swift files below a folder: tables of tests hold good inputs.
  case literals(below: String)

  /// - Parameter root: the package's folder.
  func inputs(in root: String) -> [[UInt8]] {
    switch self {
    case .texts(let texts): return texts.map { Array($0.utf8) }
    case .files(let folder, let ending):
      return Files.paths(below: "\(root)/\(folder)", ending: ending).compactMap(Files.read)
    case .cases(let file, let member):
      guard let bytes = Files.read("\(root)/../shared/conformance/\(file)"),
        let document = try? JSONReader.read(bytes)
      else { return [] }
      return (document["cases"]?.arrayValue ?? []).compactMap { $0[member]?.stringValue }
        .map { Array($0.utf8) }
    case .literals(let folder):
      return Files.paths(below: "\(root)/\(folder)", ending: ".swift").compactMap(Files.read)
        .flatMap(SwiftLiterals.find)
    }
  }
}
