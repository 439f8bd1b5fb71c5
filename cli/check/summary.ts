import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { Facts } from '../../scheduling/facts/facts.ts';
import type { ProvenMachine, ProvenVcpu } from '../../scheduling/facts/proven.ts';
import { keyOfVcpu } from '../../scheduling/host/vcpu-name.ts';
import type { MachineAnalysis, VcpuName, VerdictKind } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import { frameOf, placementOf, traitsOf } from '../../scheduling/model/policies.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { percent } from '../../scheduling/text/percent.ts';
import { bar } from '../bar.ts';
import type { Cell } from '../table.ts';
import { worst } from './worst-verdict.ts';

type Row = readonly Cell[];

const barWidth = 20;

/** The rows of one machine: its title, then for each core its load and the VCPUs on it. */
export function machineRows({ machine, host }: ProvenMachine, facts: Facts): Row[] {
  return groupsOf(host, machine).flatMap((group) => [
    groupRow(group),
    ...group.vcpus.flatMap(({ domain, vcpu }) => {
      const proven = facts.vcpu(domain, vcpu);
      return proven === undefined ? [] : vcpuRows(proven);
    }),
  ]);
}

/** Machine policy, placement and servers in a phrase. */
export function machinePhrase(machine: CompletedMachine): string {
  const { policy } = machine;
  const cores = machine.cores === 1 ? '1 core' : `${machine.cores} cores`;
  const { placement, server } = traitsOf(policy);
  const frame = frameOf(policy)?.majorFrame;
  return [
    cores,
    placement === 'written' ? `${policy.kind} ${placementOf(policy)}` : policy.kind,
    ...(server === 'written' ? [`${machine.servers} servers`] : []),
    ...(frame === undefined ? [] : [`major frame ${formatDuration(frame)}`]),
  ].join(', ');
}

export const heading: Row = [
  { text: '' },
  { text: '' },
  { text: 'period ', look: 'dim', align: 'right' },
  { text: 'budget ', look: 'dim', align: 'right' },
  { text: 'smallest', look: 'dim', align: 'right' },
  { text: 'load', look: 'dim', align: 'right' },
];

interface Group {
  readonly title: string;
  readonly verdict: VerdictKind;
  /** Share of the group's cores in use. */
  readonly load: number | null;
  readonly vcpus: readonly VcpuName[];
}

/** The machine's VCPUs by core; those that no core holds are a group of their own. */
function groupsOf(analyzed: MachineAnalysis, machine: CompletedMachine): readonly Group[] {
  const groups: Group[] = analyzed.cores.map((core) => ({
    title: `core ${core.core}`,
    verdict: core.verdict.kind,
    load: core.utilization,
    vcpus: core.vcpus,
  }));
  const placed = new Set(analyzed.cores.flatMap(({ vcpus }) => vcpus.map(keyOfVcpu)));
  const others = machine.domains
    .flatMap((domain) => domain.vcpus.map((vcpu) => ({ domain: domain.name, vcpu: vcpu.name })))
    .filter((name) => !placed.has(keyOfVcpu(name)));
  if (others.length === 0) return groups;
  const everywhere = placementOf(machine.policy) === 'global';
  return [
    ...groups,
    {
      title: everywhere
        ? machine.cores === 1
          ? 'core 0'
          : `cores 0 … ${machine.cores - 1}`
        : 'on no core',
      verdict: analyzed.verdict.kind,
      load: everywhere ? analyzed.utilization / machine.cores : null,
      vcpus: others,
    },
  ];
}

function groupRow({ title, verdict, load }: Group): Row {
  return [
    { text: `  ${title}` },
    { text: verdictLooks[verdict].mark, look: verdictLooks[verdict].color },
    { text: '' },
    { text: '' },
    { text: '' },
    ...loadCells(load, verdict),
  ];
}

function vcpuRows(proven: ProvenVcpu): Row[] {
  const { domain, vcpu, guest, onHost: host } = proven;
  const verdict = worst([guest.verdict.kind, host?.verdict.kind]);
  const gross = host?.grossBudget ?? vcpu.budget;
  const load = gross !== null && vcpu.period !== null ? gross / vcpu.period : null;
  return [
    [
      { text: `    ${domain.name}.${vcpu.name}` },
      { text: verdictLooks[verdict].mark, look: verdictLooks[verdict].color },
      interfaceCell(vcpu.period, vcpu.computed.period),
      interfaceCell(vcpu.budget, vcpu.computed.budget),
      { text: durationOrDash(guest.minBudget), align: 'right', look: 'dim' },
      ...loadCells(load, verdict),
    ],
    ...taskRows(proven),
  ];
}

/** The tasks that are not proven; the others go without saying. */
function taskRows({ domain, vcpu, inside }: ProvenVcpu): Row[] {
  const firstVcpu = domain.vcpus[0]?.name;
  return inside.tasks
    .filter((task) => task.verdict.kind !== 'schedulable' && (task.vcpu ?? firstVcpu) === vcpu.name)
    .map((task): Row => {
      const { kind } = task.verdict;
      const deadline = `deadline ${formatDuration(task.deadline)}`;
      const phrase =
        task.response === null
          ? deadline
          : `response ${formatDuration(task.response)}, ${deadline}`;
      return [
        { text: `      ${task.task}` },
        {
          text: verdictLooks[kind].mark,
          look: verdictLooks[task.soft && kind === 'unschedulable' ? 'unknown' : kind].color,
        },
        { text: task.soft ? `${phrase}, soft` : phrase, spill: true },
      ];
    });
}

function loadCells(load: number | null, verdict: VerdictKind): Row {
  if (load === null) return [];
  return [
    { text: percent(load), align: 'right' },
    { text: bar(load, barWidth), look: verdictLooks[verdict].color },
  ];
}

function interfaceCell(ns: number | null, computed: boolean): Cell {
  return { text: durationOrDash(ns) + (computed && ns !== null ? '*' : ' '), align: 'right' };
}

function durationOrDash(ns: number | null): string {
  return ns === null ? '–' : formatDuration(ns);
}
