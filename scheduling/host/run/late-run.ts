import type { Analysis, MachineAnalysis, VcpuName, Verdict } from '../../model/analysis.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import type { Element } from '../../model/element.ts';
import type { HostRun, Reason } from '../../model/reason.ts';
import { lateBeside } from '../partitioned/placements/late-beside.ts';
import { hostServers } from '../server.ts';
import { nameOf } from '../vcpu-name.ts';
import { missTogether } from './miss-together.ts';
import { sharingRules } from './sharing-rules.ts';

/** A legal run of VCPUs that share cores, in which the budget of one comes late. */
export interface LateRun {
  readonly machine: string;
  /** The core whose refusal it shows; `null` for that of the machine. */
  readonly core: number | null;
  /** The core that they share; `null` for all cores of the machine. */
  readonly on: number | null;
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
 * The runs that show why a machine, or each of its cores, is refused. Where no placement works, one
 * of them is shown. None is told of a refusal that rests on no single run, nor where the first miss
 * is too far.
 */
export function lateRuns(machine: CompletedMachine, host: MachineAnalysis): readonly LateRun[] {
  const placed = placedRun(machine, host.verdict);
  if (placed !== null) return [placed];
  const parts = host.cores.length === 0 ? [{ core: null, verdict: host.verdict }] : host.cores;
  return parts.flatMap(({ core, verdict }) => lateRun(machine, core, verdict) ?? []);
}

/** The run of one placement, where none works. */
function placedRun(machine: CompletedMachine, verdict: Verdict): LateRun | null {
  if (verdict.kind !== 'unschedulable' || verdict.reason.kind !== 'some-unplaced') return null;
  const told = verdict.reason.late ?? (verdict.reason.certain ? lateBeside(machine) : null);
  if (told === null) return null;
  return { machine: machine.name, core: null, on: told.core, ...late(told), due: told.time };
}

function lateRun(machine: CompletedMachine, core: number | null, verdict: Verdict): LateRun | null {
  if (verdict.kind !== 'unschedulable') return null;
  const { reason } = verdict;
  const at = { machine: machine.name, core, on: core };
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

/** The run of a core, or of all, in which all begin together and always have work. */
function busyRun(machine: CompletedMachine, core: number | null): LateRun | null {
  const rules = sharingRules(machine, core);
  if (rules === null) return null;
  const servers = hostServers(machine).servers.filter(
    (server) => server.budget > 0 && (core === null || server.core === core),
  );
  const miss = missTogether(rules, servers);
  if (miss === null) return null;
  const { server, time, run } = miss;
  return {
    machine: machine.name,
    ...{ core, on: core },
    vcpu: nameOf(server),
    deadline: server.deadline,
    due: time,
    run,
  };
}
