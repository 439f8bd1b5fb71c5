import { carriedDemand, type Load } from '../host/load.ts';
import { coreLoads } from '../host/overhead.ts';
import { carriesIn, coreOrder, coreRules } from '../host/partitioned/core-test.ts';
import { demandBound, lastWindow } from '../host/partitioned/edf-partitioned.ts';
import { urgencyOrder } from '../host/partitioned/fixed-priority-partitioned.ts';
import { type HostServer, hostServers } from '../host/server.ts';
import type { HostVcpuAnalysis } from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import type { FixedOrder } from '../model/order.ts';
import { hasServers } from '../model/policies.ts';
import { globalHostSteps } from './global-host-steps.ts';
import type { HostStep } from './host-step.ts';

interface OnCore {
  readonly server: HostServer;
  readonly load: Load;
}

/**
 * Derives a VCPU's verdict on its machine step by step: its gross budget, then the test of its core
 * or machine with the numbers of the VCPUs beside it. The result is empty if VCPUs are no servers.
 */
export function hostSteps(
  machine: CompletedMachine,
  analyzed: HostVcpuAnalysis,
): readonly HostStep[] {
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

function costStep({ budget, starts }: HostServer, gross: number): HostStep {
  const perStart = starts > 0 ? (gross - budget) / starts : 0;
  return { kind: 'gross-budget', budget, starts, perStart, gross };
}

function coreSteps(
  machine: CompletedMachine,
  own: HostServer,
  servers: readonly HostServer[],
  analyzed: HostVcpuAnalysis,
): readonly HostStep[] {
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
  if (order !== null) return [responseStep(self, higher(all, self, order), carried, analyzed)];
  return [carried ? carriedStep(self, all) : demandStep(self, all, analyzed)];
}

function higher(all: readonly OnCore[], self: OnCore, order: FixedOrder): readonly OnCore[] {
  const ordered = urgencyOrder(
    all.map(({ load }) => load),
    order,
  ).flatMap((index) => all[index] ?? []);
  return ordered.slice(0, ordered.indexOf(self));
}

function carriedStep({ server, load }: OnCore, all: readonly OnCore[]): HostStep {
  const { deadline, cost } = load;
  const beside = all.filter((other) => other.server !== server);
  const { window, sum } = lastWindow(
    load,
    beside.map((other) => other.load),
  );
  const others = beside.map((other) => ({
    name: label(other),
    most: carriedDemand(other.load, window),
  }));
  return { kind: 'carried-in', core: server.core, others, sum, window, deadline, cost };
}

function demandStep(
  { server, load }: OnCore,
  all: readonly OnCore[],
  { margin }: HostVcpuAnalysis,
): HostStep {
  const loads = all.map((each) => each.load);
  const time = tightestDeadline(loads, load, margin);
  if (time === null) return { kind: 'core-demand', core: server.core, tightest: null };
  const terms = all
    .filter((each) => time >= each.load.deadline)
    .map((each) => {
      const { deadline, period, cost } = each.load;
      return { jobs: Math.floor((time - deadline) / period) + 1, cost, name: label(each) };
    });
  const tightest = { time, terms, demand: demandBound(loads, time) };
  return { kind: 'core-demand', core: server.core, tightest };
}

const MOST_DEADLINES = 500;

/** The first of a load's deadlines that leaves exactly the margin; `null` if none near does. */
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
): HostStep {
  const terms = (time: number) =>
    hp.map((other) => {
      const { period, cost, spentBy } = other.load;
      const ahead = carried ? Math.max(0, spentBy - cost) : 0;
      return { jobs: Math.ceil((time + ahead) / period), cost, name: label(other) };
    });
  const { cost, period, deadline } = load;
  return {
    kind: 'core-response',
    core: server.core,
    carried,
    cost,
    period,
    deadline,
    before: hp.map(label),
    response: response === null ? null : { time: response, terms: terms(response) },
  };
}

function label({ server: { domain, vcpu } }: OnCore): string {
  return `${domain}.${vcpu}`;
}
