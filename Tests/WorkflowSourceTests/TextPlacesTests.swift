import Testing
import WorkflowSource

@Suite struct TextPlacesTests {
  /// `one two` folded from two lines, as a YAML scalar is:
  ///
  ///     file     k: one\n   two      derived   one two
  ///     offset   0  3   7   10                 0   4
  static let folded = TextPlaces(runs: [.init(offset: 0, origin: 3), .init(offset: 4, origin: 10)])

  @Test func aTextThatStandsAsItIsOnlyMoves() {
    let places = TextPlaces(startingAt: 40)
    #expect(places.origin(of: 0) == 40)
    #expect(places.origin(of: SourceRange(2, 5)) == SourceRange(42, 45))
    #expect(TextPlaces().origin(of: 7) == 7)
  }

  @Test(arguments: [(0, 3), (3, 6), (4, 10), (6, 12), (7, 13)])
  func findsTheOriginOfAByte(_ offset: Int, _ expected: Int) {
    #expect(Self.folded.origin(of: offset) == expected)
  }

  @Test func aRangeAcrossAFoldReachesFromLineToLine() {
    #expect(Self.folded.origin(of: SourceRange(0, 7)) == SourceRange(3, 13))
    #expect(Self.folded.origin(of: SourceRange(0, 4)) == SourceRange(3, 7), "ends before the fold")
    #expect(Self.folded.origin(of: SourceRange(4, 4)) == SourceRange(10, 10))
  }

  @Test func appendingMergesWhatGoesOn() {
    var places = TextPlaces(startingAt: 3)
    places.append(offset: 2, origin: 5)
    #expect(places.runs.count == 1, "byte 2 stands at 5 already")
    places.append(offset: 4, origin: 10)
    #expect(places == Self.folded)
    places.append(offset: 4, origin: 20)
    #expect(places.origin(of: 4) == 20, "the later word holds")
    #expect(places.runs.count == 2)
  }

  @Test func anEscapeIsLongerInTheFile() {
    // "a\tb" in the file takes four bytes for three.
    var places = TextPlaces(startingAt: 1)
    places.append(offset: 2, origin: 4)
    #expect((0...2).map { places.origin(of: $0) } == [1, 2, 4])
  }

  @Test func droppingKeepsTheOrigins() {
    for first in 0...7 {
      let rest = Self.folded.dropping(first)
      for offset in 0...(7 - first) {
        #expect(rest.origin(of: offset) == Self.folded.origin(of: first + offset))
      }
    }
  }

  @Test func composingLooksThroughBothTexts() {
    // A text of pieces of `two one`, whose bytes come from the folded scalar.
    let inner = TextPlaces(runs: [.init(offset: 0, origin: 4), .init(offset: 3, origin: 1)])
    let composed = inner.composed(with: Self.folded)
    for offset in 0..<9 {
      #expect(composed.origin(of: offset) == Self.folded.origin(of: inner.origin(of: offset)))
    }
  }

  @Test func composingSplitsARunThatCrossesAFold() {
    let composed = TextPlaces(startingAt: 2).composed(with: Self.folded)
    #expect(composed.runs == [.init(offset: 0, origin: 5), .init(offset: 2, origin: 10)])
  }
}
