/// From one kind to another; what cannot be read or does not fit is an error.
let conversionFunctions: [FunctionRow] = []
