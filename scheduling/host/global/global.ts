import { countSteps } from '../../arithmetic/steps.ts';
import type { HostVcpuAnalysis, MachineAnalysis, TestUsed, Verdict } from '../../model/analysis.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import { fixedOrder, serverKind } from '../../model/policies.ts';
import type { Reason } from '../../model/reason.ts';
import { servers as serverTable } from '../../model/servers.ts';
import type { TestOutcome } from '../load.ts';
import { urgencyOrder } from '../partitioned/fixed-priority-partitioned.ts';
import type { ToldMiss } from '../run/told-run.ts';
import type { HostServer } from '../server.ts';
import { compareUtilization, utilization } from '../utilization.ts';
import { isVcpu, nameOf } from '../vcpu-name.ts';
import { globalLoads } from './global-loads.ts';
import {
  type GlobalLoad,
  globalEdfDensity,
  globalEdfWindows,
  globalFixedPriority,
} from './global-window.ts';
import { synchronousMiss } from './synchronous-run.ts';

/** A machine's analysis without its name. No VCPU owns a core. */
export type GlobalResult = Omit<MachineAnalysis, 'machine'>;

type GlobalMachine = Pick<CompletedMachine, 'policy' | 'servers' | 'switchCosts' | 'cores'>;

/** The number of steps of a run, which takes some ms at most. */
const STEPS_OF_A_RUN = 300_000;

/** Whether the VCPUs of a machine that schedules globally get their budgets in time. */
export function analyzeGlobal(
  machine: GlobalMachine,
  servers: readonly HostServer[],
): GlobalResult {
  const loads = globalLoads(machine.switchCosts, servers, 'safe');
  const { outcome, test } = globalTest(machine, loads);
  const accepted = outcome.result === 'accepted';
  const refuted = !accepted && globalRefuted(machine, servers);
  const steps = countSteps({ steps: STEPS_OF_A_RUN });
  const miss = accepted || refuted ? null : synchronousMiss(machine, servers.filter(isVcpu), steps);
  const lateVerdict: Verdict | null =
    miss === null ? null : { kind: 'unschedulable', reason: lateTogether(miss) };
  const verdict: Verdict = accepted
    ? { kind: 'schedulable' }
    : refuted
      ? { kind: 'unschedulable', reason: tooMuch(machine, servers) }
      : (lateVerdict ?? { kind: 'unknown', reason: notProven(machine, servers, outcome) });
  const sound = soundAlone(machine, loads, outcome);
  const vcpus = servers.map((server, index): HostVcpuAnalysis => {
    const shown = outcome.loads[index];
    const cost = loads[index]?.cost ?? server.budget;
    return {
      domain: server.domain,
      vcpu: server.vcpu,
      verdict:
        lateVerdict !== null && server === miss?.server
          ? lateVerdict
          : accepted || sound[index] === true
            ? { kind: 'schedulable' }
            : vcpuUnknown(machine, server, shown?.accepted),
      grossBudget: Number.isFinite(cost) ? cost : null,
      response: shown?.response ?? null,
      margin: shown?.margin ?? null,
    };
  });
  return {
    verdict,
    test: refuted ? LONG_RUN : lateVerdict === null ? test : GLOBAL_RUN,
    cores: [],
    utilization: utilization(loads),
    vcpus,
  };
}

/** The test that refutes VCPUs under any order. */
const LONG_RUN: TestUsed = { name: 'long-run', kind: 'necessary' };

const GLOBAL_RUN: TestUsed = { name: 'global-run', kind: 'necessary' };

function lateTogether({ server, time, run }: ToldMiss): Reason {
  return { kind: 'late-together', vcpu: nameOf(server), deadline: server.deadline, time, run };
}

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
      machine.cores.length,
    ) > 0
  );
}

function globalTest(
  machine: GlobalMachine,
  loads: readonly GlobalLoad[],
): { readonly outcome: TestOutcome; readonly test: TestUsed } {
  const { policy } = machine;
  const cores = machine.cores.length;
  const order = fixedOrder(policy);
  if (order !== null) {
    const test: TestUsed = {
      name: 'global-priority-windows',
      policy: policy.kind,
      kind: 'sufficient',
    };
    return { outcome: globalFixedPriority(loads, order, cores), test };
  }
  const test: TestUsed = { name: 'global-edf-windows', kind: 'sufficient' };
  const outcome = globalEdfWindows(loads, cores);
  if (outcome.result === 'accepted') return { outcome, test };
  const free = machine.switchCosts.every((line) => line.cost === 0);
  const { carriesIn } = serverTable[serverKind(machine)];
  const plain = !carriesIn && free && !loads.some(({ precedes }) => precedes);
  if (!plain || !globalEdfDensity(loads, cores)) return { outcome, test };
  return {
    outcome: {
      result: 'accepted',
      loads: outcome.loads.map((load) =>
        load.accepted === true ? load : { accepted: true, response: null, margin: null },
      ),
    },
    test: { name: 'global-edf-density', kind: 'sufficient' },
  };
}

/**
 * The VCPUs that are proven though others are not. Under fixed priorities these are the ones that
 * pass together with all above them, for the test assumes that the interfering ones keep their
 * deadlines. Under EDF there are none.
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

function tooMuch({ cores }: GlobalMachine, servers: readonly HostServer[]): Reason {
  const share = utilization(servers.map(({ budget, period }) => ({ cost: budget, period })));
  return { kind: 'over-utilized', share, cores: cores.length };
}

function notProven(
  machine: GlobalMachine,
  servers: readonly HostServer[],
  outcome: TestOutcome,
): Reason {
  const failing = servers.filter((_, index) => outcome.loads[index]?.accepted === false);
  const switches = machine.switchCosts.some((line) => line.cost > 0);
  const policy = machine.policy.kind;
  return { kind: 'window-test', policy, switches, vcpus: failing.map(nameOf) };
}

function vcpuUnknown(
  machine: GlobalMachine,
  server: HostServer,
  accepted: boolean | null | undefined,
): Verdict {
  const { deadline } = server;
  const vcpu = nameOf(server);
  return {
    kind: 'unknown',
    reason:
      accepted === true
        ? { kind: 'depends-on-others', vcpu, deadline }
        : { kind: 'not-in-time', vcpu, deadline, cores: machine.cores.length },
  };
}
