import type { HostVcpuAnalysis, MachineAnalysis, TestUsed, Verdict } from '../../model/analysis.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import { fixedOrder, placedName, serverKind } from '../../model/policies.ts';
import { servers as serverTable } from '../../model/servers.ts';
import { formatDuration } from '../../text/duration.ts';
import type { TestOutcome } from '../load.ts';
import { urgencyOrder } from '../partitioned/fixed-priority-partitioned.ts';
import { percent } from '../partitioned/partitioned.ts';
import type { HostServer } from '../server.ts';
import { compareUtilization, utilization } from '../utilization.ts';
import { vcpuLabel } from '../vcpu-name.ts';
import { globalLoads } from './global-loads.ts';
import {
  type GlobalLoad,
  globalEdfDensity,
  globalEdfWindows,
  globalFixedPriority,
} from './global-window.ts';

/** A machine without what concerns its name; no core belongs to anyone. */
export type GlobalResult = Omit<MachineAnalysis, 'machine'>;

type GlobalMachine = Pick<CompletedMachine, 'policy' | 'servers' | 'switchCosts' | 'cores'>;

/**
 * Whether the VCPUs of a machine that schedules them over all its cores get their budgets in time.
 */
export function analyzeGlobal(
  machine: GlobalMachine,
  servers: readonly HostServer[],
): GlobalResult {
  const loads = globalLoads(machine.switchCosts, servers, 'safe');
  const { outcome, test } = globalTest(machine, loads);
  const accepted = outcome.result === 'accepted';
  const refuted = !accepted && globalRefuted(machine, servers);
  const verdict: Verdict = accepted
    ? { kind: 'schedulable' }
    : refuted
      ? { kind: 'unschedulable', reason: tooMuch(machine, servers) }
      : { kind: 'unknown', reason: notProven(machine, servers, outcome) };
  const sound = soundAlone(machine, loads, outcome);
  const vcpus = servers.map((server, index): HostVcpuAnalysis => {
    const shown = outcome.loads[index];
    const cost = loads[index]?.cost ?? server.budget;
    return {
      domain: server.domain,
      vcpu: server.vcpu,
      verdict:
        accepted || sound[index] === true
          ? { kind: 'schedulable' }
          : vcpuUnknown(machine, server, shown?.accepted),
      grossBudget: Number.isFinite(cost) ? cost : null,
      response: shown?.response ?? null,
      margin: shown?.margin ?? null,
    };
  });
  return {
    verdict,
    test: refuted ? LONG_RUN : test,
    cores: [],
    utilization: utilization(loads),
    vcpus,
  };
}

/** What refuses under any order. */
const LONG_RUN: TestUsed = {
  name: 'net budgets against all cores in the long run',
  kind: 'necessary',
  reference: 'Goossens, Funk & Baruah 2003',
};

/** Whether the VCPUs are proven to get their budgets. */
export function globalAccepts(machine: GlobalMachine, servers: readonly HostServer[]): boolean {
  return (
    globalTest(machine, globalLoads(machine.switchCosts, servers, 'safe')).outcome.result ===
    'accepted'
  );
}

/** Whether the VCPUs are proven not to fit: `Σ Θ/Π > m`. */
function globalRefuted(machine: GlobalMachine, servers: readonly HostServer[]): boolean {
  return (
    compareUtilization(
      servers.map(({ budget, period }) => ({ cost: budget, period })),
      machine.cores,
    ) > 0
  );
}

function globalTest(
  machine: GlobalMachine,
  loads: readonly GlobalLoad[],
): { readonly outcome: TestOutcome; readonly test: TestUsed } {
  const { policy, cores } = machine;
  const order = fixedOrder(policy);
  if (order !== null) {
    const test: TestUsed = {
      name: `global ${policy.kind} window test`,
      kind: 'sufficient',
      reference: 'Bertogna, Cirinei & Lipari 2009',
    };
    return { outcome: globalFixedPriority(loads, order, cores), test };
  }
  const test: TestUsed = {
    name: 'global EDF window test',
    kind: 'sufficient',
    reference: 'Bertogna, Cirinei & Lipari 2005',
  };
  const outcome = globalEdfWindows(loads, cores);
  if (outcome.result === 'accepted') return { outcome, test };
  const free = machine.switchCosts.every((line) => line.cost === 0);
  const { carriesIn } = serverTable[serverKind(machine)];
  if (carriesIn || !free || !globalEdfDensity(loads, cores)) return { outcome, test };
  return {
    outcome: {
      result: 'accepted',
      loads: outcome.loads.map((load) =>
        load.accepted === true ? load : { accepted: true, response: null, margin: null },
      ),
    },
    test: {
      name: 'global EDF density test',
      kind: 'sufficient',
      reference: 'Goossens, Funk & Baruah 2003; Bertogna, Cirinei & Lipari 2005',
    },
  };
}

/**
 * Which VCPUs are proven though others are not: under fixed priorities those that pass with all
 * above them, for what interferes was assumed to keep its deadlines; under EDF none.
 */
function soundAlone(
  machine: GlobalMachine,
  loads: readonly GlobalLoad[],
  outcome: TestOutcome,
): readonly boolean[] {
  const order = fixedOrder(machine.policy);
  if (order === null) return loads.map(() => false);
  const sound = loads.map(() => false);
  for (const index of urgencyOrder(loads, order)) {
    if (outcome.loads[index]?.accepted !== true) break;
    sound[index] = true;
  }
  return sound;
}

function tooMuch(machine: GlobalMachine, servers: readonly HostServer[]): string {
  const net = utilization(servers.map(({ budget, period }) => ({ cost: budget, period })));
  return `the budgets ask for ${percent(net)} of a core, and there ${machine.cores === 1 ? 'is 1 core' : `are ${machine.cores} cores`}`;
}

function notProven(
  machine: GlobalMachine,
  servers: readonly HostServer[],
  outcome: TestOutcome,
): string {
  const failing = servers
    .filter((_, index) => outcome.loads[index]?.accepted === false)
    .map(vcpuLabel);
  const shown =
    failing.slice(0, 5).join(', ') + (failing.length > 5 ? ` and ${failing.length - 5} more` : '');
  const switches = machine.switchCosts.some((line) => line.cost > 0)
    ? ' with switches charged'
    : '';
  return `the window test for ${placedName(machine.policy)}${switches} leaves too little time for ${shown}`;
}

function vcpuUnknown(
  machine: GlobalMachine,
  server: HostServer,
  accepted: boolean | null | undefined,
): Verdict {
  const label = vcpuLabel(server);
  const deadline = formatDuration(server.deadline);
  return {
    kind: 'unknown',
    reason:
      accepted === true
        ? `${label} gets its budget within its ${deadline} deadline if all other VCPUs do, which is not proven`
        : `${label} is not proven to get its budget within its ${deadline} deadline on ${machine.cores} ${machine.cores === 1 ? 'core' : 'cores'}`,
  };
}
