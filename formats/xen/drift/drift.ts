import type { Drift } from '../../../messages/formats/xen-drift.ts';
import type {
  CompletedDomain,
  CompletedMachine,
  CompletedVcpu,
} from '../../../scheduling/model/completed.ts';
import type { Element } from '../../../scheduling/model/element.ts';
import { givesShares, hasServers, policies } from '../../../scheduling/model/policies.ts';
import type { SeenDomain, XenReading } from '../reading.ts';
import { nameOnHost, poolOfMachine } from './pairing.ts';

/** A difference at the element of the file that it is about, and at one of its attributes. */
export interface FoundDrift {
  readonly drift: Drift;
  readonly element: Element;
  readonly attribute?: string;
}

/** The budget that Xen needs for a VCPU's net budget, both in ns. */
export type XenBudget = (domain: string, vcpu: string) => number | null;

/**
 * The differences between a machine of a file, with its pools, and the host that it describes. A
 * value that the host does not tell is none. A budget is as written where the host has it, or the
 * one that Xen needs for it.
 */
export function driftFrom(
  machines: readonly CompletedMachine[],
  reading: XenReading,
  xenBudget: XenBudget,
): readonly FoundDrift[] {
  const isDivided = machines.some(({ pool }) => pool !== undefined);
  const written = new Set(
    machines.flatMap(({ domains }) => domains.map((domain) => nameOnHost(domain, reading))),
  );
  const [first] = machines;
  const others =
    first === undefined ? [] : [...reading.domains.keys()].filter((name) => !written.has(name));
  return [
    ...machines.flatMap((machine) => [
      ...machineDrift(machine, poolOfMachine(machine, isDivided, reading), reading),
      ...machine.domains.flatMap((domain) => {
        const seen = reading.domains.get(nameOnHost(domain, reading));
        const element: Element = { kind: 'domain', domain: domain.name };
        if (seen === undefined)
          return [{ element, drift: { kind: 'domain-missing' as const, domain: domain.name } }];
        const pool = isDivided ? poolOfMachine(machine, isDivided, reading) : null;
        return domainDrift(machine, domain, seen, pool, xenBudget);
      }),
    ]),
    ...others.map(
      (domain): FoundDrift => ({
        element: { kind: 'machine', machine: first?.host ?? '' },
        drift: { kind: 'domain-not-written', domain },
      }),
    ),
  ];
}

function machineDrift(
  { name, policy, cores }: CompletedMachine,
  pool: string,
  { pools }: XenReading,
): readonly FoundDrift[] {
  const element: Element = { kind: 'machine', machine: name };
  const seen = pools.get(pool);
  if (seen === undefined) return [];
  const { scheduler, processors } = seen;
  const found: FoundDrift[] = [];
  if (scheduler !== null && scheduler !== policy.kind)
    found.push({
      element,
      attribute: 'scheduler',
      drift: { kind: 'scheduler', pool, written: policy.kind, there: scheduler },
    });
  if (processors !== null && processors.join() !== cores.join())
    found.push({
      element,
      attribute: 'cores',
      drift: { kind: 'cores', pool, written: cores, there: processors },
    });
  return found;
}

function domainDrift(
  { policy }: CompletedMachine,
  domain: CompletedDomain,
  seen: SeenDomain,
  pool: string | null,
  xenBudget: XenBudget,
): readonly FoundDrift[] {
  const { name } = domain;
  const element: Element = { kind: 'domain', domain: name };
  const found: FoundDrift[] = [];
  if (pool !== null && seen.pool !== null && seen.pool !== pool)
    found.push({ element, drift: { kind: 'pool', domain: name, written: pool, there: seen.pool } });
  if (seen.paused === true) found.push({ element, drift: { kind: 'paused', domain: name } });
  const count = { written: domain.vcpus.length, there: seen.vcpus };
  if (seen.vcpus > 0 && count.written !== count.there)
    found.push({ element, drift: { kind: 'vcpus', domain: name, ...count } });
  if (givesShares(policy)) found.push(...shareDrift(domain, seen));
  return [
    ...found,
    ...domain.vcpus.flatMap((vcpu, index) => [
      ...(hasServers(policy) ? reservationDrift(name, vcpu, index, seen, xenBudget) : []),
      ...(policies[policy.kind].gives === 'cores' ? placeDrift(name, vcpu, index, seen) : []),
    ]),
  ];
}

function shareDrift({ name, weight, cap = 0 }: CompletedDomain, seen: SeenDomain) {
  const element: Element = { kind: 'domain', domain: name };
  const written = { weight, cap };
  return (['weight', 'cap'] as const).flatMap((kind): FoundDrift[] => {
    const there = seen[kind];
    return there === null || there === written[kind]
      ? []
      : [
          {
            element,
            attribute: kind,
            drift: { kind, domain: name, written: written[kind], there },
          },
        ];
  });
}

function reservationDrift(
  domain: string,
  { name, period, budget, extratime }: CompletedVcpu,
  index: number,
  seen: SeenDomain,
  xenBudget: XenBudget,
): readonly FoundDrift[] {
  const there = seen.reservations.get(index);
  if (there === undefined) return [];
  const vcpu = `${domain}.${name}`;
  const element: Element = { kind: 'vcpu', domain, vcpu: name };
  const found: FoundDrift[] = [];
  const periodThere = there.period * 1000;
  if (period !== null && periodThere !== period)
    found.push({
      element,
      attribute: 'period',
      drift: { kind: 'period', vcpu, written: period, there: periodThere },
    });
  const budgetThere = there.budget * 1000;
  const xen = xenBudget(domain, name) ?? budget;
  if (budget !== null && budgetThere !== budget && budgetThere !== xen)
    found.push({
      element,
      attribute: 'budget',
      drift: { kind: 'budget', vcpu, written: budget, there: budgetThere, xen: xen ?? budget },
    });
  if (there.extratime !== extratime)
    found.push({
      element,
      attribute: 'extratime',
      drift: { kind: 'extratime', vcpu, written: extratime, there: there.extratime },
    });
  return found;
}

function placeDrift(
  domain: string,
  { name, core }: CompletedVcpu,
  index: number,
  seen: SeenDomain,
): readonly FoundDrift[] {
  const there = seen.places.get(index);
  if (there === undefined || core === null || there === core) return [];
  const vcpu = `${domain}.${name}`;
  return [
    {
      element: { kind: 'vcpu', domain, vcpu: name },
      attribute: 'core',
      drift: { kind: 'core', vcpu, written: core, there },
    },
  ];
}
