import { isEdf } from '../../model/guest-policies.ts';
import type { Domain, Machine, MachinePolicy, SystemModel, Task, Vcpu } from '../../model/model.ts';
import { frameOf } from '../../model/policies.ts';

/** A test takes at most one of this many parts of a core's time. */
const PARTS = 20;

/** The period of a test in Dom0 is at least this many of the longest of its VCPUs. */
const PERIODS = 4;

/**
 * The least distance, in ns, that the tool keeps between the beginnings of two admission tests on a
 * machine; 0 if a test takes no time or nobody runs it. It is what the proof of Dom0, or of the
 * machine where the hypervisor tests, relies on.
 */
export function testDistance(model: SystemModel, machine: Machine): number {
  const { where, cost } = machine.admission;
  if (cost === 0) return 0;
  if (where === 'hypervisor') return hypervisorDistance(machine);
  const of = model.machines.filter(({ host }) => host === machine.host);
  return of.reduce((longest, home) => {
    const own = home.domains.filter(isTester).map((domain) => dom0Distance(model, home, domain));
    return Math.max(longest, ...own);
  }, 0);
}

/** Whether a domain can run the tests of its host. */
export function isTester({ type, vcpus }: Domain): boolean {
  return type === 'dom0' && vcpus.length > 0;
}

/** The distance, in ns, between tests on a machine of which no period is known. */
const USUAL_DISTANCE = 20_000_000;

/**
 * The least distance, in ns, between two tests in the hypervisor of a machine: the longest period
 * of its VCPUs or its major frame, so that a VCPU meets no more than one in its period. It is the
 * same whatever a test costs, so that a cheaper test never asks for more.
 */
export function hypervisorDistance({
  policy,
  domains,
}: Pick<Machine, 'policy' | 'domains'>): number {
  const vcpus = domains.flatMap((domain) => domain.vcpus);
  return longestOf(policy, vcpus) || USUAL_DISTANCE;
}

/** The period of the tests in Dom0 for its proof, in ns. */
export function testTaskPeriod(machine: Machine, { vcpus }: Pick<Domain, 'vcpus'>): number {
  return Math.max(PARTS * machine.admission.cost, PERIODS * longestOf(machine.policy, vcpus));
}

/** The longest period of VCPUs or the major frame, in ns; 0 where none is known. */
function longestOf(policy: MachinePolicy, vcpus: Domain['vcpus']): number {
  const frame = frameOf(policy)?.majorFrame ?? 0;
  return vcpus.reduce((most, vcpu) => Math.max(most, longestPeriod(vcpu)), frame);
}

function longestPeriod({ period }: Pick<Vcpu, 'period'>): number {
  switch (period.kind) {
    case 'fixed':
      return period.period;
    case 'range':
      return period.to;
    case 'open':
      return 0;
  }
}

/**
 * Under EDF the test precedes every deadline. Its task then has the shortest of them as its own,
 * and tests that are so much farther apart bring no more demand than that task.
 */
function dom0Distance(model: SystemModel, machine: Machine, domain: Domain): number {
  const period = testTaskPeriod(machine, domain);
  return isEdf(domain.policy)
    ? period + shortestDeadline(declaredTasks(model, domain), period)
    : period;
}

/** The tasks of a domain and those that scenarios add to it. */
export function declaredTasks({ scenarios }: SystemModel, domain: Domain): readonly Task[] {
  const added = scenarios.flatMap(({ steps }) =>
    steps.flatMap(({ action }) =>
      action.kind === 'add' && action.domain === domain.name ? [action.task] : [],
    ),
  );
  return [...domain.tasks, ...added];
}

/** The shortest deadline after a release, in ns, at most `most`. */
export function shortestDeadline(tasks: readonly Task[], most: number): number {
  return tasks.reduce((least, { deadline, jitter }) => Math.min(least, deadline - jitter), most);
}
