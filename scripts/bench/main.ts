import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Benchmark, Measurement } from './benchmark.ts';

/**
 * Runs the benchmarks of every file beside this one and prints a table. `--json` prints an array of
 * `{ name, value, unit }` instead; `--only PATTERN` selects those whose name contains it.
 */
const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});

const chosen = (await collect()).filter(({ name }) => name.includes(options.only));
if (chosen.length === 0) {
  console.error(`No benchmark's name contains "${options.only}".`);
  process.exit(2);
}
const width = Math.max(...chosen.map(({ name }) => name.length));
const measurements: Measurement[] = [];
for (const benchmark of chosen) {
  const value = await benchmark.run();
  measurements.push({ name: benchmark.name, value, unit: benchmark.unit });
  if (!options.json) console.log(line(benchmark, value));
}
if (options.json) console.log(JSON.stringify(measurements, null, 2));

async function collect(): Promise<readonly Benchmark[]> {
  const files = readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith('.ts') && file !== 'main.ts',
  );
  const found: Benchmark[] = [];
  for (const file of files.sort()) {
    const module: { readonly benchmarks?: readonly Benchmark[] } = await import(`./${file}`);
    found.push(...(module.benchmarks ?? []));
  }
  return found;
}

function line({ name, unit, goal }: Benchmark, value: number): string {
  const shown = `${name.padEnd(width)}  ${number(value).padStart(12)} ${unit.padEnd(5)}`;
  if (goal === undefined) return shown;
  const rate = unit === '1/s';
  const met = rate ? value >= goal : value <= goal;
  return `${shown}  goal ${rate ? '≥' : '≤'} ${number(goal)}${met ? '' : '  MISSED'}`;
}

function number(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
