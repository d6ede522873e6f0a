internal import JSONText

/// Filters that write text so that another language reads it, and back.
let encodingFilters: [FilterRow] = [
  FilterRow(
    "escape", gives: [.null, .string], "Writes text for HTML.",
    example: (#"{{ "<a>" | escape }}"#, "&lt;a&gt;")
  ) { call throws(LanguageError) in escaped(call) },
  FilterRow(
    "h", gives: [.null, .string], "Another name of 'escape'.",
    example: (#"{{ "<a>" | h }}"#, "&lt;a&gt;")
  ) { call throws(LanguageError) in escaped(call) },
  FilterRow(
    "escape_once", "Writes text for HTML; what is written so already stays.",
    example: (#"{{ "&lt;a>" | escape_once }}"#, "&lt;a&gt;")
  ) { call throws(LanguageError) in .string(HTMLText.escape(call.text, once: true)) },
  FilterRow(
    "strip_html", "Takes HTML's tags, comments, scripts and styles out.",
    example: (#"{{ "<b>a</b>" | strip_html }}"#, "a")
  ) { call throws(LanguageError) in .string(HTMLText.strip(call.text)) },
  FilterRow(
    "url_encode", gives: [.null, .string], "Writes text for a form's URL.",
    example: (#"{{ "a b&c" | url_encode }}"#, "a+b%26c")
  ) { call throws(LanguageError) in
    call.input.isNull ? .null : .string(URLText.encode(call.text))
  },
  FilterRow(
    "url_decode", gives: [.null, .string], "Reads text of a form's URL.",
    example: (#"{{ "a+b%26c" | url_decode }}"#, "a b&c")
  ) { call throws(LanguageError) in
    guard !call.input.isNull else { return .null }
    if let text = URLText.decode(call.text) { return .string(text) }
    throw call.failure(LanguageError.badConversion, "the text is no UTF-8 when decoded")
  },
  FilterRow(
    "base64_encode", "Writes text in Base64.",
    example: (#"{{ "_#/." | base64_encode }}"#, "XyMvLg==")
  ) { call throws(LanguageError) in .string(Base64.encode(call.bytes)) },
  FilterRow(
    "base64_decode", "Reads Base64.", example: (#"{{ "XyMvLg==" | base64_decode }}"#, "_#/.")
  ) { call throws(LanguageError) in try decodeBase64(call, urlSafe: false) },
  FilterRow(
    "base64_url_safe_encode", "Writes text in the Base64 of URLs.",
    example: (#"{{ "a?>" | base64_url_safe_encode }}"#, "YT8-")
  ) { call throws(LanguageError) in
    let text = Base64.encode(call.bytes).utf8.map { byte in
      byte == UInt8(ascii: "+")
        ? UInt8(ascii: "-") : byte == UInt8(ascii: "/") ? UInt8(ascii: "_") : byte
    }
    return .string(String(decoding: text, as: UTF8.self))
  },
  FilterRow(
    "base64_url_safe_decode", "Reads the Base64 of URLs.",
    example: (#"{{ "YT8-" | base64_url_safe_decode }}"#, "a?>")
  ) { call throws(LanguageError) in try decodeBase64(call, urlSafe: true) },
  FilterRow(
    "json", takes: .unknown, "Writes a value as JSON.",
    example: (#"{{ "a,b" | split: "," | json }}"#, #"["a","b"]"#)
  ) { call throws(LanguageError) in .string(JSONWriter().write(call.input.json)) },
]

private func decodeBase64(
  _ call: FilterArguments, urlSafe: Bool
) throws(LanguageError) -> Value {
  let text = call.text
  let isPadded = text.utf8.count % 4 == 0
  if urlSafe || isPadded, let bytes = Base64.decode(text, urlSafe: urlSafe) {
    if let decoded = String(validating: bytes, as: UTF8.self) { return .string(decoded) }
    return .bytes(bytes)
  }
  throw call.failure(LanguageError.badConversion, "the text is no Base64")
}

extension FilterArguments {
  /// The input's bytes: those of its text, where it is not bytes.
  fileprivate var bytes: [UInt8] {
    if case .bytes(let bytes) = input { bytes } else { Array(text.utf8) }
  }
}

private func escaped(_ call: FilterArguments) -> Value {
  call.input.isNull ? .null : .string(HTMLText.escape(call.text))
}
