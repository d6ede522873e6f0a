/// These fail on purpose, each at the word `fail`.
extension FuzzTarget {
  private static let seeds = [SeedSource.texts(["this is fine", "so is this", "a fai and a l"])]
  private static let failing = Array("fail".utf8)

  static let crashing = FuzzTarget("fails-by-crash", "crashes", seeds: seeds, words: ["fail"]) {
    demand(!contains($0), "found the word")
  }

  static let hanging = FuzzTarget("fails-by-hang", "never ends", seeds: seeds, words: ["fail"]) {
    var turns = 0
    while contains($0) { turns &+= 1 }
  }

  static let growing = FuzzTarget("fails-by-memory", "takes memory", seeds: seeds, words: ["fail"])
  {
    var pages: [[UInt8]] = []
    while contains($0) { pages.append([UInt8](repeating: 1, count: 1 << 20)) }
  }

  private static func contains(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: failing) }
  }
}
