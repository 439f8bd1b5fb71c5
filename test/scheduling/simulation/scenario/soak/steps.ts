import type {
  Action,
  Domain,
  Machine,
  ScenarioStep,
} from '../../../../../scheduling/model/model.ts';
import { plansOf } from '../../../../../scheduling/plans/plans.ts';
import { US } from '../../../../support/systems.ts';
import { taskOf } from './domains.ts';
import type { DrawnStep } from './draws.ts';
import type { SoakOptions } from './options.ts';

function newPeriod({ name }: Domain, { name: vcpu }: Domain['vcpus'][number], period: number) {
  return { kind: 'set', domain: name, vcpu, period: period * US } as const;
}

/** The steps of a scenario in which all kinds of actions come in any order. */
export function stepsOf(
  options: SoakOptions,
  domains: readonly Domain[],
  machines: readonly Machine[],
  drawn: readonly DrawnStep[],
): { readonly steps: readonly ScenarioStep[]; readonly end: number } {
  let at = 0;
  let names = 0;
  const added = new Map<string, string[]>();
  const on = new Set<string>();
  const steps = drawn.map(
    ({ what, domain: number, wait, part, period, share, task: own }, index): ScenarioStep => {
      const one = domains[number % domains.length] as Domain;
      const tasks = added.get(one.name) ?? one.tasks.map(({ name }) => name);
      added.set(one.name, tasks);
      at += index < 3 ? 0 : wait * US + (part % 7 === 0 ? part : 0);
      const v = one.vcpus[part % one.vcpus.length] as Domain['vcpus'][number];
      const act = (): Action => {
        if (!on.has(one.name)) {
          on.add(one.name);
          return { kind: 'start', domains: [one.name] };
        }
        if (what < 5) {
          on.delete(one.name);
          added.delete(one.name);
          return { kind: 'stop', domains: [one.name] };
        }
        if (
          options.leave === true &&
          what < 14 &&
          v.budget === undefined &&
          (v.deadline ?? 0) <= period * US
        )
          return { ...newPeriod(one, v, period), whenQuiet: true };
        const planned = machines.find(({ policy }) => plansOf(policy).length > 0);
        if (planned !== undefined && what >= 17) {
          const plans = plansOf(planned.policy);
          const { name: plan = '' } = plans[part % plans.length] ?? {};
          return { kind: 'plan', machine: planned.name, plan };
        }
        if (options.pools && what < 9) {
          const to = machines[part % 2] as Machine;
          return { kind: 'migrate', domain: one.name, machine: to.name };
        }
        if (options.tasks && what < 12 && tasks.length > 0)
          return {
            kind: 'remove',
            domain: one.name,
            task: tasks.splice(part % tasks.length, 1)[0] as string,
          };
        if (options.tasks && what < 15) {
          const name = `n${names++}`;
          tasks.push(name);
          return {
            kind: 'add',
            domain: one.name,
            task: taskOf(options, name, own, one.global ? undefined : v.name),
          };
        }
        const fixed = v.period.kind === 'fixed' ? v.period.period : US;
        const longer = what % 2 === 0 && v.deadline === undefined;
        const base = longer ? period * US : fixed;
        const budget = Math.max(1, Math.floor((base * share) / 10 / US)) * US;
        return {
          kind: 'set',
          domain: one.name,
          vcpu: v.name,
          ...(longer ? { period: base } : {}),
          ...(longer && options.tasks && part % 3 === 0 ? { whenQuiet: true } : {}),
          budget: v.deadline === undefined ? budget : Math.min(budget, v.deadline),
        };
      };
      return { at, action: act() };
    },
  );
  return { steps, end: at };
}
