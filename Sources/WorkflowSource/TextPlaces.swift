/// Where the pieces of a derived text came from.
///
/// A YAML scalar has lost its quotes, escapes and indentation, and a workflow property also its
/// `State:` prefixes; this says for each of its bytes at which byte of the file it stood, so that
/// a mistake in a template is shown where it was written.
package struct TextPlaces: Hashable, Sendable {
  /// A stretch in which both texts agree byte for byte.
  package struct Run: Hashable, Sendable {
    /// Offset in the derived text at which the stretch begins.
    package var offset: Int
    /// Offset in the file of the same byte.
    package var origin: Int

    package init(offset: Int, origin: Int) {
      self.offset = offset
      self.origin = origin
    }
  }

  /// The stretches, by rising `offset`; the first begins at 0.
  package private(set) var runs: [Run]

  /// A text that stands in the file as it is, from `origin` on.
  package init(startingAt origin: Int = 0) {
    runs = [Run(offset: 0, origin: origin)]
  }

  /// A text put together from pieces; `runs` must rise by `offset` and begin at 0.
  package init(runs: [Run]) {
    precondition(runs.first?.offset == 0, "a text has a first byte")
    self.runs = runs
  }

  /// Says that from `offset` on the text stands at `origin`; offsets must rise.
  package mutating func append(offset: Int, origin: Int) {
    guard let last = runs.last else { return }
    if origin - last.origin == offset - last.offset { return }
    if last.offset == offset { runs.removeLast() }
    runs.append(Run(offset: offset, origin: origin))
  }

  /// The offset in the file of a byte of the derived text.
  package func origin(of offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].offset <= offset { low = middle } else { high = middle }
    }
    return runs[low].origin + (offset - runs[low].offset)
  }

  /// The range in the file of a range of the derived text.
  ///
  /// The end is taken from the last byte inside, so that a range which ends where a line was
  /// folded does not reach into the next one.
  package func origin(of range: SourceRange) -> SourceRange {
    let lower = origin(of: range.lower)
    guard !range.isEmpty else { return SourceRange(lower, lower) }
    return SourceRange(lower, origin(of: range.upper - 1) + 1)
  }

  /// The places of a text whose first byte is byte `offset` of this one.
  package func dropping(_ offset: Int) -> TextPlaces {
    var result = [Run(offset: 0, origin: origin(of: offset))]
    for run in runs where run.offset > offset {
      result.append(Run(offset: run.offset - offset, origin: run.origin))
    }
    return TextPlaces(runs: result)
  }

  /// These places seen through another text: `outer` says where *this file's* bytes came from.
  ///
  /// - Parameter count: the length of the derived text in bytes, where it is known; nothing is
  ///   then said of the bytes behind it, and the work is that of the pieces inside.
  package func composed(with outer: TextPlaces, count: Int = .max) -> TextPlaces {
    var result = TextPlaces(startingAt: outer.origin(of: runs.first?.origin ?? 0))
    for (index, run) in runs.enumerated() {
      let end = index + 1 < runs.count ? runs[index + 1].offset : count
      if index > 0 { result.append(offset: run.offset, origin: outer.origin(of: run.origin)) }
      for other in outer.runs[outer.firstRun(after: run.origin)...] {
        let offset = run.offset + (other.offset - run.origin)
        guard offset < end else { break }
        result.append(offset: offset, origin: other.origin)
      }
    }
    return result
  }

  /// The index of the first stretch that begins behind `offset`.
  private func firstRun(after offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
