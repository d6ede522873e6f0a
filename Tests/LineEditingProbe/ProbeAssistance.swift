internal import LineEditing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

private let words: [(String, String)] = [
  ("break", "stop before a state runs"), ("breakpoints", "list the stops"),
  ("continue", "run to the next stop"), ("list", "show the workflow"),
  ("load", "read a workflow"), ("print", "show a value"), ("日本", "a wide name"),
]

/// A language of a few words: they are completed at the start, green when known, red when not;
/// braces must be closed.
func probeAssistance(_ history: History) -> LineAssistance {
  var assistance = LineAssistance()
  assistance.complete = { text, cursor in
    let before = Array(text.utf8.prefix(cursor))
    let start = (before.lastIndex { $0 == 0x20 || $0 == 0x0A } ?? -1) + 1
    let typed = before[start...]
    return words.filter { $0.0.utf8.starts(with: typed) }
      .map { CompletionCandidate($0.0, $0.1, replacing: start..<cursor) }
  }
  assistance.highlight = { text in
    let bytes = Array(text.utf8)
    var spans: [StyledSpan] = []
    var start = 0
    for end in 0...bytes.count where end == bytes.count || bytes[end] == 0x20 || bytes[end] == 0x0A
    {
      let word = String(decoding: bytes[start..<end], as: UTF8.self)
      if !word.isEmpty {
        let color: TextStyle.Color = words.contains { $0.0 == word } ? .green : .red
        spans.append(StyledSpan(start..<end, TextStyle(color)))
      }
      start = end + 1
    }
    return spans
  }
  assistance.suggest = { history.suggestion(for: $0) }
  assistance.isComplete = { text in
    text.utf8.count { $0 == 0x7B } <= text.utf8.count { $0 == 0x7D }
  }
  return assistance
}

/// A child that spoils the terminal's mode and does not end its line.
func runChild() {
  fflush(nil)
  var pid: pid_t = 0
  let words = ["/bin/sh", "-c", "stty -echo -icanon; printf 'no end'"]
  var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
  if posix_spawn(&pid, "/bin/sh", nil, nil, &arguments, environ) == 0 {
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }
  arguments.forEach { free($0) }
}
