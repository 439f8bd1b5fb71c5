import { coreName } from '../../messages/editor/tree.ts';
import { headings } from '../../messages/hover/headings.ts';
import {
  chosenFrame,
  coreLine,
  frameRow,
  grossUtilization,
  moreCores,
  offInPlan,
  planLine,
  planName,
  serversText,
} from '../../messages/hover/machine.ts';
import { coresOf } from '../../messages/text/core-numbers.ts';
import { shareOfCores } from '../../messages/text/load.ts';
import { verdictName } from '../../messages/verdicts/verdict.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { Facts } from '../../scheduling/facts/facts.ts';
import type { ProvenMachine, ProvenPlan } from '../../scheduling/facts/proven.ts';
import type { CoreAnalysis, PlanAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { MachinePolicy } from '../../scheduling/model/model.ts';
import {
  frameOf,
  hasServers,
  placementOf,
  serverKind,
  traitsOf,
} from '../../scheduling/model/policies.ts';
import { code, heading, paragraphs, reason, table, testLine } from './markdown.ts';

/**
 * A machine or a pool: whether its VCPUs get their budgets, and the load of each core. A machine
 * shows its pools as well; undefined if there is nothing of this name.
 */
export function machineHover({ machines, machine: find }: Facts, name: string): string | undefined {
  const pools = machines.filter(
    ({ machine }) => machine.host === name && machine.pool !== undefined,
  );
  const own = find(name);
  if (own === undefined && pools.length === 0) return undefined;
  return paragraphs(
    own === undefined ? `**${headings.machine(code(name))}**` : partHover(own),
    table(pools.map(poolRow)),
  );
}

function poolRow({ machine, host }: ProvenMachine): readonly [string, string] {
  const load = shareOfCores(host.utilization, machine.cores.length);
  const { mark } = verdictLooks[host.verdict.kind];
  return [
    code(machine.name),
    `${mark} ${[policyText(machine.policy), coresOf(machine), load].join(', ')}`,
  ];
}

function partHover({ machine, host }: ProvenMachine): string {
  const title = machine.pool === undefined ? headings.machine : headings.pool;
  return paragraphs(
    heading(title(code(machine.name)), host.verdict),
    reason(host.verdict),
    [policyText(machine.policy), ...serverTexts(machine), coresOf(machine)].join(', '),
    table([
      [frameRow(), chosenFrameText(machine)],
      [grossUtilization(), shareOfCores(host.utilization, machine.cores.length)],
      ...host.cores.slice(0, 8).map(coreRow),
      ...(host.plans ?? []).map((plan) => planRow(plan, machine.cores.length)),
      ...(host.cores.length > 8 ? [['…', moreCores(host.cores.length - 8)] as const] : []),
    ]),
    testLine(host.test),
  );
}

/** The frame that the tool chose. */
function chosenFrameText({ policy, windowChoice }: CompletedMachine): string | undefined {
  const frame = frameOf(policy);
  return frame === null || windowChoice?.frame !== true ? undefined : chosenFrame(frame.majorFrame);
}

/** One plan of a machine: whether its windows serve all that is on in it. */
export function planHover({ machine, plan }: ProvenPlan): string {
  return paragraphs(
    heading(headings.plan(code(plan.plan), code(machine.name)), plan.verdict),
    reason(plan.verdict),
    plan.off.length === 0 ? undefined : offInPlan(plan.off.map(code)),
    table([
      [grossUtilization(), shareOfCores(plan.utilization, machine.cores.length)],
      ...plan.cores.slice(0, 8).map(coreRow),
    ]),
    testLine(plan.test),
  );
}

function planRow(plan: PlanAnalysis, cores: number): readonly [string, string] {
  const { verdict, utilization } = plan;
  const word = verdict.kind === 'schedulable' ? null : verdictName(verdict.kind);
  return [planName(code(plan.plan)), planLine(shareOfCores(utilization, cores), word)];
}

function coreRow({ core, utilization, verdict, vcpus }: CoreAnalysis): readonly [string, string] {
  const names = vcpus.slice(0, 6).map(({ domain, vcpu }) => code(`${domain}.${vcpu}`));
  const word = verdict.kind === 'schedulable' ? null : verdictName(verdict.kind);
  return [coreName(core), coreLine(utilization, word, names, vcpus.length - 6)];
}

/** The machine's kind of server; empty if its VCPUs have no budgets. */
function serverTexts(machine: CompletedMachine): readonly string[] {
  return hasServers(machine.policy) ? [serversText(serverKind(machine))] : [];
}

function policyText(policy: MachinePolicy): string {
  return traitsOf(policy).placement === 'written'
    ? `${policy.kind} ${placementOf(policy)}`
    : policy.kind;
}
