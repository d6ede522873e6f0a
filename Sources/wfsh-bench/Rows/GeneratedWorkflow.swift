internal import WorkflowSource

/// Workflows of any size.
enum GeneratedWorkflow {
  /// States in a ring, each with an action, templates, and an exit for trouble, as the seed's have.
  static func ring(states: Int) -> SourceText {
    var text = """
      ---
      name: ring
      arguments:
        - name: target
          type: string
          default: here
      ---
      # Ring

      ```mermaid
      stateDiagram-v2
          [*] --> S0

      """
    for number in 0..<states {
      let next = (number + 1) % states
      text += """
            S\(number) --> S\(next): Done
            S\(number) --> Trouble: Failed
            S\(number): Step number \(number)
            S\(number): action: execute_prompt
            S\(number): prompt: work/step
            S\(number): variables:
            S\(number):   place: "{{ target }}/{{ S\(number).count | default: 0 }}"
            S\(number):   attempt: \(number)
            S\(number): timeout: 30s

        """
    }
    text += "    Trouble --> [*]\n```\n"
    return SourceText(name: "ring.md", text: text)
  }

  /// Two states that do nothing but lead to each other: what is left is the engine's own.
  static let pingPong = SourceText(
    name: "ping-pong.md",
    text: """
      ```mermaid
      stateDiagram-v2
          [*] --> Ping
          Ping --> Pong
          Pong --> Ping
          Ping: action: log
          Ping: message: ping
          Pong: action: log
          Pong: message: pong
      ```
      """)

  /// A state that calls a prompt, again and again.
  static let calling = SourceText(
    name: "calling.md",
    text: """
      ---
      handlers:
        bench/true: [/bin/true]
      ---
      ```mermaid
      stateDiagram-v2
          [*] --> Call
          Call --> Call: Done
          Call: action: execute_prompt
          Call: prompt: bench/true
      ```
      """)
}
