import type { Drift } from '../../../messages/formats/xen-drift.ts';
import type {
  CompletedDomain,
  CompletedMachine,
  CompletedVcpu,
} from '../../../scheduling/model/completed.ts';
import type { Element } from '../../../scheduling/model/element.ts';
import { givesShares, hasServers, policies } from '../../../scheduling/model/policies.ts';
import type { SeenDomain, XenReading } from '../reading.ts';
import {
  migrateCommand,
  pinCommand,
  reservationCommand,
  shareCommand,
  unpauseCommand,
} from './host-commands.ts';
import { nameOnHost, poolOfMachine } from './pairing.ts';

/** A difference at the element of the file that it is about, and at one of its attributes. */
export interface FoundDrift {
  readonly drift: Drift;
  readonly element: Element;
  readonly attribute?: string;
  /** The command of Dom0 that sets the host as the file says, where one does. */
  readonly command?: string;
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
        const named = { ...domain, there: nameOnHost(domain, reading) };
        return domainDrift(machine, named, seen, pool, xenBudget);
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

/** A domain of the file, with the name that it has on the host. */
type NamedDomain = CompletedDomain & { readonly there: string };

function domainDrift(
  machine: CompletedMachine,
  domain: NamedDomain,
  seen: SeenDomain,
  pool: string | null,
  xenBudget: XenBudget,
): readonly FoundDrift[] {
  const { policy } = machine;
  const { name } = domain;
  const element: Element = { kind: 'domain', domain: name };
  const found: FoundDrift[] = [];
  const { pool: home } = seen;
  const isElsewhere = pool !== null && home !== null && home !== pool;
  if (isElsewhere)
    found.push({
      element,
      attribute: 'on',
      drift: { kind: 'pool', domain: name, written: pool, there: home },
      command: migrateCommand(domain.there, pool),
    });
  if (seen.paused === true)
    found.push({
      element,
      drift: { kind: 'paused', domain: name },
      command: unpauseCommand(domain.there),
    });
  const count = { written: domain.vcpus.length, there: seen.vcpus };
  if (seen.vcpus > 0 && count.written !== count.there)
    found.push({ element, drift: { kind: 'vcpus', domain: name, ...count } });
  if (givesShares(policy)) found.push(...shareDrift(domain, machine, seen));
  return [
    ...found,
    ...domain.vcpus.flatMap((vcpu, index) => [
      ...(hasServers(policy) ? reservationDrift(domain, vcpu, index, seen, xenBudget) : []),
      // In another pool it can be on none of these cores.
      ...(isElsewhere ? [] : placeDrift(domain, vcpu, index, machine, seen)),
    ]),
  ];
}

function shareDrift(
  { name, there: named, weight, cap = 0 }: NamedDomain,
  { policy }: CompletedMachine,
  seen: SeenDomain,
) {
  const element: Element = { kind: 'domain', domain: name };
  const written = { weight, cap };
  const command = shareCommand(policy.kind, named, weight, cap);
  return (['weight', 'cap'] as const).flatMap((kind): FoundDrift[] => {
    const there = seen[kind];
    return there === null || there === written[kind]
      ? []
      : [
          {
            element,
            attribute: kind,
            drift: { kind, domain: name, written: written[kind], there },
            ...(command === null ? {} : { command }),
          },
        ];
  });
}

function reservationDrift(
  { name: domain, there: named }: NamedDomain,
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
  const xen = xenBudget(domain, name) ?? budget;
  // Changing the extratime of a running VCPU can panic Xen, so no command does.
  const command =
    period === null || xen === null
      ? {}
      : {
          command: reservationCommand(named, index, {
            ...{ period: period / 1000, budget: Math.ceil(xen / 1000) },
            extratime: there.extratime,
          }),
        };
  const periodThere = there.period * 1000;
  if (period !== null && periodThere !== period)
    found.push({
      element,
      attribute: 'period',
      drift: { kind: 'period', vcpu, written: period, there: periodThere },
      ...command,
    });
  const budgetThere = there.budget * 1000;
  if (budget !== null && budgetThere !== budget && budgetThere !== xen)
    found.push({
      element,
      attribute: 'budget',
      drift: { kind: 'budget', vcpu, written: budget, there: budgetThere, xen: xen ?? budget },
      ...command,
    });
  if (there.extratime !== extratime)
    found.push({
      element,
      attribute: 'extratime',
      drift: { kind: 'extratime', vcpu, written: extratime, there: there.extratime },
    });
  return found;
}

/** The core of a VCPU that has one of its own, and the processors that a VCPU may run on. */
function placeDrift(
  { name: domain, there: named }: NamedDomain,
  { name, core }: CompletedVcpu,
  index: number,
  { policy, cores }: CompletedMachine,
  seen: SeenDomain,
): readonly FoundDrift[] {
  const vcpu = `${domain}.${name}`;
  const element: Element = { kind: 'vcpu', domain, vcpu: name };
  const own = policies[policy.kind].gives === 'cores' ? core : null;
  const there = seen.places.get(index);
  if (own !== null && there !== undefined && there !== own)
    return [
      {
        element,
        attribute: 'core',
        drift: { kind: 'core', vcpu, written: own, there },
        command: pinCommand(named, index, own),
      },
    ];
  const allowed = seen.affinities.get(index);
  if (allowed === undefined || (own === null && !hasServers(policy))) return [];
  const here = cores.filter((each) => allowed.includes(each));
  const written = own === null ? cores : [own];
  if (here.join() === written.join()) return [];
  return [
    {
      element,
      drift: { kind: 'affinity', vcpu, written, there: allowed },
      command: pinCommand(named, index, own ?? 'all'),
    },
  ];
}
