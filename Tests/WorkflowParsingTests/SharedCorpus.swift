import JSONText
import WorkflowSource

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The suites and seeds beside the package; nothing where they are not.
enum SharedCorpus {
  /// The folder `shared` beside the package, or above it.
  private static let folders = ["../shared", "../../shared"]

  static func bytes(_ path: String) -> [UInt8]? {
    for folder in folders {
      guard let file = fopen("\(folder)/\(path)", "rb") else { continue }
      defer { fclose(file) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { return bytes }
        bytes += buffer[..<count]
      }
    }
    return nil
  }

  static func seed() -> SourceText? {
    bytes("seeds/000_04398d2c52e859a7.txt").map { SourceText(name: "seed.txt", bytes: $0) }
  }

  /// The sources of the Mermaid suites, and the seed.
  static func texts() throws -> [String] {
    var texts = seed().map { [String(decoding: $0.bytes, as: UTF8.self)] } ?? []
    for name in ["mermaid-state.dev.json", "mermaid-mutants.dev.json"] {
      guard let bytes = bytes("conformance/\(name)") else { continue }
      let cases = try JSONReader.read(bytes)["cases"]?.arrayValue ?? []
      texts += cases.compactMap { $0["source"]?.stringValue }
    }
    return texts
  }
}

/// A small generator of numbers that are the same in every run (xorshift64*).
struct SmallRandom {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(bound, 1)
  }
}
