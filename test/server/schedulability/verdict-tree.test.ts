import { readFileSync } from 'node:fs';
import { EmptyFileSystem } from 'langium';
import { describe, expect, test } from 'vitest';
import { loadText } from '../../../language/load.ts';
import { lower } from '../../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import type { VerdictNode } from '../../../server/protocol.ts';
import { verdictTree } from '../../../server/schedulability/verdict-tree.ts';

const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);

async function treeOf(text: string): Promise<readonly VerdictNode[]> {
  const { model, places } = lower(await loadText(shared, text), Hypersched);
  return verdictTree({ analysis: analyze(model), places });
}

/** One line per node: its depth, its state, kind, name, utilization in percent, detail. */
function drawn(nodes: readonly VerdictNode[], depth = 0): string[] {
  return nodes.flatMap(({ element, name, state, utilization, detail, children }) => {
    const used = utilization === undefined ? '' : ` ${(utilization * 100).toFixed(1)} %`;
    const line = `${'  '.repeat(depth)}${state} ${element.kind} ${name}${used}${detail === '' ? '' : ` (${detail})`}`;
    return [line, ...drawn(children, depth + 1)];
  });
}

const find = (
  nodes: readonly VerdictNode[],
  ...path: readonly string[]
): VerdictNode | undefined => {
  const [name, ...rest] = path;
  const found = nodes.find((node) => node.name === name);
  return rest.length === 0 || found === undefined ? found : find(found.children, ...rest);
};

describe('the tree of a system', () => {
  test('shows machine, cores, domains, VCPUs and tasks, and scenarios with their steps', async () => {
    const tree = await treeOf(readFileSync('examples/paper-testbed.hsched', 'utf8'));
    expect(drawn(tree)).toMatchInlineSnapshot(`
      [
        "schedulable machine testbed 64.2 % (2 cores)",
        "  schedulable core core 0 72.3 %",
        "    unschedulable domain dom0 5.0 % (FIFO)",
        "      unschedulable vcpu io 20.0 % (needs 5.25 ms, has 2 ms every 10 ms)",
        "        unschedulable task backend (16.5 ms > 10 ms)",
        "    unschedulable domain guest1 25.0 % (RM)",
        "      unschedulable vcpu v0 46.0 % (needs 2.513 ms, has 2.3 ms every 5 ms)",
        "        schedulable task sensor (6.45 ms ≤ 10 ms)",
        "        unschedulable task actuate (15.85 ms > 15 ms)",
        "  schedulable core core 1 56.2 %",
        "    schedulable domain guest2 40.7 % (EDF)",
        "      schedulable vcpu v0 25.0 % (2 ms every 8 ms, chosen)",
        "        schedulable task decode (slack 0 ms)",
        "      schedulable vcpu v1 25.3 % (1.5 ms every 5.928 ms, chosen)",
        "        schedulable task encode (slack 0 ms)",
        "refused scenario evening (5 of 5 steps refused)",
        "  refused step start dom0, guest2 (at 0 ms)",
        "  refused step start guest1 (at 200 ms)",
        "  refused step add task overlay to guest2.v0 (at 400 ms)",
        "  refused step remove task guest2.overlay (at 1 s)",
        "  refused step stop guest2 (at 2 s)",
      ]
    `);
  });

  test('tells of machines and cores that a run refuses, and of no others', async () => {
    const late = (nodes: readonly VerdictNode[]): readonly string[] =>
      nodes.flatMap(({ name, isLate, children }) => [
        ...(isLate === true ? [name] : []),
        ...late(children),
      ]);
    const held = `machine "one core" { cores 2 }
domain a on "one core" { vcpu v period 10ms budget 5ms core 1 }
domain b on "one core" { vcpu v period 12ms budget 6ms core 1 }
domain c on "one core" { vcpu v period 12ms budget 6ms core 0 }
`;
    const pools = `machine host { cores 3 pool p { cores 0..1 scheduler RTDS } }
domain a on host.p { vcpu v period 10ms budget 5ms }
domain b on host.p { vcpu v period 12ms budget 6ms }
domain c on host.p { vcpu v period 9ms budget 7ms }
`;
    expect(late(await treeOf(held))).toEqual(['one core', 'core 1']);
    expect(late(await treeOf(pools))).toEqual(['p']);
    expect(late(await treeOf(readFileSync('examples/paper-testbed.hsched', 'utf8')))).toEqual([]);
  });

  test.each([
    [
      'under a global policy, the domains stand right below the machine',
      'machine m { cores 2 scheduler EDF global }\ndomain d on m { vcpu v0 period 10ms budget 5ms task t period 20ms wcet 1ms }',
      ['m', 'd', 'v0', 't'],
    ],
    [
      'tasks that run on every VCPU of their domain stand beside the VCPUs',
      'machine m { cores 2 }\ndomain d on m { scheduler EDF global vcpu v0 period 10ms budget 10ms core 0 vcpu v1 period 10ms budget 10ms core 0 task t period 20ms wcet 1ms }',
      ['m', 'core 0', 'd', 't'],
    ],
    [
      'the VCPU of a domain that writes none stands there too',
      'machine m { cores 1 }\ndomain d on m { task t period 20ms wcet 1ms }',
      ['m', 'core 0', 'd', 'v0', 't'],
    ],
    [
      'a VCPU whose budget does not suffice its core stands below it all the same',
      'machine m { cores 1 }\ndomain a on m { vcpu v0 period 10ms budget 9ms core 0 task t period 20ms wcet 1ms }\ndomain b on m { vcpu v0 period 10ms budget 9ms core 0 task t period 20ms wcet 1ms }',
      ['m', 'core 0', 'b', 'v0'],
    ],
    [
      'windows of ARINC 653 have their domains',
      'machine m { cores 1 scheduler ARINC653 major-frame 20ms window d.v0 at 0ms for 10ms }\ndomain d on m { vcpu v0 task t period 20ms wcet 1ms }',
      ['m', 'core 0', 'd', 'v0', 't'],
    ],
  ])('%s', async (_, text, path) => {
    const tree = await treeOf(text);
    expect(find(tree, ...path), drawn(tree).join('\n')).toBeDefined();
  });

  test('shows pools below their machine, whose verdict and utilization are those of all its cores', async () => {
    const tree = await treeOf(`
      machine board { cores 4  servers periodic
        pool rt { cores 1, 3  scheduler EDF global }
        pool fly { cores 2  scheduler null } }
      domain a on board { vcpu v0 period 10ms budget 5ms core 0  task t period 20ms wcet 1ms }
      domain b on board.rt { vcpu v0 period 10ms budget 5ms  task t period 20ms wcet 9ms }
      domain c on board.fly { vcpu v0  task t period 20ms wcet 1ms }`);
    expect(drawn(tree)).toEqual([
      'schedulable machine board 50.0 % (4 cores)',
      '  schedulable core core 0 50.0 %',
      '    schedulable domain a 5.0 % (EDF)',
      '      schedulable vcpu v0 50.0 % (5 ms every 10 ms)',
      '        schedulable task t (slack 4 ms)',
      '  schedulable machine rt 25.0 % (cores 1, 3)',
      '    unschedulable domain b 45.0 % (EDF)',
      '      unschedulable vcpu v0 50.0 % (needs 6.334 ms, has 5 ms every 10 ms)',
      '        unschedulable task t (short by 4 ms)',
      '  schedulable machine fly 100.0 % (core 2)',
      '    schedulable core core 2 100.0 %',
      '      schedulable domain c 5.0 % (EDF)',
      '        schedulable vcpu v0',
      '          schedulable task t (slack 19 ms)',
    ]);
    const [board] = tree;
    expect(board?.place?.range.start).toEqual({ line: 1, character: 14 });
    const pools = board?.children.filter(({ pool }) => pool) ?? [];
    expect(pools.map(({ place }) => place?.range.start)).toEqual([
      { line: 2, character: 13 },
      { line: 3, character: 13 },
    ]);
  });

  test('shows a machine whose cores are all in pools', async () => {
    const tree = await treeOf(`machine board { cores 2  pool rt { cores 0-1 } }
      domain a on board.rt { vcpu v0 period 10ms budget 5ms core 1 }`);
    expect(drawn(tree)).toEqual([
      'schedulable machine board 25.0 % (2 cores)',
      '  schedulable machine rt 25.0 % (cores 0 … 1)',
      '    schedulable core core 1 50.0 %',
      '      schedulable domain a 0.0 % (EDF)',
      '        schedulable vcpu v0 50.0 % (5 ms every 10 ms)',
    ]);
    expect(tree[0]?.place?.range.start).toEqual({ line: 0, character: 8 });
  });

  test('a domain with VCPUs on two cores stands below both, each time with what is there', async () => {
    const tree = await treeOf(
      'machine m { cores 2 }\ndomain d on m { vcpu v0 period 10ms budget 5ms core 0 vcpu v1 period 10ms budget 5ms core 1 task a period 20ms wcet 1ms on v0 task b period 20ms wcet 1ms on v1 }',
    );
    expect(find(tree, 'm', 'core 0', 'd')?.children.map(({ name }) => name)).toEqual(['v0']);
    expect(find(tree, 'm', 'core 1', 'd', 'v1')?.children.map(({ name }) => name)).toEqual(['b']);
  });

  test('a domain is not schedulable whose VCPU does not get its budget', async () => {
    const tree = await treeOf(
      'machine m { cores 1 }\ndomain a on m { vcpu v0 period 10ms budget 9ms core 0 task t period 20ms wcet 1ms }\ndomain b on m { vcpu v0 period 10ms budget 9ms core 0 task t period 20ms wcet 1ms }',
    );
    expect(find(tree, 'm', 'core 0')?.children.map(({ state }) => state)).toContain(
      'unschedulable',
    );
  });

  test('a soft task that can miss is told from a hard one', async () => {
    const tree = await treeOf(
      'machine m { cores 1 }\ndomain d on m { vcpu v0 period 10ms budget 1ms core 0 task t period 20ms wcet 9ms soft }',
    );
    expect(find(tree, 'm', 'core 0', 'd', 'v0', 't')?.state).toBe('soft');
    expect(find(tree, 'm', 'core 0', 'd')?.state).toBe('schedulable');
  });

  test('nothing is called schedulable of what was not understood', async () => {
    const tree = await treeOf(
      'machine m { cores 1 }\ndomain d on m { vcpu v0 period 10ms budget 1ms core 0 task t period 20ms }',
    );
    expect(find(tree, 'm', 'core 0', 'd')?.state).toBe('unknown');
  });

  test('every name leads to where it is written', async () => {
    const tree = await treeOf(
      'machine m { cores 1 }\ndomain d on m {\n  task t period 20ms wcet 1ms\n}',
    );
    const place = find(tree, 'm', 'core 0', 'd', 'v0', 't')?.place;
    expect(place?.range.start).toEqual({ line: 2, character: 7 });
  });
});
