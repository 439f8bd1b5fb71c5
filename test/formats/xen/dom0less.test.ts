import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { deviceTree } from '../../../formats/xen/dom0less/device-tree.ts';
import { laterCommandsOf } from '../../../formats/xen/dom0less/later-commands.ts';
import { nodeNames } from '../../../formats/xen/dom0less/node-names.ts';
import { makePlan } from '../../../formats/xen/export/make-plan.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { installFromDebian } from '../../../scripts/debian/install-from-debian.ts';
import { modelOf } from '../../support/model-of.ts';
import { inFolder } from './export/exported.ts';

async function planned(text: string) {
  const model = await modelOf(text);
  return makePlan(analyze(model), model.machines[0]?.host ?? '', 'dom0less');
}

const board = `machine board { cores 4  scheduler credit2  overheads { switch any -> any 0us }
  pool rt { cores 2  scheduler RTDS }
  pool fly { cores 3  scheduler null } }
domain web on board { weight 300  vcpu v0 }
domain "r/t */ $(x)" on board.rt { vcpu v0  period 10ms  budget 3ms  extratime }
domain "7" on board.rt { vcpu v0  period 20ms  budget 1ms }
domain fly on board.fly { vcpu v0  task steer  period 10ms  wcet 2ms }`;

const processors = [0, 1, 2, 3]
  .map((core) => `cpu${core}: cpu@${core} { reg = <${core}>; device_type = "cpu"; };`)
  .join('\n');

const tree = `/dts-v1/;
/ { #address-cells = <2>; #size-cells = <2>;
  cpus { #address-cells = <1>; #size-cells = <0>; ${processors} }; };
/include/ "board.dtsi"
`;

describe('the device tree', () => {
  beforeAll(() => {
    const there = spawnSync('dtc', ['--version']).status === 0;
    if (!there && !installFromDebian('device-tree-compiler'))
      throw new Error('This test needs dtc (Debian: device-tree-compiler).');
  });

  test('is taken by dtc, and has what Xen reads', async () => {
    const { plan, problems } = await planned(board);
    expect(problems).toEqual([]);
    await inFolder((folder) => {
      writeFileSync(
        join(folder, 'board.dtsi'),
        deviceTree(plan, (core) => `cpu${core}`),
      );
      writeFileSync(join(folder, 'board.dts'), tree);
      const compiled = join(folder, 'board.dtb');
      const from = ['-I', 'dts', '-O', 'dtb', '-o', compiled, join(folder, 'board.dts')];
      execFileSync('dtc', ['-W', 'no-avoid_unnecessary_addr_size', ...from], { stdio: 'pipe' });
      const back = execFileSync('dtc', ['-I', 'dtb', '-O', 'dts', compiled], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
      expect(back.slice(back.indexOf('chosen {'))).toMatchSnapshot();
    });
  });
});

test('budgets and weights are told as commands, by the numbers of domains and pools', async () => {
  const { plan } = await planned(board);
  expect(laterCommandsOf(plan)).toEqual([
    'xl sched-credit2 -s -p 0 -r 1000',
    'xl sched-credit2 -d 1 -w 300 -c 0',
    'xl sched-rtds -d 2 -v 0 -p 10000 -b 3000 -e 1',
    'xl sched-rtds -d 3 -v 0 -p 20000 -b 1000 -e 0',
  ]);
});

test('the pool of the first processor is number 0, and takes it from another', async () => {
  const { plan } = await planned(`machine m { cores 3  scheduler RTDS
    pool a { cores 1  scheduler credit2 ratelimit 500us }
    pool b { cores 0  scheduler credit2 ratelimit 200us } }
    domain x on m { vcpu v0  period 10ms  budget 1ms }`);
  expect(laterCommandsOf(plan)).toEqual([
    'xl sched-rtds -d 1 -v 0 -p 10000 -b 1000 -e 0',
    'xl sched-credit2 -s -p 1 -r 500',
    'xl sched-credit2 -s -p 0 -r 200',
  ]);
});

test('one pool alone needs no node, but its scheduler on the command line of Xen', async () => {
  const { plan } = await planned('machine m { scheduler null } domain a on m { vcpu v0 }');
  const text = deviceTree(plan, (core) => `cpu${core}`);
  expect(text).toContain('sched=null');
  expect(text).not.toContain('cpupool');
  expect(text).toContain('hard-affinity = "0";');
});

test('windows cannot be said', async () => {
  const { problems } = await planned(`machine m { scheduler ARINC653 major-frame 9ms
    window a.v0 at 0ms for 1ms }
    domain a on m { vcpu v0 }`);
  expect(problems).toMatchObject([{ kind: 'frame', why: 'boot' }, { kind: 'free-switches' }]);
});

test('nodes have names that the specification allows, each once', () => {
  const names = ['a b', 'a-b', 'A_B', '한국', '*/', 'x'.repeat(60), `${'x'.repeat(60)}y`];
  const nodes = nodeNames(names, 'domain');
  expect(new Set(nodes).size).toBe(names.length);
  for (const node of nodes) expect(node).toMatch(/^domain-[a-z0-9-]{1,24}$/);
});
