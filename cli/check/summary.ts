import {
  chosenFramePhrase,
  chosenWindowsTitle,
  columnHeads,
  framePhrase,
  onNoCore,
  serversPhrase,
  taskPhrase,
  windowPhrase,
} from '../../messages/command/report.ts';
import { coreName, offDetail, planNodeName } from '../../messages/editor/tree.ts';
import { coreNumbers, coresOf } from '../../messages/text/core-numbers.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import { percent } from '../../messages/text/percent.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { Facts } from '../../scheduling/facts/facts.ts';
import { taskHere } from '../../scheduling/facts/here.ts';
import type { ProvenMachine, ProvenVcpu } from '../../scheduling/facts/proven.ts';
import type { PlanAnalysis, VerdictKind } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import { frameOf, placementOf, traitsOf } from '../../scheduling/model/policies.ts';
import { bar } from '../bar.ts';
import type { Cell } from '../table.ts';
import { worst } from './worst-verdict.ts';

type Row = readonly Cell[];

const barWidth = 20;

/** The rows of one machine: its title, then for each core its load and its VCPUs. */
export function machineRows(proven: ProvenMachine, facts: Facts): Row[] {
  return [
    ...groupsOf(proven, facts).flatMap((group) => [
      groupRow(group),
      ...group.vcpus.flatMap(vcpuRows),
    ]),
    ...(proven.host.plans ?? []).map((plan) => planRow(plan, proven.machine.cores.length)),
  ];
}

function planRow({ plan, verdict, utilization, off }: PlanAnalysis, cores: number): Row {
  const load = utilization / cores;
  return [
    { text: `  ${planNodeName(plan)}` },
    { text: verdictLooks[verdict.kind].mark, look: verdictLooks[verdict.kind].color },
    { text: '' },
    { text: '' },
    { text: '' },
    ...loadCells(load, verdict.kind),
    ...(off.length === 0 ? [] : [{ text: offDetail(off), look: 'dim', spill: true } as const]),
  ];
}

/** The machine's policy, placement and servers in a phrase. */
export function machinePhrase(machine: CompletedMachine): string {
  const { policy } = machine;
  const { placement, server } = traitsOf(policy);
  const frame = frameOf(policy)?.majorFrame;
  return [
    coresOf(machine),
    placement === 'written' ? `${policy.kind} ${placementOf(policy)}` : policy.kind,
    ...(server === 'written' ? [serversPhrase(machine.servers)] : []),
    ...(frame === undefined
      ? []
      : [machine.windowChoice?.frame === true ? chosenFramePhrase(frame) : framePhrase(frame)]),
  ].join(', ');
}

/** The budget's mark stands behind it, so the heading leaves room. */
export function heading(): Row {
  const head = (text: string): Cell => ({ text, look: 'dim', align: 'right' });
  return [
    { text: '' },
    { text: '' },
    head(`${columnHeads.period()} `),
    head(`${columnHeads.budget()} `),
    head(columnHeads.smallest()),
    head(columnHeads.load()),
  ];
}

interface Group {
  readonly title: string;
  readonly verdict: VerdictKind;
  /** The used share of the group's cores. */
  readonly load: number | null;
  readonly vcpus: readonly ProvenVcpu[];
}

/** The machine's VCPUs by core. Those without a core form their own group. */
function groupsOf({ machine, host }: ProvenMachine, facts: Facts): readonly Group[] {
  const groups: Group[] = host.cores.map((core) => ({
    title: coreName(core.core),
    verdict: core.verdict.kind,
    load: core.utilization,
    vcpus: core.vcpus.flatMap(({ domain, vcpu }) => facts.vcpu(domain, vcpu) ?? []),
  }));
  const others = machine.domains
    .flatMap(({ name }) => facts.vcpusOf(name))
    .filter(({ core }) => core === null);
  if (others.length === 0) return groups;
  const everywhere = placementOf(machine.policy) === 'global';
  return [
    ...groups,
    {
      title: everywhere ? coreNumbers(machine.cores) : onNoCore(),
      verdict: host.verdict.kind,
      load: everywhere ? host.utilization / machine.cores.length : null,
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
    ...windowRows(proven),
    ...taskRows(proven),
  ];
}

/** The windows that were chosen for a VCPU, in a row for each plan. */
function windowRows({ machine, domain, vcpu }: ProvenVcpu): Row[] {
  return (machine.windowChoice?.cores ?? []).flatMap(({ plan, result }): Row[] => {
    const chosen = result.kind === 'found' ? result.windows : [];
    const own = chosen.filter(
      (window) => window.domain === domain.name && window.vcpu === vcpu.name,
    );
    if (own.length === 0) return [];
    const text = own.map(({ at, length }) => windowPhrase(at, length)).join(', ');
    const title = chosenWindowsTitle(own.length, plan);
    return [[{ text: `      ${title}` }, { text: '' }, { text, spill: true }]];
  });
}

/** The tasks that are not proven. The others are not mentioned. */
function taskRows(proven: ProvenVcpu): Row[] {
  return proven.tasks
    .filter(({ verdict }) => verdict.kind !== 'schedulable')
    .map((task): Row => {
      const { kind } = task.verdict;
      return [
        { text: `      ${task.task}` },
        {
          text: verdictLooks[kind].mark,
          look: verdictLooks[task.soft && kind === 'unschedulable' ? 'unknown' : kind].color,
        },
        {
          text: taskPhrase(task.response, task.deadline, task.soft, taskHere(proven, task.task)),
          spill: true,
        },
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
