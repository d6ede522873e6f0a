import Testing
import WorkflowLibrary

@testable import WorkflowParsing

/// The tour lives up to its name.
@Suite struct TourTests {
  /// What the diagram says of each state, line by line.
  private let blocks: [[Substring]]

  init() throws {
    let text = try #require(Library.text("tour", in: Library.workflows)).text
    var blocks: [Substring: [Substring]] = [:]
    for line in text.split(separator: "\n") {
      let line = line.drop { $0 == " " }
      guard let colon = line.firstIndex(of: ":"), !line[..<colon].contains(" ") else { continue }
      let rest = line[colon...].dropFirst().drop { $0 == " " || $0 == "-" }
      blocks[line[..<colon], default: []].append(rest)
    }
    self.blocks = Array(blocks.values)
  }

  private static func has(_ property: String, _ lines: [Substring]) -> Bool {
    lines.contains { line in
      line.hasPrefix(property + ":") || line.contains(", " + property + ":")
        || line.contains("{" + property + ":")
    }
  }

  @Test(arguments: PropertyName.actions) func hasEveryActionWithItsProperties(_ action: String) {
    let states = blocks.filter { $0.contains("action: \(action)") }
    #expect(!states.isEmpty)
    for property in PropertyName.properties(of: action) {
      #expect(states.contains { Self.has(property, $0) }, "\(property)")
    }
  }

  @Test(arguments: PropertyName.ofStates) func hasEveryPropertyOfStates(_ property: String) {
    #expect(blocks.contains { Self.has(property, $0) })
  }
}
