/// Something that reads bytes from outside and must survive whatever they are.
struct FuzzTarget: Sendable {
  /// What `Scripts/fuzz NAME` takes; also the folder of its inputs in `Tests/Fixtures/Fuzz`.
  let name: String
  let summary: String
  /// Where inputs that make sense come from; mutation begins with them.
  let seeds: [SeedSource]
  /// Pieces that mean something to the reader: keywords, marks, pairs.
  let words: [String]
  /// Reads one input and checks what holds of every reading; what does not hold is a `demand`.
  let run: @Sendable ([UInt8]) -> Void

  init(
    _ name: String, _ summary: String, seeds: [SeedSource], words: [String],
    run: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.name = name
    self.summary = summary
    self.seeds = seeds
    self.words = words
    self.run = run
  }
}

/// Ends the program, as a crash does, when what must hold of every input does not hold.
func demand(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}
