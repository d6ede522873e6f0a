/// Every row, in the order of the table. Adding one is a file in `Rows` and a line here.
let benchRows: [BenchRow] = [
  .start, .size,
  .loadSeed, .loadGrowth,
  .smallTemplate, .smallTemplateParsed, .template, .templateParsed, .guardExpression,
  .engine, .engineMemory, .engineGrowth, .back,
  .script, .liveCall,
]
