import { carriedDemand, type Load } from '../host/load.ts';
import { coreLoads } from '../host/overhead.ts';
import { carriesIn, coreOrder, coreRules } from '../host/partitioned/core-test.ts';
import { demandBound } from '../host/partitioned/edf-partitioned.ts';
import { urgencyOrder } from '../host/partitioned/fixed-priority-partitioned.ts';
import { type HostServer, hostServers } from '../host/server.ts';
import type { HostVcpuAnalysis } from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import type { FixedOrder } from '../model/order.ts';
import { hasServers } from '../model/policies.ts';
import { formatDuration as text } from '../text/duration.ts';
import { type DerivationStep, sumText } from './derivation-step.ts';
import { globalHostSteps } from './global-host-steps.ts';

interface OnCore {
  readonly server: HostServer;
  readonly load: Load;
}

/**
 * How a VCPU fares on its machine, step by step: what it costs with the switches it can cause, and
 * the test of its core, or of the machine, with the numbers of those beside it. Empty where VCPUs
 * are no servers.
 */
export function hostSteps(
  machine: CompletedMachine,
  analyzed: HostVcpuAnalysis,
): readonly DerivationStep[] {
  if (!hasServers(machine.policy)) return [];
  const { servers } = hostServers(machine);
  const own = servers.find(
    ({ domain, vcpu }) => domain === analyzed.domain && vcpu === analyzed.vcpu,
  );
  const { verdict, margin } = analyzed;
  if (own === undefined || analyzed.grossBudget === null) return [];
  const active = servers.filter((server) => server.budget > 0);
  const global = coreRules(machine) === null;
  return [
    costStep(own, analyzed.grossBudget),
    ...(global ? globalHostSteps(machine, own, active) : coreSteps(machine, own, active, analyzed)),
    { kind: 'host-verdict', core: own.core, verdict, margin },
  ];
}

function costStep({ budget, starts }: HostServer, gross: number): DerivationStep {
  const perStart = starts > 0 ? (gross - budget) / starts : 0;
  return {
    kind: 'worded',
    title: 'What it costs its machine in each period',
    formula: 'Θ′ = Θ + n·(δin + δout), n: how often it can start in one period',
    withNumbers: `${text(budget)} + ${starts}·${text(perStart)} = ${text(gross)}`,
    reference: null,
  };
}

function coreSteps(
  machine: CompletedMachine,
  own: HostServer,
  servers: readonly HostServer[],
  analyzed: HostVcpuAnalysis,
): readonly DerivationStep[] {
  const rules = coreRules(machine);
  if (rules === null || own.core === null) return [];
  const beside = servers.filter(({ core }) => core === own.core);
  const loads = coreLoads(rules.switchCosts, beside, 'safe');
  const all = beside.flatMap((server, index): OnCore[] => {
    const load = loads[index];
    return load === undefined ? [] : [{ server, load }];
  });
  const self = all.find(({ server }) => server === own);
  if (self === undefined) return [];
  const carried = carriesIn(rules);
  const order = coreOrder(rules);
  const references = order === null ? REFERENCES.demand : REFERENCES.responses;
  const reference = carried ? references.carried : references.kept;
  if (order !== null)
    return [responseStep(self, higher(all, self, order), carried, analyzed, reference)];
  return [carried ? carriedStep(self, all, reference) : demandStep(self, all, analyzed, reference)];
}

const REFERENCES = {
  demand: {
    kept: 'Baruah, Rosier & Howell 1990; Zhang & Burns 2009',
    carried: 'Ghazalie & Baker 1995; Strosnider, Lehoczky & Sha 1995',
  },
  responses: {
    kept: 'Joseph & Pandya 1986; Audsley et al. 1993',
    carried: 'Strosnider, Lehoczky & Sha 1995; Davis & Burns, RTSS 2005',
  },
} as const;

function higher(all: readonly OnCore[], self: OnCore, order: FixedOrder): readonly OnCore[] {
  const ordered = urgencyOrder(
    all.map(({ load }) => load),
    order,
  ).flatMap((index) => all[index] ?? []);
  return ordered.slice(0, ordered.indexOf(self));
}

function carriedStep(
  { server, load }: OnCore,
  all: readonly OnCore[],
  reference: string,
): DerivationStep {
  const { deadline, cost } = load;
  const others = all.filter((other) => other.server !== server);
  const carried = others.map((other) => ({
    name: label(other),
    most: carriedDemand(other.load, deadline),
  }));
  const sum = carried.reduce((total, { most }) => total + most, 0);
  const room = deadline - cost;
  return {
    kind: 'worded',
    title: `What the others on core ${server.core} can take before its deadline`,
    formula: 'Σ_{j≠i} f_j(Δ) ≤ Δ − Θ′, f(L) = ⌊L/Π⌋·Θ′ + min(Θ′, L mod Π)',
    withNumbers: `${carried.length === 0 ? 'nobody' : sumText(carried.map(({ name, most }) => `${text(most)} (${name})`))}: ${text(sum)} ${sum <= room ? '≤' : '>'} ${text(deadline)} − ${text(cost)} = ${text(room)}`,
    reference,
  };
}

function demandStep(
  { server, load }: OnCore,
  all: readonly OnCore[],
  { margin }: HostVcpuAnalysis,
  reference: string,
): DerivationStep {
  const loads = all.map((each) => each.load);
  const time = tightestDeadline(loads, load, margin);
  const step = {
    kind: 'worded' as const,
    title: `Demand of core ${server.core} before each of its deadlines`,
    formula: 'Σ max(0, ⌊(t − Δ)/Π⌋ + 1)·Θ′ ≤ t for all t',
    reference,
  };
  if (time === null) return { ...step, withNumbers: 'no single margin is computed' };
  const terms = all
    .filter((each) => time >= each.load.deadline)
    .map((each) => {
      const jobs = Math.floor((time - each.load.deadline) / each.load.period) + 1;
      return `${jobs}·${text(each.load.cost)} (${label(each)})`;
    });
  const demand = demandBound(loads, time);
  return {
    ...step,
    withNumbers: `tightest at t = ${text(time)}: ${sumText(terms)} = ${text(demand)} ${demand <= time ? '≤' : '>'} ${text(time)}`,
  };
}

const MOST_DEADLINES = 500;

/**
 * The first of a load's deadlines that leaves just the margin; `null` where none does, or none is
 * near.
 */
function tightestDeadline(
  loads: readonly Load[],
  load: Load,
  margin: number | null,
): number | null {
  for (let job = 0; job < MOST_DEADLINES; job++) {
    const time = load.deadline + job * load.period;
    if (time - demandBound(loads, time) === margin) return time;
  }
  return null;
}

function responseStep(
  { server, load }: OnCore,
  hp: readonly OnCore[],
  carried: boolean,
  { response }: HostVcpuAnalysis,
  reference: string,
): DerivationStep {
  const jitter = carried ? ' + Π_j − Θ′_j' : '';
  const terms = (time: number) =>
    hp.map((other) => {
      const { period, cost } = other.load;
      const ahead = carried ? Math.max(0, period - cost) : 0;
      return `${Math.ceil((time + ahead) / period)}·${text(cost)} (${label(other)})`;
    });
  return {
    kind: 'worded',
    title: `When it has had its budget on core ${server.core}`,
    formula: `R = Θ′ + Σ_hp ⌈(R${jitter})/Π_j⌉·Θ′_j ≤ Δ`,
    withNumbers:
      response === null
        ? `not within its period of ${text(load.period)}, after ${hp.map(label).join(', ') || 'nobody'}`
        : `${sumText([text(load.cost), ...terms(response)])} = ${text(response)} ${response <= load.deadline ? '≤' : '>'} ${text(load.deadline)}`,
    reference,
  };
}

function label({ server: { domain, vcpu } }: OnCore): string {
  return `${domain}.${vcpu}`;
}
