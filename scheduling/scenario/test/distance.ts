import { isEdf } from '../../model/guest-policies.ts';
import type { Domain, Machine, SystemModel, Task, Vcpu } from '../../model/model.ts';
import { frameOf, hasServers, isPartitioned } from '../../model/policies.ts';

/** A test takes at most one of this many parts of a core's time. */
const PARTS = 20;

/** The least distance is at least this many of the longest periods of the VCPUs concerned. */
const PERIODS = 4;

/**
 * The least distance, in ns, that the tool keeps between the beginnings of two admission tests on a
 * machine; 0 if a test takes no time or nobody runs it. It is what the proof of Dom0, or of the
 * machine where the hypervisor tests, relies on.
 */
export function testDistance(model: SystemModel, machine: Machine): number {
  const { where, cost } = machine.admission;
  if (cost === 0) return 0;
  if (where === 'hypervisor') return 2 * hypervisorPeriod(machine);
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

/**
 * The period of the tests in the hypervisor for a proof, in ns, half the distance that is kept: so
 * a deadline up to it makes of them a load that precedes all others under EDF. On cores that VCPUs
 * share it is no shorter than their periods, else the test would have to be proven in the middle of
 * theirs; beside windows it is that of a task in a guest.
 */
export function hypervisorPeriod(machine: Machine): number {
  const { policy, admission, domains } = machine;
  const least = (PARTS * admission.cost) / 2;
  if (isPartitioned(policy)) return least;
  if (!hasServers(policy))
    return domains.reduce((most, each) => Math.max(most, testTaskPeriod(machine, each)), least);
  const vcpus = domains.flatMap((domain) => domain.vcpus);
  return vcpus.reduce((most, vcpu) => Math.max(most, longestPeriod(vcpu)), least);
}

/** The period of the tests beside the VCPUs of a domain, in ns. */
export function testTaskPeriod(machine: Machine, { vcpus }: Pick<Domain, 'vcpus'>): number {
  const frame = frameOf(machine.policy)?.majorFrame ?? 0;
  const longest = vcpus.reduce((most, vcpu) => Math.max(most, longestPeriod(vcpu)), frame);
  return Math.max(PARTS * machine.admission.cost, PERIODS * longest);
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
