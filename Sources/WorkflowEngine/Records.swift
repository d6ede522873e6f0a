package import WorkflowModel

/// The outputs of a workflow's states, by the states' numbers.
package struct Records: Sendable, Codable {
  private var rows: Chunked<Shared<StateRecord>?>

  package init(count: Int) { rows = Chunked(repeating: nil, count: count) }

  package var count: Int { rows.count }

  /// The record of the state's latest visit; nil when it has not run.
  package subscript(index: Int) -> StateRecord? {
    get { rows[index]?.value }
    set { rows[index] = newValue.map { Shared($0) } }
  }

  /// The records there are, in the order of the states.
  var all: some Sequence<(StateID, Shared<StateRecord>)> {
    (0..<rows.count).lazy.compactMap { index in rows[index].map { (StateID(index), $0) } }
  }
}
