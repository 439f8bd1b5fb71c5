import type {
  Action,
  Domain,
  Machine,
  ScenarioStep,
} from '../../../../../scheduling/model/model.ts';
import { US } from '../../../../support/systems.ts';
import type { DrawnStep } from './draws.ts';

/**
 * The steps of a scenario in which domains of two pools change places in pairs, and come, go and
 * get other budgets between. It takes all of them as admitted.
 */
export function exchangesOf(
  machines: readonly Machine[],
  drawn: readonly DrawnStep[],
): { readonly steps: readonly ScenarioStep[]; readonly end: number } {
  const domains = machines.flatMap((machine) => machine.domains);
  const homes = new Map(
    machines.flatMap(({ name, domains: own }) => own.map((one) => [one.name, name] as const)),
  );
  const on = new Set(domains.map(({ name }) => name));
  const steps: ScenarioStep[] = domains.map(({ name }) => ({
    at: 0,
    action: { kind: 'start', domains: [name] },
  }));
  let at = 0;
  for (const { what, domain: number, wait, part, share } of drawn) {
    const one = domains[number % domains.length] as Domain;
    at += wait * US + (part % 7 === 0 ? part : 0);
    for (const action of actionsOf(one, { what, part, share })) steps.push({ at, action });
  }
  return { steps, end: at };

  function actionsOf(
    one: Domain,
    { what, part, share }: Pick<DrawnStep, 'what' | 'part' | 'share'>,
  ): readonly Action[] {
    const { name } = one;
    if (!on.has(name)) {
      on.add(name);
      homes.set(name, machines.find(({ domains: own }) => own.includes(one))?.name ?? '');
      return [{ kind: 'start', domains: [name] }];
    }
    if (what < 2) {
      on.delete(name);
      return [{ kind: 'stop', domains: [name] }];
    }
    if (what < 4) {
      const [v] = one.vcpus;
      const period = v?.period.kind === 'fixed' ? v.period.period : US;
      const budget = Math.max(1, Math.floor((period * share) / 10 / US)) * US;
      return [{ kind: 'set', domain: name, vcpu: v?.name ?? '', budget }];
    }
    const home = homes.get(name) ?? '';
    const others = domains.filter((each) => on.has(each.name) && homes.get(each.name) !== home);
    const other = others[part % Math.max(1, others.length)];
    const away = machines.find((machine) => machine.name !== home)?.name ?? '';
    homes.set(name, away);
    if (other === undefined) return [{ kind: 'migrate', domain: name, machine: away }];
    homes.set(other.name, home);
    return [
      { kind: 'migrate', domain: name, machine: away },
      { kind: 'migrate', domain: other.name, machine: home },
    ];
  }
}
