import { factsOf } from '../facts/facts.ts';
import type { ProvenMachine } from '../facts/proven.ts';
import type { Analysis } from '../model/analysis.ts';
import { type CompletedDomain, type CompletedVcpu, hasWrittenCore } from '../model/completed.ts';
import { traitsOf } from '../model/policies.ts';
import type { Change } from './change.ts';
import type { Finding } from './finding.ts';
import type { Remedy } from './remedies.ts';

/** The numbers of proposed moves and lists. Each costs an analysis of the whole system. */
const MOVE_LIMIT = 12;
const LIST_LIMIT = 16;

/**
 * Other places for the domains of a machine's or pool's finding, and other cores for it, fewer
 * changes first. Nothing is proposed for a host that is not cut into pools. The proposals are not
 * yet tested.
 */
export function poolProposals(analysis: Analysis, finding: Finding): readonly Remedy[] {
  const { element } = finding;
  if (element.kind !== 'machine') return [];
  const facts = factsOf(analysis);
  const own = facts.machine(element.machine);
  if (own === undefined) return [];
  const others = facts.machines.filter(
    ({ machine }) => machine.host === own.machine.host && machine !== own.machine,
  );
  return [...moves(own, others, finding).slice(0, MOVE_LIMIT), ...lists(own, others)];
}

function moves(
  own: ProvenMachine,
  others: readonly ProvenMachine[],
  { related }: Finding,
): readonly Remedy[] {
  if (!movesFreely(own)) return [];
  const concerned = new Set(
    related.flatMap(({ element }) => (element.kind === 'vcpu' ? [element.domain] : [])),
  );
  const domains = own.machine.domains
    .filter(({ name }) => concerned.has(name))
    .sort((a, b) => shareOf(a) - shareOf(b));
  const targets = others
    .filter((target) => movesFreely(target) && traitsOf(target.machine.policy).gives !== 'shares')
    .sort((a, b) => loadOf(a) - loadOf(b));
  return domains.flatMap((domain) =>
    targets
      .filter((target) => fits(domain, target))
      .map((target): Remedy => {
        const { host, pool } = target.machine;
        const put: Change = {
          kind: 'put',
          element: { kind: 'domain', domain: domain.name },
          host,
          ...(pool === undefined ? {} : { pool }),
        };
        return { kind: 'put', changes: [put, ...pinned(domain, target)], preferred: false };
      }),
  );
}

/** Whether a domain can come and go without windows of its own. */
function movesFreely({ machine }: ProvenMachine): boolean {
  return traitsOf(machine.policy).gives !== 'windows';
}

function shareOf({ vcpus }: CompletedDomain): number {
  return vcpus.reduce(
    (sum, { budget, period }) => sum + (budget === null || period === null ? 0 : budget / period),
    0,
  );
}

/** The load of a machine or pool, as a share of its cores. */
function loadOf({ machine, host }: ProvenMachine): number {
  return host.utilization / machine.cores.length;
}

/** Whether a domain's text makes sense on a machine or pool: its times and priorities. */
function fits({ vcpus }: CompletedDomain, { machine }: ProvenMachine): boolean {
  const { grid, order } = traitsOf(machine.policy);
  if (order === 'priority' && vcpus.some(({ priority }) => priority === undefined)) return false;
  return (
    grid === null ||
    vcpus.every((vcpu) =>
      writtenTimes(vcpu).every(
        (time) => time % grid.step === 0 && time >= grid.least && time <= grid.most,
      ),
    )
  );
}

function writtenTimes({ computed, period, budget, deadline }: CompletedVcpu): readonly number[] {
  return [
    ...(computed.period ? [] : [period]),
    ...(computed.budget ? [] : [budget]),
    deadline === period ? null : deadline,
  ].filter((time) => time !== null);
}

/** New cores for VCPUs whose written ones are elsewhere: the emptiest of the new place. */
function pinned({ name, vcpus }: CompletedDomain, { machine, host }: ProvenMachine): Change[] {
  const load = new Map(host.cores.map(({ core, utilization }) => [core, utilization]));
  const cores = [...machine.cores].sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0));
  return vcpus.filter(hasWrittenCore).map(({ name: vcpu }, index) => ({
    kind: 'set',
    element: { kind: 'vcpu', domain: name, vcpu },
    attribute: 'core',
    value: cores[index % cores.length] ?? 0,
  }));
}

/**
 * More cores for a machine or pool, one after the other: first those that no pool has, then those
 * of other pools; unused ones before used ones.
 */
function lists(own: ProvenMachine, others: readonly ProvenMachine[]): readonly Remedy[] {
  const spare = [...others]
    .sort((a, b) => Number(a.machine.pool !== undefined) - Number(b.machine.pool !== undefined))
    .flatMap(spareOf);
  return spare.slice(0, LIST_LIMIT).map((_, index): Remedy => {
    const taken = spare.slice(0, index + 1);
    const givers = others.filter(({ machine }) =>
      taken.some(({ from }) => from.machine === machine),
    );
    const gained = taken.map(({ core }) => core);
    const changes = [
      ...listed(own, [...own.machine.cores, ...gained]),
      ...givers.flatMap((giver) =>
        listed(
          giver,
          giver.machine.cores.filter((core) => !gained.includes(core)),
        ),
      ),
    ];
    return { kind: 'set-cores', changes, preferred: false };
  });
}

/** The list of a pool; the cores of a machine follow from those of its pools. */
function listed({ machine }: ProvenMachine, cores: readonly number[]): Change[] {
  return machine.pool === undefined
    ? []
    : [
        {
          kind: 'cores',
          element: { kind: 'machine', machine: machine.name },
          cores: [...cores].sort((a, b) => a - b),
        },
      ];
}

/**
 * The cores that a machine or pool can give away: no VCPU names them, and one is left unless nobody
 * stands on it.
 */
function spareOf(
  from: ProvenMachine,
): readonly { readonly core: number; readonly from: ProvenMachine }[] {
  const { machine, host } = from;
  if (!movesFreely(from)) return [];
  const named = new Set(
    machine.domains.flatMap(({ vcpus }) => vcpus.filter(hasWrittenCore).map(({ core }) => core)),
  );
  const used = new Set(host.cores.map(({ core }) => core));
  const spare = machine.cores
    .filter((core) => !named.has(core))
    .sort((a, b) => Number(used.has(a)) - Number(used.has(b)) || a - b);
  const all = machine.pool === undefined && machine.domains.length === 0;
  const most = all || named.size > 0 ? spare.length : machine.cores.length - 1;
  return spare.slice(0, most).map((core) => ({ core, from }));
}
