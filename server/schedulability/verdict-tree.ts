import type { Places } from '../../language/places.ts';
import { admittedText } from '../../messages/editor/lens.ts';
import { coreName, offDetail, planNodeName, stepTime } from '../../messages/editor/tree.ts';
import { actionText } from '../../messages/scenario/action.ts';
import { coreNumbers } from '../../messages/text/core-numbers.ts';
import { coresText } from '../../messages/text/load.ts';
import { type Facts, factsOf } from '../../scheduling/facts/facts.ts';
import type { ProvenMachine, ProvenTask, ProvenVcpu } from '../../scheduling/facts/proven.ts';
import { hasLateRun, type LateRun, lateRunsOf } from '../../scheduling/host/run/late-run.ts';
import type {
  Analysis,
  CoreAnalysis,
  PlanAnalysis,
  ScenarioAnalysis,
} from '../../scheduling/model/analysis.ts';
import type { CompletedDomain, CompletedMachine } from '../../scheduling/model/completed.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { worstVerdict } from '../analysis/analyzed-system.ts';
import type { VerdictNode } from '../protocol.ts';
import { bandwidth, taskDetail, tasksUtilization, vcpuDetail } from './node-detail.ts';

/** The sources of a tree. */
interface Source {
  readonly facts: Facts;
  readonly places: Places;
  /** The runs that tell why machines and cores are refused. */
  readonly late: readonly LateRun[];
}

/**
 * The verdicts of a system: machines with their pools, cores, domains, VCPUs and tasks; then
 * scenarios. Cores and domains outside pools stand before the pools. Domains stand directly below a
 * machine or pool without cores to show, as under global policies, and so does a VCPU without a
 * core. A domain with VCPUs on several cores stands below each of them.
 */
export function verdictTree(system: {
  readonly analysis: Analysis;
  readonly places: Places;
}): VerdictNode[] {
  const { analysis, places } = system;
  const source = { facts: factsOf(analysis), places, late: lateRunsOf(analysis) };
  return [
    ...hostsOf(source.facts.machines).map((parts) => hostNode(source, parts)),
    ...analysis.scenarios.map((scenario) => scenarioNode(source, scenario)),
  ];
}

/** The parts of each physical machine: its pools, and the cores that none of them has. */
function hostsOf(machines: readonly ProvenMachine[]): readonly (readonly ProvenMachine[])[] {
  const hosts = new Set(machines.map(({ machine }) => machine.host));
  return [...hosts].map((host) => machines.filter(({ machine }) => machine.host === host));
}

function hostNode(source: Source, parts: readonly ProvenMachine[]): VerdictNode {
  const name = parts[0]?.machine.host ?? '';
  const count = parts.reduce((sum, { machine }) => sum + machine.cores.length, 0);
  const used = parts.reduce((sum, { host }) => sum + host.utilization, 0);
  return {
    ...named(source, { kind: 'machine', machine: name }, name),
    state: worstVerdict(parts.map(({ host }) => host.verdict.kind)),
    utilization: used / count,
    detail: coresText(count),
    children: [
      ...parts
        .filter(({ machine }) => machine.pool === undefined)
        .flatMap((own) => inside(source, own)),
      ...parts.flatMap((part) =>
        part.machine.pool === undefined ? [] : [poolNode(source, part, part.machine.pool)],
      ),
    ],
  };
}

function poolNode(source: Source, proven: ProvenMachine, name: string): VerdictNode {
  const { machine, host } = proven;
  return {
    ...named(source, { kind: 'machine', machine: machine.name }, name),
    pool: true,
    state: host.verdict.kind,
    utilization: host.utilization / machine.cores.length,
    detail: coreNumbers(machine.cores),
    children: inside(source, proven),
  };
}

/** The cores and domains of a machine or pool. */
function inside(source: Source, { machine, host }: ProvenMachine): VerdictNode[] {
  return [
    ...host.cores.map((core) => coreNode(source, machine, core)),
    ...domainNodes(source, machine, null),
    ...(host.plans ?? []).map((plan) => planNode(source, machine, plan)),
  ];
}

function planNode(source: Source, machine: CompletedMachine, plan: PlanAnalysis): VerdictNode {
  const element = { kind: 'plan', machine: machine.name, plan: plan.plan } as const;
  return {
    ...named(source, element, planNodeName(plan.plan)),
    state: plan.verdict.kind,
    utilization: plan.utilization / machine.cores.length,
    detail: plan.off.length === 0 ? '' : offDetail(plan.off),
    children: [],
  };
}

function coreNode(source: Source, machine: CompletedMachine, core: CoreAnalysis): VerdictNode {
  return {
    ...named(source, { kind: 'core', machine: machine.name, core: core.core }, coreName(core.core)),
    state: core.verdict.kind,
    utilization: core.utilization,
    detail: '',
    children: domainNodes(source, machine, core),
  };
}

/** The domains of a machine with a VCPU on `core`, or on none, with these VCPUs alone. */
function domainNodes(
  source: Source,
  { domains }: CompletedMachine,
  core: CoreAnalysis | null,
): VerdictNode[] {
  return domains.flatMap((domain) => {
    const vcpus = source.facts.vcpusOf(domain.name).filter((proven) => proven.core === core);
    return vcpus.length === 0 ? [] : [domainNode(source, domain, vcpus)];
  });
}

function domainNode(
  source: Source,
  domain: CompletedDomain,
  vcpus: readonly ProvenVcpu[],
): VerdictNode {
  const inside = vcpus[0]?.inside;
  const onHost = vcpus.map(({ onHost: side }) => side?.verdict.kind ?? 'unknown');
  const tasks = source.facts.tasksOf(domain.name);
  const nodesOf = (vcpu: ProvenVcpu | null) =>
    tasks
      .filter(({ on }) => (domain.global ? null : on) === vcpu)
      .map((task) => taskNode(source, task));
  return {
    ...named(source, { kind: 'domain', domain: domain.name }, domain.name),
    state: worstVerdict([inside?.verdict.kind ?? 'unknown', ...onHost]),
    utilization: tasksUtilization(domain.tasks),
    detail: domain.global ? `${domain.policy.kind} global` : domain.policy.kind,
    children: [
      ...vcpus.map((proven) => vcpuNode(source, proven, nodesOf(proven))),
      ...nodesOf(null),
    ],
  };
}

function vcpuNode(source: Source, proven: ProvenVcpu, children: VerdictNode[]): VerdictNode {
  const { domain, vcpu, guest, onHost } = proven;
  const share = bandwidth(vcpu);
  return {
    ...named(source, { kind: 'vcpu', domain: domain.name, vcpu: vcpu.name }, vcpu.name),
    state: worstVerdict([guest.verdict.kind, onHost?.verdict.kind ?? 'unknown']),
    ...(share === undefined ? {} : { utilization: share }),
    detail: vcpuDetail(proven),
    children,
  };
}

function taskNode(source: Source, { domain, task, verdict }: ProvenTask): VerdictNode {
  const { kind } = verdict.verdict;
  return {
    ...named(source, { kind: 'task', domain: domain.name, task: task.name }, task.name),
    state: kind === 'unschedulable' && task.soft !== undefined ? 'soft' : kind,
    detail: taskDetail(verdict),
    children: [],
  };
}

function scenarioNode(source: Source, { scenario, steps }: ScenarioAnalysis): VerdictNode {
  const refused = steps.filter(({ admitted }) => !admitted).length;
  return {
    ...named(source, { kind: 'scenario', scenario }, scenario),
    state: refused === 0 ? 'admitted' : 'refused',
    detail: admittedText(refused, steps.length),
    children: steps.map(({ index, at, action, admitted }) => ({
      ...named(source, { kind: 'step', scenario, index }, actionText(action)),
      state: admitted ? 'admitted' : 'refused',
      detail: stepTime(at),
      children: [],
    })),
  };
}

function named({ places, late }: Source, element: Element, name: string) {
  const place = places.find(element)?.name;
  return {
    element,
    name,
    ...(hasLateRun(late, element) ? { isLate: true as const } : {}),
    ...(place === undefined ? {} : { place }),
  };
}
