import type { GeneratedDomain } from './legal-domain.ts';
import type { GeneratedMachine } from './legal-machine.ts';
import { taskLine } from './legal-tasks.ts';
import type { Random } from './random.ts';
import { aServerTime, MS, US, written } from './times.ts';

/** A scenario in which each domain may get and lose tasks, interfaces and its machine. */
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
  const others = machines.filter((other) => other !== machine && takesFrom(other, machine));
  step(`start ${domains.map(({ name }) => name).join(', ')}`);
  for (const domain of domains) {
    const { name, vcpus, tasks, priorities, span } = domain;
    if (random.chance(0.4)) {
      const to = vcpus.length === 1 ? name : `${name}.v0`;
      step(`add ${taskLine(random, `x${name}`, { priorities, share: 0.1, on: null, span })} to ${to}`);
    }
    if (tasks.length > 0 && random.chance(0.3)) step(`remove task ${name}.t0`);
    if (machine.servers && random.chance(0.3)) for (const set of sets(random, machine, name)) step(set);
    if (others.length > 0 && random.chance(0.5)) step(`migrate ${name} to ${others[0]?.name}`);
    if (random.chance(0.2)) step(`stop ${name}`);
  }
  if (random.chance(0.5)) steps.push(`run ${random.whole(1, 5)}s`);
  return `scenario ${machine.name}s on ${machine.name} {\n  ${steps.join('\n  ')}\n}`;
}

/** A period and a budget for the first VCPU, and perhaps a longer period after them. */
function sets(random: Random, { policy }: GeneratedMachine, domain: string): readonly string[] {
  const period = aServerTime(random, policy, 100 * US, 100 * MS);
  const budget = aServerTime(random, policy, 10 * US, period);
  const both = `set ${domain}.v0 period ${written(random, period)} budget ${written(random, budget)}`;
  const longer = `set ${domain}.v0 period ${written(random, 2 * period)}`;
  return random.chance(0.3) ? [both, longer] : [both];
}

/** Whether the times and the domains that one machine allows are allowed on another, too. */
function takesFrom(other: GeneratedMachine, machine: GeneratedMachine): boolean {
  const grid = other.policy !== 'RTDS' || machine.policy === 'RTDS';
  return grid && (!other.inHypervisor || machine.inHypervisor);
}
