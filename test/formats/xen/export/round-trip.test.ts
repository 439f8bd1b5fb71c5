import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostAfter } from '../../../../formats/xen/export/host-after.ts';
import { hostOf } from '../../../../formats/xen/host.ts';
import { writeXenHost } from '../../../../formats/xen/host-text.ts';
import { readXen } from '../../../../formats/xen/read.ts';
import type { Domain, SystemModel } from '../../../../scheduling/model/model.ts';
import { modelOf } from '../../../support/model-of.ts';
import { runs } from '../../../support/runs.ts';
import { exportInto, inFolder } from './exported.ts';
import { FakeHost } from './fake-host.ts';

/** The outputs from which a host is read. */
const questions = [
  ['info'],
  ['cpupool-list'],
  ['cpupool-list', '-c'],
  ['list', '--cpupool'],
  ['vcpu-list'],
  ['sched-rtds', '-v', 'all'],
  ['sched-credit'],
  ['sched-credit2'],
] as const;

/** A system without what Xen forgets: tasks, the names of VCPUs and of Dom0, and the grid. */
function remembered({ machines }: SystemModel) {
  const named = ({ type, name }: Domain) => (type === 'dom0' ? 'Domain-0' : name);
  return machines.map(({ host, pool, cores, policy, domains }) => ({
    ...{ host, pool, cores, policy },
    domains: domains
      .map((domain) => ({
        ...{ name: named(domain), type: domain.type, weight: domain.weight, cap: domain.cap },
        vcpus: domain.vcpus.map(({ period, budget, extratime, core }) => ({
          ...{ period, budget, extratime },
          core: policy.kind === 'null' ? core : undefined,
        })),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }));
}

function printedBy(host: FakeHost): string {
  return questions.map((words) => host.xl(...words)).join('\n');
}

/** Exports a text, deploys it to a fake host, and describes that host. */
async function deployedAndRead(text: string, scheduler: string): Promise<string> {
  const { machines } = await modelOf(text);
  const cores = machines.flatMap((machine) => machine.cores);
  const dom0 = machines[0]?.domains.find(({ type }) => type === 'dom0');
  const host = new FakeHost({
    ...{ processors: cores.length, scheduler, dom0Vcpus: dom0?.vcpus.length ?? 1 },
  });
  let read = '';
  try {
    await inFolder(async (folder) => {
      const plan = await exportInto(folder, text);
      const before = readXen([{ file: 'host.txt', text: printedBy(host) }]);
      const then = hostAfter(hostOf(before)?.host ?? null, plan);
      const ran = host.run(join(folder, 'deploy.sh'));
      expect(ran).toMatchObject({ code: 0 });
      const files = readdirSync(folder).filter((name) => name.endsWith('.cfg'));
      const texts = [
        { file: 'host.txt', text: printedBy(host) },
        ...files.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })),
      ];
      const reading = readXen(texts);
      const found = hostOf(reading);
      expect([...reading.notes, ...(found?.notes ?? [])]).toEqual([]);
      // The comparison before a deployment tells what is there afterwards.
      const title = plan.host;
      expect(found && writeXenHost(found.host, title, title)).toBe(
        writeXenHost(then, title, title),
      );
      if (found !== null) read = writeXenHost(found.host, machines[0]?.host ?? '', 'read');
    });
  } finally {
    host.remove();
  }
  return read;
}

const name = fc
  .string({ unit: fc.constantFrom(..."ab_-. $\\'`;|&~*(){}[]!%^=+,?#@:é한"), maxLength: 8 })
  .map((text) => `d${text.trim()}`);

interface DrawnDomain {
  readonly name: string;
  readonly type: string;
  readonly weight: number;
  readonly cap: number;
  readonly vcpus: readonly { readonly period: number; readonly extratime: boolean }[];
}

const domain: fc.Arbitrary<DrawnDomain> = fc.record({
  name,
  type: fc.constantFrom('pv', 'pvh', 'hvm'),
  weight: fc.integer({ min: 1, max: 65_535 }),
  cap: fc.integer({ min: 1, max: 300 }),
  vcpus: fc.array(
    fc.record({ period: fc.integer({ min: 5_000, max: 90_000 }), extratime: fc.boolean() }),
    { minLength: 1, maxLength: 2 },
  ),
});

const pool = fc.record({
  scheduler: fc.constantFrom('RTDS', 'null', 'credit timeslice 5ms ratelimit 500us', 'credit2'),
  domains: fc.array(domain, { minLength: 1, maxLength: 2 }),
});

const host = fc
  .record({ pools: fc.array(pool, { maxLength: 2 }), weight: fc.integer({ min: 1, max: 999 }) })
  .filter(({ pools }) => {
    const names = pools.flatMap(({ domains }) => domains.map((each) => each.name));
    return new Set(names.map((each) => each.toLowerCase())).size === names.length;
  });

type DrawnPool = { readonly scheduler: string; readonly domains: readonly DrawnDomain[] };

function textOf(pools: readonly DrawnPool[], weight: number): string {
  let core = 1;
  const written = pools.map(({ scheduler, domains }, index) => {
    const first = core;
    core += domains.reduce((sum, { vcpus }) => sum + vcpus.length, 0);
    return { index, scheduler, domains, first, last: core - 1 };
  });
  return [
    `machine "m $(x)" { cores ${core}  scheduler credit2`,
    ...written.map(
      ({ index, scheduler, first, last }) =>
        `  pool "p${index} \\" { cores ${first}-${last}  scheduler ${scheduler} }`,
    ),
    '}',
    `domain dom0 on "m $(x)" { type dom0  weight ${weight}  vcpu v0 }`,
    ...written.flatMap(({ index, scheduler, domains, first }) => {
      let next = first;
      return domains.map((each) => {
        const shares = scheduler.startsWith('credit');
        const vcpus = each.vcpus.map(({ period, extratime }, vcpu) => {
          const reserved = `period ${period}us  budget ${Math.floor(period / 9)}us`;
          if (scheduler === 'RTDS')
            return `vcpu v${vcpu}  ${reserved}  ${extratime ? 'extratime' : ''}`;
          return `vcpu v${vcpu}  ${scheduler === 'null' ? `core ${next++}` : ''}`;
        });
        return `domain "${each.name}" on "m $(x)"."p${index} \\" { type ${each.type}
          ${shares ? `weight ${each.weight}  cap ${each.cap}` : ''} ${vcpus.join('\n')} }`;
      });
    }),
  ].join('\n');
}

test('a deployed export is read as the file that was exported, but for what Xen forgets', async () => {
  await fc.assert(
    fc.asyncProperty(host, async ({ pools, weight }) => {
      const text = textOf(pools, weight);
      const read = await deployedAndRead(text, 'credit2');
      expect(remembered(await modelOf(read))).toEqual(remembered(await modelOf(text)));
    }),
    { numRuns: runs(6) },
  );
});

test('and so is one of RTDS alone', async () => {
  const text = `machine board { cores 2  scheduler RTDS }
    domain dom0 on board { type dom0  vcpu v0  period 10ms  budget 1ms }
    domain rt on board { type pvh  vcpu v0  period 20ms  budget 2500us
      vcpu v1  period 1234us  budget 100us  extratime }`;
  const read = await deployedAndRead(text, 'rtds');
  expect(remembered(await modelOf(read))).toEqual(remembered(await modelOf(text)));
});
