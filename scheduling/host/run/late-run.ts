import { countSteps, withinSteps } from '../../arithmetic/steps.ts';
import type { Analysis, MachineAnalysis, VcpuName, Verdict } from '../../model/analysis.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import type { Element } from '../../model/element.ts';
import { serverKind, traitsOf } from '../../model/policies.ts';
import type { HostRun, Reason } from '../../model/reason.ts';
import { servers as serverTable } from '../../model/servers.ts';
import { hostServers } from '../server.ts';
import { nameOf } from '../vcpu-name.ts';
import type { RunningServer } from './first-late.ts';
import { firstToldMiss } from './told-run.ts';

/** A legal run of VCPUs that share cores, in which the budget of one comes late. */
export interface LateRun {
  readonly machine: string;
  /** The core that they share; `null` for all cores of the machine. */
  readonly core: number | null;
  readonly vcpu: VcpuName;
  readonly deadline: number;
  /** The instant of the missed deadline, in ns from the start of the run. */
  readonly due: number;
  readonly run: HostRun;
}

/** The {@link lateRuns} of all machines of a system. */
export function lateRunsOf({ completed, machines }: Analysis): readonly LateRun[] {
  return machines.flatMap((host, index) => {
    const machine = completed.machines[index];
    return machine === undefined ? [] : lateRuns(machine, host);
  });
}

/** Whether one of the runs is of an element: of a core, or of any part of a machine. */
export function hasLateRun(runs: readonly LateRun[], element: Element): boolean {
  if (element.kind !== 'machine' && element.kind !== 'core') return false;
  return runs.some(
    ({ machine, core }) =>
      machine === element.machine && (element.kind === 'machine' || core === element.core),
  );
}

/**
 * The runs that show why a machine, or each of its cores, is refused. None is told of a refusal
 * that rests on no single run, as where no placement works, nor where the first miss is too far.
 */
export function lateRuns(machine: CompletedMachine, host: MachineAnalysis): readonly LateRun[] {
  const parts = host.cores.length === 0 ? [{ core: null, verdict: host.verdict }] : host.cores;
  return parts.flatMap(({ core, verdict }) => lateRun(machine, core, verdict) ?? []);
}

function lateRun(machine: CompletedMachine, core: number | null, verdict: Verdict): LateRun | null {
  if (verdict.kind !== 'unschedulable') return null;
  const { reason } = verdict;
  const at = { machine: machine.name, core };
  if (reason.kind === 'held-back') return { ...at, ...late(reason), due: reason.run.until };
  if (reason.kind === 'late-together' || reason.kind === 'late-by-phases')
    return { ...at, ...late(reason), due: reason.time };
  return necessary.has(reason.kind) ? busyRun(machine, core) : null;
}

/** The refusals by tests that speak of VCPUs which begin together and always have work. */
const necessary: ReadonlySet<Reason['kind']> = new Set([
  'over-utilized',
  'core-over-utilized',
  'core-owed',
  'core-late',
]);

function late({ vcpu, deadline, run }: Pick<LateRun, 'vcpu' | 'deadline' | 'run'>) {
  return { vcpu, deadline, run };
}

/** The steps after which a first miss counts as too far. */
const STEPS_OF_A_RUN = 300_000;

/** The run in which all begin together and always have work. */
function busyRun(machine: CompletedMachine, core: number | null): LateRun | null {
  const { order } = traitsOf(machine.policy);
  if (order === null) return null;
  const { idle } = serverTable[serverKind(machine)];
  const running = hostServers(machine)
    .servers.filter((server) => server.budget > 0 && (core === null || server.core === core))
    .map((server): RunningServer => ({ server, replenished: 0, asks: 'always' }));
  const rules = { order, idle, cores: core === null ? machine.cores.length : 1 };
  const steps = countSteps({ steps: STEPS_OF_A_RUN });
  const end = Number.MAX_SAFE_INTEGER;
  const miss = withinSteps(() => firstToldMiss(rules, running, end, steps), null);
  if (miss === null) return null;
  const { server, time, run } = miss;
  return {
    machine: machine.name,
    core,
    vcpu: nameOf(server),
    deadline: server.deadline,
    due: time,
    run,
  };
}
