/// Where finished text goes: the process's own streams, a file, a test.
package protocol OutputSink: AnyObject {
  /// Writes to the stream of results. `text` ends with a line break.
  func writeResult(_ text: String)

  /// Writes to the stream of diagnostics. `text` ends with a line break.
  func writeDiagnostic(_ text: String)

  /// Whether nobody reads the results any more (a closed pipe).
  var isClosed: Bool { get }
}

/// Keeps what is written, both streams in one order.
package final class CapturedOutput: OutputSink {
  package private(set) var results = ""
  package private(set) var diagnostics = ""
  /// Both, in the order they were written.
  package private(set) var everything = ""
  package let isClosed = false

  package init() {}

  package func writeResult(_ text: String) {
    results += text
    everything += text
  }

  package func writeDiagnostic(_ text: String) {
    diagnostics += text
    everything += text
  }

  /// What was written since the last call.
  package func take() -> String {
    defer {
      results = ""
      diagnostics = ""
      everything = ""
    }
    return everything
  }
}
