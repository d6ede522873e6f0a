/// One line of the table: some work, how it is measured, and what is wanted of it.
struct BenchRow: Sendable {
  let name: String
  let title: String
  let wanted: Wanted
  let measure: @Sendable (Bench) async -> Measured
}

/// What a figure must reach.
enum Wanted: Sendable {
  case atMost(Double)
  case atLeast(Double)
  /// So many times the first peer, at most.
  case timesPeer(Double)
  /// The row is only told.
  case nothing

  func text(_ unit: Unit) -> String {
    switch self {
    case .atMost(let value): "≤ \(unit.text(value))"
    case .atLeast(let value): "≥ \(unit.text(value))"
    case .timesPeer(let value): "≤ \(Unit.short(value)) × peer"
    case .nothing: ""
    }
  }

  /// Nil when it cannot be said: the peer is missing.
  func isMet(by measured: Measured) -> Bool? {
    guard let figure = measured.figure else { return nil }
    switch self {
    case .atMost(let value): return figure <= value
    case .atLeast(let value): return figure >= value
    case .timesPeer(let value):
      guard let peer = measured.peers.first?.figure else { return nil }
      return figure <= value * peer
    case .nothing: return nil
    }
  }
}

/// What a row found.
struct Measured: Sendable {
  struct Peer: Sendable {
    var name: String
    /// In the row's unit; nil when the peer is not there.
    var figure: Double?
  }

  /// Nil when it could not be measured; the note says why.
  var figure: Double?
  var unit: Unit
  var peers: [Peer] = []
  /// The same at other sizes: growth that is not linear shows here.
  var growth: [(size: String, figure: Double)] = []
  var note = ""
}

/// A row with what it found.
struct RowResult: Sendable {
  var row: BenchRow
  var measured: Measured
}
