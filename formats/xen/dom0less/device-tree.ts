import { aboutTree, laterCommands, schedulerOfXen } from '../../../messages/formats/dom0less.ts';
import { guestsOf, type PlannedDomain, type PlannedPool, type XenPlan } from '../export/plan.ts';
import { laterCommandsOf } from './later-commands.ts';
import { nodeNames } from './node-names.ts';

/**
 * The part of a host's device tree with which Xen makes pools and guests at boot, without Dom0.
 * `labels` are those of the nodes of processors, by number. Source of the bindings: Xen's
 * `docs/misc/arm/device-tree/`, `cpupools.txt` and `booting.txt`.
 */
export function deviceTree(plan: XenPlan, labels: (core: number) => string): string {
  const { pools } = plan;
  const poolNames = nodeNames(
    pools.map(({ name }) => name),
    'pool',
  );
  const guests = pools.flatMap((pool) => guestsOf(pool).map((guest) => ({ guest, pool })));
  const guestNames = nodeNames(
    guests.map(({ guest }) => guest.name),
    'domain',
  );
  // Without a word, Xen makes one pool of all processors.
  const several = pools.some(({ first }) => !first);
  const [only] = pools;
  const later = laterCommandsOf(plan);
  const head = [
    ...aboutTree(plan.host),
    ...(several || only === undefined ? [] : [schedulerOfXen(only.scheduler)]),
    ...(later.length === 0 ? [] : [laterCommands(), ...later.map((line) => `  ${line}`)]),
  ];
  return [
    '/*',
    ...head.map((line) => ` * ${line.replaceAll('*/', '* /').replace(/\p{Cc}/gu, '_')}`),
    ' */',
    '/ {',
    '\tchosen {',
    ...(several
      ? pools.flatMap((pool, index) => poolNode(pool, poolNames[index] ?? '', labels))
      : []),
    ...guests.flatMap(({ guest, pool }, index) => {
      const own = several ? (poolNames[pools.indexOf(pool)] ?? '') : null;
      return domainNode(guest, guestNames[index] ?? '', own);
    }),
    '\t};',
    '};',
    '',
  ].join('\n');
}

function poolNode(
  { scheduler, cores }: PlannedPool,
  name: string,
  label: (core: number) => string,
): readonly string[] {
  return [
    `\t\t${labelOf(name)}: ${name} {`,
    '\t\t\tcompatible = "xen,cpupool";',
    `\t\t\tcpupool-cpus = <${cores.map((core) => `&${label(core)}`).join(' ')}>;`,
    `\t\t\tcpupool-sched = "${scheduler}";`,
    '\t\t};',
  ];
}

function domainNode(
  { vcpus }: PlannedDomain,
  name: string,
  pool: string | null,
): readonly string[] {
  return [
    `\t\t${labelOf(name)}: ${name} {`,
    '\t\t\tcompatible = "xen,domain";',
    '\t\t\t#address-cells = <2>;',
    '\t\t\t#size-cells = <2>;',
    `\t\t\tcpus = <${vcpus.length}>;`,
    ...(pool === null ? [] : [`\t\t\tdomain-cpupool = <&${labelOf(pool)}>;`]),
    ...vcpus.flatMap(({ core }, vcpu) =>
      core === null
        ? []
        : [
            '',
            `\t\t\tvcpu${vcpu} {`,
            '\t\t\t\tcompatible = "xen,vcpu";',
            `\t\t\t\tid = <${vcpu}>;`,
            `\t\t\t\thard-affinity = "${core}";`,
            '\t\t\t};',
          ],
    ),
    '\t\t};',
  ];
}

/** A node's label, which holds letters, digits and `_` only. */
function labelOf(node: string): string {
  return node.replace(/[^A-Za-z0-9_]/g, '_');
}
