import WorkflowSource

/// `{% for %}`: its body once for each element.
struct ForTag: TemplateTag {
  static let row = TagRow(
    "for",
    syntax: "{% for NAME in LIST limit: N offset: N reversed %} … {% else %} … {% endfor %}",
    parts: ["else", "endfor"],
    "Prints a part for each element of a list, range or map; forloop tells where it is.",
    example: (
      #"{% for x in (1..3) %}{{ x }}{% unless forloop.last %}, {% endunless %}{% endfor %}"#,
      "1, 2, 3"
    )
  ) { token, parser throws(LanguageError) in
    try parse(token, &parser)
  }

  private static let loopName: Name = "forloop"

  /// Nil where it could not be read.
  private let head: LoopHead?
  private let body: TemplateBody
  private let otherwise: TemplateBody
  let isBlank: Bool

  private static func parse(
    _ token: TemplateToken, _ parser: inout TemplateParser
  ) throws(LanguageError) -> ForTag {
    let head = parser.attempt { parser throws(LanguageError) in
      try LoopHead.parse(token, options: ["limit", "offset", "reversed"], &parser)
    }
    let names = (head.map { [$0.name] } ?? []) + [loopName]
    var (body, end) = try parser.binding(names) { parser throws(LanguageError) in
      try parser.body(of: "for", until: ["else", "endfor"])
    }
    var otherwise = TemplateBody()
    while let part = end, part.tagName == "else" {
      (otherwise, end) = try parser.body(of: "for", until: ["else", "endfor"])
    }
    if end == nil { parser.reportNeverClosed(token) }
    let isBlank = body.isBlank && otherwise.isBlank
    if isBlank {
      body.removeBlankText()
      otherwise.removeBlankText()
    }
    return ForTag(head: head, body: body, otherwise: otherwise, isBlank: isBlank)
  }

  func render(in renderer: TemplateRenderer) throws(LanguageError) {
    guard let head else { return }
    let items = try renderer.items(of: head)
    if items.count == 0 {
      renderer.evaluation.tracer?.note("nothing to go through")
      return try renderer.render(otherwise)
    }
    renderer.evaluation.tracer?.note("\(items.count) round\(items.count == 1 ? "" : "s")")
    let scope = renderer.scope
    let state = LoopState(name: head.label, length: items.count, parent: scope.loop)
    scope.push(Self.loopName, .loop(state))
    scope.push(head.name, .value(.null))
    defer { scope.pop(2) }
    for index in 0..<items.count {
      try renderer.evaluation.step(at: head.range)
      state.index = index
      let item = items[index]
      scope.replaceTop(.value(item))
      try renderer.round(head.name, item, at: head.range) { () throws(LanguageError) in
        try renderer.render(body)
      }
      let interrupt = renderer.interrupt
      renderer.interrupt = nil
      if interrupt == .break { break }
    }
  }
}

extension TemplateRenderer {
  /// What a loop goes through, its options applied.
  func items(of head: LoopHead) throws(LanguageError) -> LoopItems {
    var offset = 0
    if head.options.continues {
      offset = registers.loopEnds[head.label] ?? 0
    } else if let node = head.options.offset {
      offset = try whole(node) ?? 0
    }
    var items = LoopItems(try value(head.collection))
    var limit: Int?
    if let node = head.options.limit { limit = try whole(node) }
    items.slice(offset: offset, limit: limit)
    if head.options.isReversed { items.reverse() }
    registers.loopEnds[head.label] = offset &+ items.count
    return items
  }
}
