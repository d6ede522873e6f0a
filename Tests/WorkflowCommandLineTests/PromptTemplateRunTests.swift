import Testing

/// Prompts that are templates, from the program's own door: found, checked, trusted, answered by an
/// agent that is a script.
@Suite(.timeLimit(.minutes(1))) struct PromptTemplateRunTests {
  private let scratch = Scratch()

  init() {
    for folder in ["prompts/review", ".wfsh"] {
      _ = Programs.run(["/bin/mkdir", "-p", folder], in: scratch.path)
    }
    scratch.write(
      "w.md",
      """
      # Review

      ```mermaid
      stateDiagram-v2
        [*] --> Review
        Review --> Praise: score >= 3
        Review --> Shame: default
        Praise --> [*]: Done
        Shame --> [*]: Failed
        Review: action: execute_prompt
        Review: prompt: review/code
        Review: variables:
        Review:   path: "src"
        Praise: action: log
        Praise: message: "score {{ Review.score }}: {{ Review.output }}"
      ```
      """)
    scratch.write(
      "prompts/review/code.md",
      "---\ntitle: Review\narguments: [{name: path, required: true}]\n---\nReview {{ path }}.\n")
    scratch.write(".wfsh/handlers.yaml", "agent: {command: [./agent.sh], env: [AGENT_*]}\n")
    agent(#"read line; echo "I read: $line"; echo '{"score": 4}'"#)
  }

  private func agent(_ script: String) { scratch.script(".wfsh/agent.sh", script) }

  private func run(_ words: String...) -> Programs.Ended {
    Programs.run([Programs.wfsh] + words, in: scratch.path)
  }

  @Test func theAgentAnswers() {
    let refused = run("run", "w.md")
    #expect(refused.status == 1)
    #expect(refused.output.contains("not_trusted"), "\(refused.output)")
    #expect(run("trust", ".").status == 0)
    let ended = run("run", "w.md")
    #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
    #expect(ended.output.contains("info: score 4: I read: Review src."), "\(ended.output)")
    #expect(ended.output.contains("path    Review Praise\n"))
    // Another text, another yes.
    scratch.write("prompts/review/code.md", "Something else.\n")
    #expect(run("run", "w.md").output.contains("changed since they were trusted"))
  }

  @Test func inADryRunNothingIsStarted() {
    agent("touch proof; echo no")
    let ended = run("run", "w.md", "--trust", "--dry-run")
    #expect(ended.output.contains("[sim]"), "\(ended.output)")
    #expect(Programs.run(["/bin/ls", "proof"], in: scratch.path).status != 0)
  }

  @Test func anAgentThatGivesUpEndsTheRun() {
    agent("echo 'ABORT ERROR: the repository is empty'; echo '{\"score\": 9}'")
    let ended = run("run", "w.md", "--trust")
    #expect(ended.status == 1)
    #expect(ended.output.contains("abort: the repository is empty"), "\(ended.output)")
    #expect(!ended.output.contains("Praise"), "\(ended.output)")
  }

  @Test func infoHandlersShowsTemplateAndAgent() {
    let ended = run("-c", "load w.md; info handlers")
    #expect(ended.output.contains("template: "), "\(ended.output)")
    #expect(ended.output.contains("/prompts/review/code.md (agent: "), "\(ended.output)")
    scratch.write(".wfsh/handlers.yaml", "")
    #expect(run("-c", "load w.md; info handlers").output.contains("no agent is configured"))
    let check = run("check", "--live", "w.md")
    #expect(check.status == 4)
    #expect(check.errors.contains("w.md:11:19: error: the prompt 'review/code' is a template"))
    #expect(check.errors.contains("write 'agent: [program, argument]'"))
  }

  @Test func checkReadsTheTemplates() {
    scratch.write("prompts/review/code.md", "one\n{{ path | upcas }}\n")
    let ended = run("check", "w.md")
    #expect(ended.status == 4)
    #expect(ended.errors.contains("/prompts/review/code.md:2:"), "\(ended.errors)")
    #expect(ended.errors.contains("did you mean 'upcase'?"), "\(ended.errors)")
  }

  @Test func aNameThatIsNearIsSuggested() {
    _ = Programs.run(
      ["/bin/mv", "prompts/review/code.md", "prompts/review/codes.md"], in: scratch.path)
    #expect(run("check", "w.md").errors.contains("did you mean 'review/codes'?"))
  }

  /// A workflow of the library is itself, whatever lies in the working folder under its name.
  @Test func aFileOfTheSameNameDoesNotStandForTheLibrarys() {
    scratch.write("database-migration.md", "not a workflow")
    let ended = run("-c", "load database-migration; info handlers")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(!ended.output.contains(scratch.path), "\(ended.output)")
  }
}
