// mermaid.js ASSETS TURNS: reads a state diagram from standard input, parses it with Mermaid and
// prints the processor nanoseconds of the best turn. ASSETS is the folder of the wheel mermaidx.
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const [assets, turns] = process.argv.slice(2);
for (const name of ['crypto', 'navigator']) {
  Object.defineProperty(globalThis, name, {
    writable: true, configurable: true, value: globalThis[name],
  });
}
// The wheel's DOM replaces these for an engine that has less than Node.
const { exec } = RegExp.prototype;
const { console } = globalThis;
for (const name of ['dom_shim.js', 'mermaid.js']) {
  vm.runInThisContext(fs.readFileSync(path.join(assets, name), 'utf8'));
}
RegExp.prototype.exec = exec;
globalThis.console = console;

const text = fs.readFileSync(0, 'utf8');
globalThis.mermaid.initialize({ startOnLoad: false });
(async () => {
  let best = Infinity;
  for (let turn = 0; turn < Number(turns); turn += 1) {
    const start = process.cpuUsage();
    await globalThis.mermaid.parse(text);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) * 1e3);
  }
  process.stdout.write(String(best));
})().catch((error) => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
