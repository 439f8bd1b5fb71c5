import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdAgainst } from '../support/json-schema.ts';
import { buildCommand, hypersched } from './built-command.ts';

/** The output of a run of the command; two tests that look at the same run share it. */
const outputs = new Map<string, Promise<string>>();
function outputOf(...args: readonly string[]): Promise<string> {
  const key = args.join(' ');
  const output = outputs.get(key) ?? hypersched(args).then(({ out }) => out);
  outputs.set(key, output);
  return output;
}

beforeAll(buildCommand);

const schemaOf = (name: string) =>
  JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8'));

/** Systems that have what the examples lack. */
const systems = {
  'expects.hsched':
    'machine m {} domain d on m { vcpu v0 period 5ms budget 1ms task t period 5ms wcet 4ms }\n// expect: schedulable d\n// expect: nothing\n',
  'late.hsched':
    'machine m {} domain d on m { scheduler RM vcpu v0 period 5ms budget 1ms task a period 5ms wcet 2ms task t period 9ms wcet 4ms }',
  'global.hsched':
    'machine m { cores 2 } domain d on m { scheduler EDF global vcpu a period 5ms budget 5ms vcpu b period 5ms budget 5ms task t period 5ms wcet 4ms task u period 5ms wcet 4ms task w period 5ms wcet 4ms }',
  'held.hsched':
    'machine m { cores 2 scheduler RTDS } domain a on m { vcpu v period 10ms budget 5ms } domain b on m { vcpu v period 12ms budget 6ms } domain c on m { vcpu v period 9ms budget 5ms }',
  'open.hsched':
    'machine m { cores 2 scheduler EDF global servers periodic } domain a on m { vcpu v period 7003us budget 4001us } domain b on m { vcpu v period 11003us budget 6007us } domain c on m { vcpu v period 9001us budget 4003us } domain d on m { vcpu v period 13007us budget 1ms }',
  'open-core.hsched':
    'machine m { scheduler EDF partitioned } domain a on m { vcpu v period 4ms budget 2ms task t period 1s wcet 1ms } domain b on m { vcpu v period 9ms budget 4ms task t period 1s wcet 1ms }',
  'credit.hsched':
    'machine m { scheduler credit } domain d on m { vcpu v0 task t period 5ms wcet 1ms }',
  'crowded.hsched':
    'machine m {} domain a on m { vcpu v period 5ms budget 3ms } domain b on m { vcpu v period 5ms budget 3ms } scenario s on m { at 0ms start a at 1ms start b }',
  'waits.hsched':
    'machine m { servers periodic } domain a on m { vcpu v period 10ms budget 5ms core 0 } domain x on m { vcpu v period 20ms budget 10ms core 0 } domain b on m { vcpu v period 4ms budget 2ms core 0 } scenario s on m { at 0ms start a, x at 5ms stop a at 6ms start b at 50ms set x.v budget 9ms run 1s }',
  'exchange.hsched':
    'machine h { cores 3 pool p { cores 0, 2 } pool q { cores 1 } } domain x on h.p { vcpu v period 10ms budget 4ms core 0 } domain u on h.p { vcpu v period 10ms budget 6ms } domain y on h.q { vcpu v period 10ms budget 4ms } domain w on h.q { vcpu v period 10ms budget 6ms } scenario s on h { at 0ms start x, u, y, w at 7ms migrate u to h.q at 7ms migrate w to h.p run 100ms }',
  'broken.hsched': 'machine m { cores }',
  'empty.hsched': '',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersched-'));
  for (const [name, text] of Object.entries(systems)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = ['--format', 'json'] as const;

/** The output of `check`, with options, of the examples and the systems. */
async function checkedFiles(options: readonly string[]): Promise<readonly string[]> {
  const files = [...globSync('examples/*.hsched'), ...globSync(`${folder}/*.hsched`)];
  const lines = (await outputOf('check', ...options, ...json, ...files)).trimEnd().split('\n');
  expect(lines.length).toBe(files.length);
  return lines;
}

describe('every JSON that the command prints has its schema', () => {
  test.each([[[]], [['--expect']]])('check %j', async (options) => {
    const schema = schemaOf('check');
    for (const line of await checkedFiles(options))
      expect(holdAgainst(schema, JSON.parse(line)).faults).toEqual([]);
  });

  test.each([
    ['examples/paper-testbed.hsched', []],
    ['examples/paper-testbed.hsched', ['--scenario', 'evening']],
    ['examples/paper-testbed.hsched', ['--supply', 'worst-case:guest1.v0']],
    ['examples/avionics.hsched', []],
    ['examples/xen-trace.hsched', ['--for', '1us']],
  ] as const)('simulate %s %j', async (file, args) => {
    const out = await outputOf('simulate', file, ...json, ...args);
    expect(holdAgainst(schemaOf('simulate'), JSON.parse(out)).faults).toEqual([]);
  });

  test('admit --compare', async () => {
    const args = ['examples/open-environment.hsched', '--scenario', 'busy', '--compare'];
    const out = await outputOf('admit', ...args, ...json);
    expect(holdAgainst(schemaOf('admit-compare'), JSON.parse(out)).faults).toEqual([]);
  });

  const admissions = [
    ['examples/paper-testbed.hsched', []],
    ['examples/landing.hsched', []],
    ['examples/open-environment.hsched', ['--scenario', 'busy']],
    ['examples/two-cores.hsched', []],
    ['examples/xen-pools.hsched', []],
  ] as const;
  test.each(admissions)('admit %s %j', async (file, args) => {
    const out = await outputOf('admit', file, ...json, ...args);
    expect(holdAgainst(schemaOf('admit'), JSON.parse(out)).faults).toEqual([]);
  });

  test('and each key of the schemas was seen', async () => {
    const unseen = (name: string, outputs: readonly string[]) => {
      const schema = schemaOf(name);
      const used = new Set(
        outputs.flatMap((out) => [...holdAgainst(schema, JSON.parse(out)).used]),
      );
      return pathsOf(schema, '').filter((path) => !used.has(path) && !rare.includes(path));
    };
    expect(unseen('check', await checkedFiles(['--expect']))).toEqual([]);
    const runs = await Promise.all(
      [
        ['examples/paper-testbed.hsched', ...json, '--scenario', 'evening'],
        ['examples/paper-testbed.hsched', ...json],
        ['examples/landing.hsched', ...json, '--scenario', 'flight'],
        [`${folder}/exchange.hsched`, ...json, '--scenario', 's'],
        [`${folder}/held.hsched`, ...json, '--late', 'a.v'],
      ].map((args) => outputOf('simulate', ...args)),
    );
    expect(unseen('simulate', runs)).toEqual([]);
    const own = ['crowded', 'waits', 'exchange'].map(
      (name) => [`${folder}/${name}.hsched`, []] as const,
    );
    const admitted = await Promise.all(
      [...admissions, ...own].map(([file, args]) => outputOf('admit', file, ...json, ...args)),
    );
    expect(unseen('admit', admitted)).toEqual([]);
  });
});

/** Keys of notes, and of witnesses of runs, which few systems have. */
const rare = [
  '.properties.notes.items',
  '$defs.witness.properties.released',
  '$defs.witness.properties.run',
  '$defs.witness.properties.from',
];

/** The paths of all keys of a schema. */
function pathsOf(schema: object, at: string): readonly string[] {
  return Object.entries(schema).flatMap(([keyword, rule]): readonly string[] => {
    switch (keyword) {
      case 'properties':
        return Object.entries(rule as object).flatMap(([key, each]) => [
          `${at}.properties.${key}`,
          ...pathsOf(each, `${at}.properties.${key}`),
        ]);
      case '$defs':
        return Object.entries(rule as object).flatMap(([key, each]) =>
          pathsOf(each, `$defs.${key}`),
        );
      case 'items':
        return [`${at}.items`, ...pathsOf(rule as object, `${at}.items`)];
      default:
        return [];
    }
  });
}
