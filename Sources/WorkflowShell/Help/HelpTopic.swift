internal import JSONText

/// A page of help that is no command.
package struct HelpTopic: Sendable {
  package var name: String
  package var summary: String
  package var text: String

  /// - Parameter summary: stands above the text; empty for a text with a heading of its own.
  package init(name: String, summary: String, text: String) {
    self.name = name
    self.summary = summary
    self.text = text
  }

  var lines: [StyledText] {
    let heading: [StyledText] = summary.isEmpty ? [] : ["\(summary, .heading)", ""]
    return heading
      + text.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText(String($0)) }
  }

  var facts: JSONObject { ["topic": .string(name), "text": .string(text)] }

  package static let all = [keys, locations, when, origins, batch]

  private static let keys = HelpTopic(
    name: "keys", summary: "Keys at the prompt",
    text: """
      Tab            complete commands, states, variables, files
      Right, End     accept the suggestion behind the cursor
      Up, Down       earlier and later commands that begin with what is typed
      Ctrl-R         search the history
      Ctrl-A, Ctrl-E to the start and the end of the line
      Ctrl-W, Ctrl-U erase the word before the cursor, the line
      Ctrl-C         forget the line; during a run: stop at the next event
      Ctrl-D         leave, on an empty line
      ~/.editrc is read; 'bind -v' there gives the keys of vi.
      """)

  private static let locations = HelpTopic(
    name: "locations", summary: "Locations: where to stop, fail, stub",
    text: """
      State          before the action of the state runs
      State.exit     after its action, before an exit is chosen
      State#2        its second visit
      A -> B         a transition; '*' stands for any state at either end
      /regex/        every state whose name matches
      file.md:57     the state on that line
      [*]            the end of the run
      *              every state
      """)

  private static let when = HelpTopic(
    name: "when", summary: "When faults and stubs act",
    text: """
      on 1           the first time; on 1,3  on 2-4  on 5..  in the same way
      after 2        from the third time on
      every 3        each third time
      times 2        at most twice
      p=0.1          one time in ten, by the run's own seed
      if EXPR        only when the expression is true
      by attempt     counts attempts of a visit; also call (the default), visit, task
      Clauses combine in any order. A call is every execution of the state's action in a run,
      retries and further visits included.
      """)

  private static let origins = HelpTopic(
    name: "origins", summary: "Where values come from",
    text: """
      [live]         a real handler gave it
      [sim]          invented by the simulation, or computed from what is invented
      [stub] [pin]   given by a stub or a pin
      [fault]        the consequence of a failure injected on purpose
      [forced]       the consequence of a decision taken in the workflow's place
      [set]          set by you
      [replayed]     taken from a recording
      """)

  private static let batch = HelpTopic(
    name: "batch", summary: "Scripts and exit codes",
    text: """
      A script is read as a whole before its first command runs. It ends at the first failed
      command, with -k at its end; then the exit code is that of the worst failure.
        0  all ran, all assertions held
        1  an assertion or test failed, or a run ended failed and nothing was asserted after it
        2  the command line or the script cannot be read
        3  a command failed
        4  a workflow could not be loaded, or 'check' found errors
        124 timeout, 130 interrupted, 143 terminated
      """)
}
