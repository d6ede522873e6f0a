internal import CLibedit

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Lines from a person at a terminal, edited with libedit.
///
/// libedit keeps the text, its keys and its modes; this class gives it a key reader. That reader
/// runs whenever the screen is up to date, so there the colours, the suggestion and the candidates
/// are painted, and taken away again before libedit sees the key.
///
/// The terminal is in editing mode only inside `nextLine`. One such source is in use at a time:
/// what signals need is kept once for the program. Not thread-safe.
package final class TerminalLineSource: LineSource {
  package struct Options: Sendable {
    package var input: Int32 = 0
    package var output: Int32 = 1
    /// The name for the sections of `~/.editrc`.
    package var program = "wfsh"
    /// Colours and the grey suggestion; off for `NO_COLOR`.
    package var colour = true
    /// A terminal without cursor movement (`TERM=dumb`): nothing is painted.
    package var isDumb = false
    /// Whether `~/.editrc` is read.
    package var readsSettings = true

    package init() {}
  }

  /// What the shell knows about its language; may be replaced between lines.
  package var assistance: LineAssistance {
    get { session.assistance }
    set { session.assistance = newValue }
  }
  /// The commands Up, Down and Ctrl-R go through. The shell adds to it: only it knows how a
  /// command ended and what is secret.
  package let history: History

  let options: Options
  private let editor: OpaquePointer
  private let libeditHistory: OpaquePointer?
  var session: EditingSession
  var keys: KeyReader
  private var names: [WideString] = []
  private var fed = 0
  private var isOpen = true
  private var isReading = false
  private var needsFreshLine = false
  var wasInterrupted = false
  /// Whether something was typed when it was interrupted.
  var hadText = false
  var wasEnded = false
  var quotesNext = false
  /// Signals that came while keys were not waited for.
  var pending: TerminalSignals = []
  /// The prompt of the row, and what is shown in its place while searching.
  var rowPrompt = Prompt("")
  private(set) var shownPrompt = Prompt("")
  private let left = WideString()
  private let right = WideString()
  var painted: LinePainter.Painted?

  /// Takes the terminal, without changing its mode yet.
  package init(
    options: Options = Options(), assistance: LineAssistance = LineAssistance(),
    history: History = History()
  ) throws {
    guard isTerminal(options.input), isTerminal(options.output) else {
      throw LineSourceError.notATerminal
    }
    _ = cle_use_utf8()
    guard let editor = cle_open(options.program, options.input, options.output) else {
      throw LineSourceError.notATerminal
    }
    self.options = options
    self.editor = editor
    self.history = history
    session = EditingSession(assistance: assistance, history: history)
    keys = KeyReader(input: options.input)
    libeditHistory = cle_history_open(editor, Int32(clamping: History.defaultLimit))
    cle_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
    cle_set_prompts(editor, { owner(of: $0)?.leftPrompt }, { owner(of: $0)?.rightPrompt })
    cle_set_key_reader(editor) { owner(of: $0)?.readKey(into: $1) ?? 0 }
    for (name, function) in editFunctions {
      let kept = WideString()
      kept.set(name)
      names.append(kept)
      cle_add_function(editor, kept.pointer, kept.pointer, function)
    }
    // Which one libedit begins with was decided when it was built.
    cle_set_editor(editor, "emacs")
    if options.readsSettings { el_source(editor, nil) }
    cle_take_all_keys(editor)
    for binding in keyBindings + hiddenBindings {
      for key in binding.sequences { cle_bind(editor, 0, key, binding.function) }
      for key in binding.commandSequences { cle_bind(editor, 1, key, binding.function) }
    }
  }

  deinit { close() }

  package func close() {
    guard isOpen else { return }
    isOpen = false
    cle_close(editor)
    if let libeditHistory { history_wend(libeditHistory) }
    names = []
  }

  /// Gives the terminal the mode it had before the line being edited, if one is. Safe to call from
  /// a signal handler; SIGTERM, SIGHUP, SIGINT and SIGQUIT need it only where the program ignores
  /// them or takes them by other means than a handler.
  package static func restoreTerminal() { cle_restore_terminal() }

  package func nextLine(prompt: Prompt) throws -> LineInput {
    guard isOpen else { return .endOfInput }
    feedHistory()
    session.held = ""
    while true {
      switch readRow(session.held.isEmpty ? prompt : Prompt(prompt.continuation)) {
      case .takenBack: return .takenBack
      case .interrupt: return session.held.isEmpty ? .interrupt : .takenBack
      case .endOfInput where session.held.isEmpty || wasEnded: return .endOfInput
      // The shell will say what is missing.
      case .endOfInput: return .line(String(session.held.dropLast()))
      case .line(let row):
        let whole = session.held + row
        if session.assistance.isComplete(whole) { return .line(whole) }
        session.held = whole + "\n"
      }
    }
  }

  /// Runs something that uses the terminal itself, in the terminal's ordinary mode; afterwards the
  /// mode is as before, whatever it was left in, and the next prompt begins on a line of its own.
  package func suspend<Result>(_ body: () throws -> Result) rethrows -> Result {
    let found = leaveEditing()
    defer { returnToEditing(found) }
    return try body()
  }

  /// The same for something asynchronous.
  package func suspend<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    let found = leaveEditing()
    defer { returnToEditing(found) }
    return try await body()
  }

  private func leaveEditing() -> termios? {
    if isReading {
      cle_prepare_terminal(editor, 0)
      setPasteMode(false)
    }
    var mode = termios()
    return tcgetattr(options.input, &mode) == 0 ? mode : nil
  }

  private func returnToEditing(_ mode: termios?) {
    if var mode { tcsetattr(options.input, TCSADRAIN, &mode) }
    needsFreshLine = true
    if isReading {
      cle_prepare_terminal(editor, 1)
      setPasteMode(true)
    }
  }

  /// The next prompt begins on a line of its own even if the output so far did not end one.
  package func beginFreshLine() { needsFreshLine = true }

  // MARK: One row

  private func readRow(_ prompt: Prompt) -> LineInput {
    session.reset()
    painted = nil
    pending = []
    wasInterrupted = false
    wasEnded = false
    rowPrompt = prompt
    setPrompt(prompt)
    if needsFreshLine, !options.isDumb {
      // A full row of blanks wraps only if something stood in it; then the carriage return is on
      // the next row, else on the same.
      el_resize(editor)
      write(String(repeating: " ", count: screenSize.columns) + "\r\u{1B}[K")
    }
    needsFreshLine = false
    keys.bell = cle_signals_begin(options.input, options.output, options.isDumb ? 0 : 1)
    setPasteMode(true)
    isReading = true
    // Before the prompt: libedit by itself would first show it, and what is typed at once would be
    // echoed by the system.
    cle_prepare_terminal(editor, 1)
    var count: Int32 = 0
    let text = el_wgets(editor, &count)
    isReading = false
    setPasteMode(false)
    cle_signals_end()
    if wasInterrupted { return hadText ? .takenBack : .interrupt }
    guard let text, count > 0 else { return .endOfInput }
    var scalars = UnsafeBufferPointer(start: text, count: Int(count)).map(scalar)
    if scalars.last == "\n" { scalars.removeLast() }
    return .line(LineBuffer(scalars: scalars, cursor: 0).text)
  }

  func setPrompt(_ prompt: Prompt) {
    shownPrompt = prompt
    let colour = options.colour && !options.isDumb
    left.set(prompt.text.promptText(colour: colour))
    right.set(prompt.right.promptText(colour: colour))
  }

  /// Gives libedit's own history what was added to ours since, for its functions that read it.
  private func feedHistory() {
    let end = history.dropped + history.entries.count
    for number in max(fed, history.dropped, end - 1000)..<end {
      let line = WideString()
      line.set(history.entries[number - history.dropped].text)
      cle_history_enter(libeditHistory, line.pointer)
    }
    fed = end
  }

  func setPasteMode(_ isOn: Bool) {
    if !options.isDumb { write(isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l") }
  }

  func write(_ text: String) { writeAll(text.utf8, to: options.output) }

  // MARK: The buffer

  var buffer: LineBuffer {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer else {
      return LineBuffer("")
    }
    let text = UnsafeBufferPointer(start: start, count: line.lastchar - start)
    return LineBuffer(scalars: text.map(scalar), cursor: line.cursor - start)
  }

  func replace(with new: LineBuffer) {
    let old = buffer
    var cursor = old.cursor
    if old.scalars != new.scalars {
      el_cursor(editor, Int32(clamping: old.scalars.count - old.cursor))
      el_deletestr(editor, Int32(clamping: old.scalars.count))
      let line = WideString()
      line.set(new.text)
      el_winsertstr(editor, line.pointer)
      cursor = new.scalars.count
    }
    el_cursor(editor, Int32(clamping: new.cursor - cursor))
  }

  // MARK: What the extensions need of libedit

  /// The size as libedit reckons with it.
  var screenSize: (columns: Int, rows: Int) {
    var columns: Int32 = 0
    var rows: Int32 = 0
    cle_size(editor, &columns, &rows)
    return (max(1, Int(columns)), max(1, Int(rows)))
  }

  var isVi: Bool { cle_is_vi(editor) != 0 }

  /// The signals that came since the last call.
  func takeSignals() -> TerminalSignals { TerminalSignals(rawValue: cle_signals_take()) }

  /// Draws prompt and line anew from the cursor's row on.
  func redraw() { cle_refresh(editor) }

  /// Takes note of the window's size.
  func measureWindow() { el_resize(editor) }

  /// Sets editing mode anew, whatever mode somebody else left.
  func prepareTerminalAgain() {
    cle_prepare_terminal(editor, 0)
    cle_prepare_terminal(editor, 1)
  }

  /// The columns of a scalar by the tables that libedit uses.
  static let columns: ScalarMeasure = { Int(cle_columns(wchar_t($0.value))) }

  fileprivate var leftPrompt: UnsafeMutablePointer<wchar_t> { left.pointer }
  fileprivate var rightPrompt: UnsafeMutablePointer<wchar_t> { right.pointer }

  fileprivate func readKey(into key: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    guard let seen = nextKey() else { return 0 }
    key?.pointee = wchar_t(seen)
    return 1
  }
}

// MARK: What libedit calls

private func owner(of editor: OpaquePointer?) -> TerminalLineSource? {
  cle_client(editor).map { Unmanaged.fromOpaque($0).takeUnretainedValue() }
}

/// Lets the owner of an editor act on a key.
private func call(
  _ editor: OpaquePointer?, _ act: (TerminalLineSource) -> EditResult
) -> UInt8 {
  (owner(of: editor).map(act) ?? .error).rawValue
}

private typealias EditFunction = @convention(c) (OpaquePointer?, Int32) -> UInt8

/// The functions of ours that keys are bound to, by the names in `keyBindings`.
private let editFunctions: [(name: String, function: EditFunction)] = [
  ("wfsh-complete", { el, _ in call(el) { $0.complete(backwards: false) } }),
  ("wfsh-complete-back", { el, _ in call(el) { $0.complete(backwards: true) } }),
  ("wfsh-forward", { el, _ in call(el) { $0.edit { $0.forward($1) } } }),
  ("wfsh-forward-word", { el, _ in call(el) { $0.edit { $0.forwardWord($1) } } }),
  ("wfsh-home", { el, _ in call(el) { $0.edit { $0.home($1) } } }),
  ("wfsh-end", { el, _ in call(el) { $0.edit { $0.end($1) } } }),
  ("wfsh-previous", { el, _ in call(el) { $0.edit { $0.previous($1) } } }),
  ("wfsh-next", { el, _ in call(el) { $0.edit { $0.next($1) } } }),
  ("wfsh-delete", { el, _ in call(el) { $0.edit { $0.delete($1) } } }),
  ("wfsh-new-row", { el, _ in call(el) { $0.edit { $0.insertRow($1) } } }),
  ("wfsh-search", { el, _ in call(el) { $0.beginSearch() } }),
  ("wfsh-paste", { el, _ in call(el) { $0.paste() } }),
  ("wfsh-suspend", { el, _ in call(el) { $0.suspendProgram() } }),
  ("wfsh-refresh", { _, _ in EditResult.refresh.rawValue }),
]

private func scalar(_ character: wchar_t) -> Unicode.Scalar {
  Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}"
}
