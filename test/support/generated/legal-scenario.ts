import type { GeneratedDomain } from './legal-domain.ts';
import type { GeneratedHome } from './legal-home.ts';
import type { GeneratedMachine } from './legal-machine.ts';
import { shuffled, taskLine } from './legal-tasks.ts';
import type { Random } from './random.ts';
import { aServerTime, MS, US, written } from './times.ts';

/**
 * A scenario in which each domain may get and lose tasks, interfaces and its place, and in which
 * plans of windows change.
 */
export function aScenario(
  random: Random,
  machine: GeneratedMachine,
  machines: readonly GeneratedMachine[],
  domains: readonly GeneratedDomain[],
): string {
  let at = 0;
  const steps: string[] = [];
  const step = (action: string): void => {
    at += random.whole(0, 300) * MS;
    steps.push(`at ${written(random, at)} ${action}`);
  };
  const homes = machines.flatMap((each) => each.homes);
  step(`start ${domains.map(({ name }) => name).join(', ')}`);
  for (const domain of domains) {
    const { name, home, vcpus, tasks, priorities, span, aligned } = domain;
    const others = homes.filter((other) => other !== home && takesFrom(other, home));
    if (random.chance(0.4)) {
      const to = vcpus.length === 1 ? name : `${name}.v0`;
      const task = taskLine(random, `x${name}`, { priorities, share: 0.1, on: null, span, aligned });
      step(`add ${task} to ${to}`);
    }
    if (tasks.length > 0 && random.chance(0.3)) step(`remove task ${name}.t0`);
    if (home.servers && random.chance(0.3)) for (const set of sets(random, home, name)) step(set);
    const [target] = shuffled(random, others);
    if (target !== undefined && random.chance(0.5)) step(`migrate ${name} to ${target.name}`);
    if (random.chance(0.2)) step(`stop ${name}`);
    for (const plan of plansOf(machine, domains))
      if (random.chance(0.5)) step(`plan ${plan.home} ${random.pick([plan.name, plan.name, 'first'])}`);
  }
  if (random.chance(0.5)) steps.push(`run ${random.whole(1, 5)}s`);
  return `scenario ${machine.name}s on ${machine.name} {\n  ${steps.join('\n  ')}\n}`;
}

/** A period and a budget for the first VCPU, and perhaps a longer period after them. */
function sets(random: Random, { policy }: GeneratedHome, domain: string): readonly string[] {
  const period = aServerTime(random, policy, 100 * US, 100 * MS);
  const budget = aServerTime(random, policy, 10 * US, period);
  const both = `set ${domain}.v0 period ${written(random, period)} budget ${written(random, budget)}`;
  const longer = `set ${domain}.v0 period ${written(random, 2 * period)}`;
  const waits = random.chance(0.3) ? [longer, 'when-quiet'].join(' ') : longer;
  return random.chance(0.3) ? [both, waits] : [both];
}

/** The plans that are written: a home without domains has none. */
function plansOf({ homes }: GeneratedMachine, domains: readonly GeneratedDomain[]) {
  return homes
    .filter((home) => domains.some((domain) => domain.home === home))
    .flatMap(({ name, plans }) => plans.map((plan) => ({ home: name, name: plan })));
}

/** Whether the times and the domains that one home allows are allowed on another, too. */
function takesFrom(other: GeneratedHome, home: GeneratedHome): boolean {
  const grid = other.policy !== 'RTDS' || home.policy === 'RTDS';
  return grid && (!other.inHypervisor || home.inHypervisor);
}
