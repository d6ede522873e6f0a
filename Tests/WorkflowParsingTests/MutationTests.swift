import Testing
import WorkflowLibrary
import WorkflowModel
import WorkflowParsing
import WorkflowSource
import WorkflowTestSupport

/// Files that somebody's cat walked over: whatever they hold, reading them ends, and every place
/// that is reported lies in the file.
@Suite struct MutationTests {
  @Test(arguments: 0..<8) func noFileIsTooBroken(_ seed: Int) throws {
    let library = try #require(Library.text("database-migration", in: Library.workflows))
    let original = Array(library.text.utf8)
    var random = Random(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    for _ in 0..<15 {
      let bytes = mutated(original, &random)
      let source = SourceText(name: "mutant.md", bytes: bytes)
      let loaded = WorkflowParser().parse(source, name: "mutant", origin: "")
      for diagnostic in loaded.checked(mermaid: true) {
        guard let range = diagnostic.range else { continue }
        #expect(range.lower >= 0 && range.upper <= bytes.count, "\(diagnostic)")
        #expect(!diagnostic.message.isEmpty && diagnostic.message.utf8.last != UInt8(ascii: "."))
      }
      #expect(loaded.workflow != nil || !loaded.isSound)
    }
  }

  private func mutated(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.next(6) {
      guard !bytes.isEmpty else { break }
      let place = random.next(bytes.count)
      switch random.next(7) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next(256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(Self.marks[random.next(Self.marks.count)], at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + random.next(200)))
      case 4:
        let length = min(bytes.count - place, random.next(400))
        bytes.insert(contentsOf: bytes[place..<(place + length)], at: random.next(bytes.count))
      case 5: bytes.insert(contentsOf: "{{ ".utf8, at: place)
      default:
        bytes.insert(
          contentsOf: [UInt8](repeating: Self.marks[random.next(Self.marks.count)], count: 300),
          at: place)
      }
    }
    return bytes
  }

  private static let marks = Array("\n\r\t :-[]{}()\"'`#%<>|*&!~^=,;.".utf8)

  private struct Random {
    var state: UInt64

    /// A number from 0 to below `bound`.
    mutating func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(max(1, bound)))
    }
  }
}
