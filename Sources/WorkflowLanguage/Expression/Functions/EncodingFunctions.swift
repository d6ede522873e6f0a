/// CEL's extension of encodings.
let encodingFunctions: [FunctionRow] = [
  FunctionRow(
    "base64.encode", [.init("bytes", .bytes)], gives: .string, "Bytes as Base64.",
    example: ("base64.encode(b'hello')", "\"aGVsbG8=\"")
  ) { call throws(LanguageError) in
    guard case .bytes(let bytes) = call[0] else { return .null }
    return .string(Base64.encode(bytes))
  },
  FunctionRow(
    "base64.decode", [.init("text", .string)], gives: .bytes, "The bytes of a Base64 text.",
    example: ("string(base64.decode('aGVsbG8='))", "\"hello\"")
  ) { call throws(LanguageError) in
    guard let bytes = Base64.decode(call.string(0)) else {
      throw call.failure(LanguageError.badConversion, "the text is no Base64")
    }
    return .bytes(bytes)
  },
]
