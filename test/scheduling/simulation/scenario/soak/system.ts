import fc from 'fast-check';
import type {
  Domain,
  Machine,
  MachinePolicy,
  ServerKind,
  SystemModel,
} from '../../../../../scheduling/model/model.ts';
import { hasServers, placementOf, traitsOf } from '../../../../../scheduling/model/policies.ts';
import { anySwitch, machine, system, US } from '../../../../support/systems.ts';
import { domainOf } from './domains.ts';
import {
  aDomain,
  aFullDomain,
  anExchanged,
  aQuickStep,
  aStep,
  type DrawnDomain,
  type DrawnStep,
} from './draws.ts';
import { exchangesOf } from './exchanges.ts';
import { aFrame, type DrawnFrame, framed } from './frames.ts';
import type { SoakOptions } from './options.ts';
import { stepsOf } from './steps.ts';

/** A system with a scenario in which all kinds of actions come in any order. */
export function soakSystem(options: SoakOptions): fc.Arbitrary<SystemModel> {
  return fc
    .record({
      policies: fc.array(fc.constantFrom(...options.policies), { minLength: 2, maxLength: 2 }),
      servers: fc.array(fc.constantFrom(...options.servers), { minLength: 2, maxLength: 2 }),
      domains:
        options.exchanges === true
          ? fc.array(anExchanged, { minLength: 5, maxLength: 8 })
          : fc.array(options.dense === true ? aFullDomain : aDomain, {
              ...{ minLength: 2, maxLength: 5 },
            }),
      steps:
        options.dense === true
          ? fc.array(aQuickStep, { minLength: 16, maxLength: 32 })
          : fc.array(aStep, { minLength: 4, maxLength: 16 }),
      cost: fc.constantFrom(1, 1, 2),
      frames: fc.array(aFrame, { minLength: 2, maxLength: 2 }),
    })
    .map((drawn) => built(options, drawn));
}

function built(
  options: SoakOptions,
  drawn: {
    readonly policies: readonly MachinePolicy[];
    readonly servers: readonly ServerKind[];
    readonly domains: readonly DrawnDomain[];
    readonly steps: readonly DrawnStep[];
    readonly cost: number;
    readonly frames: readonly DrawnFrame[];
  },
): SystemModel {
  const domains = drawn.domains.map((each, index) => domainOf(options, each, index));
  const costs = options.costs ? anySwitch((drawn.cost * US) / 10) : [];
  const pool = (name: string, at: number, own: readonly Domain[]): Machine => {
    const cores = Array.from({ length: options.cores }, (_, core) => core + at * options.cores);
    const kind = drawn.policies[at] as MachinePolicy;
    const policy = framed(kind, drawn.frames[at] as DrawnFrame, own, cores[0] as number);
    const placed = own.map((one) => ({
      ...one,
      vcpus: one.vcpus.map(({ core, ...rest }) =>
        options.exchanges === true && (core ?? 0) % 4 > 0
          ? rest
          : traitsOf(policy).gives === 'windows'
            ? { ...rest, core: cores[0] as number }
            : placementOf(policy) === 'global' || !hasServers(policy)
              ? rest
              : { ...rest, core: cores[(core ?? 0) % cores.length] as number },
      ),
    }));
    const place = options.pools ? { name: `h.${name}`, host: 'h', pool: name } : {};
    const servers = drawn.servers[at] as ServerKind;
    return machine(placed, {
      ...{ ...place, cores, policy, servers, switchCosts: costs },
      ...(options.admission === undefined
        ? {}
        : { admission: { where: options.admission, cost: (drawn.cost * US) / 2 } }),
    });
  };
  const half = (at: number) => domains.filter((_, index) => index % 2 === at);
  const machines = options.pools
    ? options.exchanges === true
      ? [pool('p', 0, half(0)), pool('q', 1, half(1))]
      : [pool('p', 0, domains), pool('q', 1, [])]
    : [pool('m', 0, domains)];
  const { steps, end } =
    options.exchanges === true
      ? exchangesOf(machines, drawn.steps)
      : stepsOf(options, domains, machines, drawn.steps);
  const scenario = { name: 's', machine: options.pools ? 'h' : 'm', steps, run: end + 150 * US };
  return system(machines, [scenario]);
}
