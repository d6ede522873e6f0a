internal import ToolSupport

/// Takes pieces away from an input as long as it still fails: halves first, bytes last.
struct Minimizer {
  private let limit: Int
  private let seconds: Double
  private let fails: ([UInt8]) -> Bool

  /// - Parameters:
  ///   - limit: how often `fails` may be asked.
  ///   - seconds: how long all may take.
  init(limit: Int, seconds: Double, fails: @escaping ([UInt8]) -> Bool) {
    self.limit = limit
    self.seconds = seconds
    self.fails = fails
  }

  func minimize(_ input: [UInt8]) -> [UInt8] {
    let time = Stopwatch()
    var best = input
    var asked = 0
    var piece = max(1, input.count / 2)
    while true {
      var start = 0
      var isSmaller = false
      while start < best.count {
        guard asked < limit, time.seconds < seconds else { return best }
        var shorter = best
        shorter.removeSubrange(start..<min(best.count, start + piece))
        asked += 1
        if fails(shorter) {
          best = shorter
          isSmaller = true
        } else {
          start += piece
        }
      }
      if piece == 1 && !isSmaller { return best }
      piece = max(1, min(piece / 2, best.count / 2))
    }
  }
}
