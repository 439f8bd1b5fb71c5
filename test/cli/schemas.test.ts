import { globSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { holdAgainst } from '../support/json-schema.ts';
import { buildCommand, hypersched } from './built-command.ts';
import { inDirectory } from './directory.ts';

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
  'broken.hsched': 'machine m { cores }',
  'empty.hsched': '',
};

describe('every JSON that the command prints has its schema', () => {
  test.each([
    ['check', ['check', '--format', 'json']],
    ['check', ['check', '--expect', '--format', 'json']],
  ] as const)('%s: %j', async (name, args) => {
    const schema = schemaOf(name);
    await inDirectory(systems, async (cwd) => {
      const own = globSync(`${cwd}/*.hsched`);
      const { out } = await hypersched([...args, ...globSync('examples/*.hsched'), ...own]);
      const lines = out.trimEnd().split('\n');
      expect(lines.length).toBe(own.length + globSync('examples/*.hsched').length);
      for (const line of lines) expect(holdAgainst(schema, JSON.parse(line)).faults).toEqual([]);
    });
  });

  test.each([
    ['examples/paper-testbed.hsched', []],
    ['examples/paper-testbed.hsched', ['--scenario', 'evening']],
    ['examples/paper-testbed.hsched', ['--supply', 'worst-case:guest1.v0']],
    ['examples/avionics.hsched', []],
    ['examples/xen-trace.hsched', ['--for', '1us']],
  ] as const)('simulate %s %j', async (file, args) => {
    const { out } = await hypersched(['simulate', file, '--format', 'json', ...args]);
    expect(holdAgainst(schemaOf('simulate'), JSON.parse(out)).faults).toEqual([]);
  });

  test('admit --compare', async () => {
    const args = ['examples/open-environment.hsched', '--scenario', 'busy', '--compare'];
    const { out } = await hypersched(['admit', ...args, '--format', 'json']);
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
    const { out } = await hypersched(['admit', file, '--format', 'json', ...args]);
    expect(holdAgainst(schemaOf('admit'), JSON.parse(out)).faults).toEqual([]);
  });

  test('and each key of the schemas was seen', async () => {
    const unseen = async (name: string, outputs: readonly string[]) => {
      const schema = schemaOf(name);
      const used = new Set(
        outputs.flatMap((out) => [...holdAgainst(schema, JSON.parse(out)).used]),
      );
      return pathsOf(schema, '').filter((path) => !used.has(path) && !rare.includes(path));
    };
    await inDirectory(systems, async (cwd) => {
      const examples = ['paper-testbed', 'two-cores', 'landing'].map(
        (name) => `examples/${name}.hsched`,
      );
      const files = [...examples, ...globSync(`${cwd}/*.hsched`)];
      const { out } = await hypersched(['check', '--expect', '--format', 'json', ...files]);
      const run = await hypersched([
        'simulate',
        'examples/paper-testbed.hsched',
        ...['--scenario', 'evening', '--format', 'json'],
      ]);
      const noted = await hypersched([
        'simulate',
        'examples/paper-testbed.hsched',
        ...['--format', 'json'],
      ]);
      const plans = await hypersched([
        'simulate',
        'examples/landing.hsched',
        ...['--scenario', 'flight', '--format', 'json'],
      ]);
      expect(await unseen('check', out.trimEnd().split('\n'))).toEqual([]);
      const late = await hypersched([
        'simulate',
        `${cwd}/held.hsched`,
        ...['--late', 'a.v', '--format', 'json'],
      ]);
      const outs = [run, noted, plans, late].map(({ out }) => out);
      expect(await unseen('simulate', outs)).toEqual([]);
      const admit = async (file: string, args: readonly string[]) =>
        (await hypersched(['admit', file, '--format', 'json', ...args])).out;
      const admitted = await Promise.all(admissions.map(([file, args]) => admit(file, args)));
      const crowded = await admit(`${cwd}/crowded.hsched`, []);
      const waits = await admit(`${cwd}/waits.hsched`, []);
      expect(await unseen('admit', [...admitted, crowded, waits])).toEqual([]);
    });
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
