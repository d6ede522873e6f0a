/// A key of the editor: the one table that binds them and that `help keys` prints.
package struct KeyBinding: Sendable {
  /// The key as a person names it.
  package let keys: String
  /// What it does, one line.
  package let summary: String
  /// The function of libedit, or one of ours, which begin with `wfsh-`.
  let function: String
  /// What the terminal sends, in the notation of editrc(5).
  let sequences: [String]
  /// The same in vi's command mode, where letters are commands.
  let commandSequences: [String]

  init(
    _ keys: String, _ summary: String, _ function: String, _ sequences: [String],
    command: [String] = []
  ) {
    self.keys = keys
    self.summary = summary
    self.function = function
    self.sequences = sequences
    commandSequences = command
  }
}

/// The keys of the editor, in the order of `help keys`. They are bound after `~/.editrc` was read,
/// since `bind -v` there empties the tables; other keys are as that file or libedit have them.
package let keyBindings: [KeyBinding] = [
  KeyBinding(
    "Tab", "complete; again: the next candidate", "wfsh-complete", ["^I"], command: ["^I"]),
  KeyBinding("Shift-Tab", "the candidate before", "wfsh-complete-back", ["\\e[Z"]),
  KeyBinding(
    "Right, Ctrl-F", "a step right; at the end: take the grey suggestion", "wfsh-forward",
    ["\\e[C", "\\eOC", "^F"]),
  KeyBinding(
    "End, Ctrl-E", "to the end; at the end: take the grey suggestion", "wfsh-end",
    ["\\e[F", "\\eOF", "\\e[4~", "\\e[8~", "^E"], command: ["\\e[F", "\\eOF", "\\e[4~", "\\e[8~"]),
  KeyBinding(
    "Alt-F, Ctrl-Right", "a word right; at the end: take a word of the suggestion",
    "wfsh-forward-word", ["\\ef", "\\e[1;5C", "\\e[1;3C"]),
  KeyBinding("Alt-B, Ctrl-Left", "a word left", "ed-prev-word", ["\\eb", "\\e[1;5D", "\\e[1;3D"]),
  KeyBinding(
    "Home, Ctrl-A", "to the start of the line", "wfsh-home",
    ["\\e[H", "\\eOH", "\\e[1~", "\\e[7~", "^A"], command: ["\\e[H", "\\eOH", "\\e[1~", "\\e[7~"]),
  KeyBinding(
    "Up, Ctrl-P", "the command before that begins like this one", "wfsh-previous",
    ["\\e[A", "\\eOA", "^P"], command: ["\\e[A", "\\eOA"]),
  KeyBinding(
    "Down, Ctrl-N", "the command after", "wfsh-next", ["\\e[B", "\\eOB", "^N"],
    command: ["\\e[B", "\\eOB"]),
  KeyBinding(
    "Ctrl-R", "search older commands; Ctrl-S newer, Ctrl-G back", "wfsh-search", ["^R"],
    command: ["^R", "/", "?"]),
  KeyBinding(
    "Enter", "run the command; an unfinished one goes on in the next line", "ed-newline",
    ["^M", "^J"], command: ["^M", "^J"]),
  KeyBinding("Alt-Enter", "a new line in the same command", "wfsh-new-row", ["\\e^M", "\\e^J"]),
  KeyBinding("Ctrl-W", "delete the word before", "ed-delete-prev-word", ["^W"]),
  KeyBinding("Ctrl-U", "delete to the start", "vi-kill-line-prev", ["^U"]),
  KeyBinding("Ctrl-K", "delete to the end", "ed-kill-line", ["^K"]),
  KeyBinding("Ctrl-Y", "put back what was deleted", "em-yank", ["^Y"]),
  KeyBinding("Delete", "delete the character under the cursor", "wfsh-delete", ["\\e[3~"]),
  KeyBinding("Ctrl-L", "clear the screen", "ed-clear-screen", ["^L"], command: ["^L"]),
  KeyBinding(
    "Ctrl-C", "give the line up; while a run goes on: stop it", "ed-newline", ["^C"],
    command: ["^C"]),
  KeyBinding(
    "Ctrl-D", "delete a character; on an empty line: quit", "wfsh-delete", ["^D"], command: ["^D"]),
  KeyBinding(
    "Ctrl-Z", "suspend; the shell's 'fg' comes back", "wfsh-suspend", ["^Z"], command: ["^Z"]),
  KeyBinding("Esc", "in vi mode: commands", "vi-command-mode", [PrivateKey.escape.sequence]),
]

/// Bindings that nobody types.
let hiddenBindings: [KeyBinding] = [
  KeyBinding("", "", "wfsh-paste", ["\\e[200~"], command: ["\\e[200~"]),
  KeyBinding(
    "", "", "wfsh-refresh", [PrivateKey.refresh.sequence], command: [PrivateKey.refresh.sequence]),
  KeyBinding(
    "", "", "ed-end-of-file", [PrivateKey.endOfFile.sequence],
    command: [PrivateKey.endOfFile.sequence]),
  KeyBinding("", "", "vi-command-mode", [], command: [PrivateKey.escape.sequence]),
]

/// Characters that no terminal sends (`KeyDecoder` keeps them out), by which the key reader makes
/// libedit run a function.
enum PrivateKey: UInt32 {
  case refresh = 0x80
  case endOfFile = 0x82
  /// A lone Escape in vi mode. Escape itself begins the sequences of other keys there, so libedit
  /// would wait for the rest and swallow it.
  case escape = 0x9C

  var sequence: String { "\\" + String(rawValue, radix: 8) }
}
