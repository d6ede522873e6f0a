import Testing
import WorkflowModel
import WorkflowParsing
import WorkflowSource

/// Where values in a command end up in what the shell gets.
@Suite struct ShellCommandReaderTests {
  private func script(_ command: String, dollarNames: Bool = false) -> String {
    let reading = ShellCommandReader.read(command, dollarNames: dollarNames)
    #expect(reading.diagnostics == [], "\(command)")
    return ShellCall(command: reading.pieces, commandRange: SourceRange(0, 0)).script
  }

  @Test(arguments: [
    ("ls", "ls"),
    ("{{ x }}", "\"${W1}\""),
    ("echo {{ x }} {{ y }}", "echo \"${W1}\" \"${W2}\""),
    ("echo \"a {{ x }} b\"", "echo \"a ${W1} b\""),
    ("echo \"\\\"{{ x }}\\\"\"", "echo \"\\\"${W1}\\\"\""),
    ("echo 'a' {{ x }} 'b'", "echo 'a' \"${W1}\" 'b'"),
    ("echo 'it'\\''s' {{ x }}", "echo 'it'\\''s' \"${W1}\""),
    ("echo \"it's {{ x }}\"", "echo \"it's ${W1}\""),
    ("# don't\necho {{ x }}", "# don't\necho \"${W1}\""),
    ("echo a#'b {{' }}", "echo a#'b {{' }}"),
    ("echo \"$(cat {{ x }})\"", "echo \"$(cat \"${W1}\")\""),
    ("echo \"$(cat \"{{ x }}\") {{ y }}\"", "echo \"$(cat \"${W1}\") ${W2}\""),
    ("echo $(echo '(' {{ x }}) {{ y }}", "echo $(echo '(' \"${W1}\") \"${W2}\""),
    ("(cd {{ x }} && ls)", "(cd \"${W1}\" && ls)"),
    ("echo ${A:-{{ x }}}", "echo ${A:-\"${W1}\"}"),
    ("echo \"${A:-{{ x }}}\"", "echo \"${A:-${W1}}\""),
    ("echo $((1 + (2 * 3))) {{ x }}", "echo $((1 + (2 * 3))) \"${W1}\""),
    ("echo `date` {{ x }}", "echo `date` \"${W1}\""),
    (
      "cat <<EOF\n\"{{ x }}\" it's\nEOF\necho {{ y }}",
      "cat <<EOF\n\"${W1}\" it's\nEOF\necho \"${W2}\""
    ),
    ("cat <<-EOF\n\t{{ x }}\n\tEOF\necho {{ y }}", "cat <<-EOF\n\t${W1}\n\tEOF\necho \"${W2}\""),
    (
      "cat <<'E F' | tr a b\n' text\nE F\necho {{ x }}",
      "cat <<'E F' | tr a b\n' text\nE F\necho \"${W1}\""
    ),
    ("cat <<A <<B\n{{ x }}\nA\n{{ y }}\nB\n{{ z }}", "cat <<A <<B\n${W1}\nA\n${W2}\nB\n\"${W3}\""),
    ("cat <<< {{ x }}", "cat <<< \"${W1}\""),
    ("a\\\\{{ x }}", "a\\\\\"${W1}\""),
    ("echo ${HOME} ${x}", "echo ${HOME} ${x}"),
  ])
  func valuesBecomeVariables(_ command: String, _ script: String) {
    if command.contains("'b {{'") {
      // What looks like a value begins inside single quotes.
      #expect(
        ShellCommandReader.read(command).diagnostics.map(\.code).contains("single-quoted-value"))
    } else {
      #expect(self.script(command) == script)
    }
  }

  @Test func dollarNamesAreValuesInSentences() {
    #expect(
      script("echo ${x.y} \"${a_b}\" ${HOME} ${A:-b} $x", dollarNames: true)
        == "echo \"${W1}\" \"${W2}\" ${HOME} ${A:-b} $x".replacing("\"${W2}\"", with: "\"${W2}\""))
  }

  @Test(arguments: [
    ("echo '{{ x }}'", "single-quoted-value", 6),
    ("echo $'{{ x }}'", "single-quoted-value", 7),
    ("cat <<'EOF'\n{{ x }}\nEOF", "single-quoted-value", 12),
    ("cat <<\\EOF\n{{ x }}\nEOF", "single-quoted-value", 11),
    ("echo `cat {{ x }}`", "unsafe-shell-value", 10),
    ("echo $(( {{ x }} + 1 ))", "unsafe-shell-value", 9),
    ("echo ${{{ x }}}", "unsafe-shell-value", 7),
    ("echo \\{{ x }}", "unsafe-shell-value", 6),
    ("{% if x %}ls{% endif %}", "shell-tag", 0),
    ("echo {{ x", "syntax", 5),
  ])
  func refusesWhatTheShellWouldParse(_ command: String, _ code: String, _ place: Int) {
    let found = ShellCommandReader.read(command).diagnostics
    #expect(found.first?.code == code)
    #expect(found.first?.range?.lower == place)
  }
}
