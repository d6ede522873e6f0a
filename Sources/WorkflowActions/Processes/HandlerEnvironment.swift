package import HandlerContract

/// The environment a handler is started with: clean, but for what is named.
package enum HandlerEnvironment {
  /// What every handler gets where we have it.
  static let always = ["PATH", "HOME", "LANG", "TMPDIR"]
  /// For where we were started without a `PATH`.
  static let fallbackPath = "/usr/local/bin:/usr/bin:/bin"

  /// The variables for a request.
  ///
  /// - Parameters:
  ///   - named: names the binding lets through; a `*` stands for any text.
  ///   - own: our own environment.
  package static func variables(
    for request: HandlerRequest, named: [String], own: [String: String]
  ) -> [String: String] {
    let globs = (always + named).map(Glob.init)
    var variables = own.filter { entry in globs.contains { $0.matches(entry.key) } }
    if variables["PATH"] == nil { variables["PATH"] = fallbackPath }
    variables["WFSH_PROMPT"] = request.prompt
    variables["WFSH_RUN_ID"] = request.runID
    variables["WFSH_STATE"] = request.state
    variables["WFSH_ATTEMPT"] = String(request.attempt)
    // A name with `=` or a text with NUL cannot be passed on, and would be misread.
    return variables.filter { entry in
      !entry.key.isEmpty && !entry.key.utf8.contains(UInt8(ascii: "="))
        && !entry.key.utf8.contains(0) && !entry.value.utf8.contains(0)
    }
  }
}
