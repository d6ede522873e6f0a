/// Where a value came from; shown beside it in every view, so that invented data never looks real.
package enum Origin: String, Hashable, Sendable, CaseIterable, Codable {
  /// Computed by the workflow from values that are not invented.
  case workflow
  /// A declared argument's default.
  case argument
  /// Given by a real handler.
  case live
  /// Invented by the simulation, or computed from what it invented.
  case simulated = "sim"
  case stub
  case pin
  case fault
  /// The consequence of a decision the user took in the place of the workflow.
  case forced
  /// Set by the user.
  case set
  /// Taken from a recording.
  case replayed

  /// `[sim]`; nil for what needs no mark.
  package var mark: String? {
    switch self {
    case .workflow, .argument: nil
    default: "[\(rawValue)]"
    }
  }

  /// Whether decisions may rest on it.
  package var isInvented: Bool { self == .simulated }
}
