import type { Prover } from '../../choose/prover.ts';
import type { HostServer } from '../../host/server.ts';
import type { ChangeWait, WaitPart } from '../../model/changes/change-wait.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import { hasServers } from '../../model/policies.ts';
import { Chains, endOf, longestOf } from './chains.ts';
import {
  type Course,
  fewUnbounded,
  lasts,
  onePerKey,
  type Parting,
  underWayAt,
  withoutDomains,
} from './course.ts';
import { beforeIn, queueOf, settledIn } from './guests/domain-waits.ts';
import { type GuestParts, guestWait, leavingTasks } from './guests/guest-wait.ts';
import { oldPeriods, staying, withNewInterfaces } from './guests/staying.ts';
import { unsettledBy } from './guests/unsettled.ts';
import { needingLeave } from './leave.ts';
import { inOrder, nextUnit } from './places/change-order.ts';
import { changesBetween, placedVcpus, type VcpuChange } from './places/difference.ts';
import { Foreseen } from './places/foreseen.ts';
import { grows, hostParts, howEnds, noRoom, replenishment } from './places/host-wait.ts';
import { isOfCore } from './places/moves.ts';
import { occupiedWaits, ownCores } from './places/occupied.ts';
import { keyOfChange } from './places/place-view.ts';
import { placeKey, placeLoads } from './places/places.ts';
import { withGhosts } from './places/stays.ts';
import { domainOf, type Unit, units } from './places/units.ts';
import type { Admitted, Transition } from './transition.ts';

/** The wait of an admitted action, and what can be under way after it. */
export interface WaitAndCourse {
  readonly wait: ChangeWait;
  readonly course: Course;
}

/**
 * How long an action admitted at an instant can wait, in ns, and what is under way after it: by the
 * bounds of what can be known without a run.
 */
export function waitOf(
  prover: Prover,
  transition: Transition,
  course: Course,
  admitted: Admitted,
): WaitAndCourse {
  const { before, after } = transition;
  const { at } = admitted;
  const { restarted, orderOf, tested } = admitted;
  const names = after.flatMap(({ domains }) => domains.map(({ name }) => name));
  const runs = new Set(names.filter((name) => !restarted.has(name)));
  const stopped = before.flatMap(({ domains }) =>
    domains.flatMap(({ name }) => (runs.has(name) ? [] : [name])),
  );
  const now = withoutDomains(underWayAt(course, at), stopped);
  const from = placedVcpus(before, prover.cache.servers, orderOf);
  const to = placedVcpus(after, prover.cache.servers, orderOf);
  const all = changesBetween(from, to, restarted);
  const { changes, via } = inOrder(all, to, transition.partial);
  const patient = needingLeave(prover, all, transition, admitted.leave);
  const guests = guestWait(prover, transition, now, { ...admitted, patient });
  const goes = partingBy(transition, admitted);
  const stays = goes.filter(({ one }) => waitsForMore(one.domain.name, after, guests));
  const cores = occupiedWaits(transition, [...now.parting, ...stays], at);
  const stay = staying(transition);
  const periods = oldPeriods(stay);
  const foreseen = new Foreseen(changes, to, now, admitted);
  const chains = new Chains(at);
  const legs = new Map<string, readonly WaitPart[]>();

  /** The waits of changes that happen as one, each with what comes after. */
  const waitsOf = (unit: Unit, sure: boolean) =>
    unit.map((change) => {
      const domain = domainOf(change);
      const { first = [], last = [] } = guests.get(domain) ?? {};
      const before = legs.get(keyOfChange(change)) ?? beforeIn(now, change, at);
      const own = [...before, ...(cores.get(domain) ?? []), ...(isOfCore(change) ? [] : first)];
      const host = hostParts(change, foreseen, endOf(own, at), { runs, periods, tested });
      const ends = host.filter(({ kind }) => kind === 'replenishment');
      const room = [...own, ...host.filter((part) => !ends.includes(part))];
      return { change, domain, room: sure ? room : [...room, ...noRoom(change)], ends, last };
    });
  let left = units(changes);
  const present = (change: VcpuChange): readonly HostServer[] =>
    change.kind === 'leaves' ? [] : foreseen.view(change.to.place).present;
  for (let next = nextUnit(left, present); next !== null; next = nextUnit(left, present)) {
    const { unit, sure } = next;
    left = left.filter((other) => other !== unit);
    const waits = waitsOf(unit, sure);
    // A domain that comes does so at all its places, or at none.
    const room = longestOf(waits.map((each) => each.room));
    for (const { change, domain, ends, last } of waits) {
      chains.add(domain, [...room, ...ends, ...last]);
      // A domain that comes has come when the last of its VCPUs has.
      legs.set(keyOfChange(change), [...room, ...longestOf(waits.map((each) => each.ends))]);
      const inForce = endOf([...room, ...ends], at);
      if (change.kind !== 'leaves') foreseen.begins(change.to, endOf(room, at), inForce);
      if (change.kind !== 'comes' && !grows(change))
        foreseen.ends(change.from, howEnds(change), inForce);
    }
  }
  foreseen.finish(changes);
  for (const [key, old] of periods)
    if (!from.has(key) && !to.has(key))
      chains.add(old.domain, [...queueOf(now, old.domain, at), replenishment(old)]);
  for (const domain of withNewInterfaces(stay)) chains.add(domain, queueOf(now, domain, at));
  for (const [domain, { first, last }] of guests)
    chains.add(domain, [
      ...settledIn(now, domain, at),
      ...(cores.get(domain) ?? []),
      ...[...first, ...last],
    ]);
  for (const [domain, parts] of cores) chains.add(domain, [...queueOf(now, domain, at), ...parts]);
  for (const domain of admitted.sent) chains.add(domain, queueOf(now, domain, at));
  const parting = goes.flatMap((each): readonly Parting[] => {
    const until = chains.inForce.get(each.one.domain.name);
    return until !== undefined && lasts(until, at) ? [{ ...each, until }] : [];
  });
  return {
    wait: {
      ...chains.longest(),
      unused: unusedAt(foreseen, changes),
      ...(via === undefined ? {} : { via }),
    },
    course: {
      leaving: fewUnbounded(foreseen.leaving()),
      tasks: [...now.tasks, ...leavingTasks(prover, transition, at)],
      unsettled: onePerKey(
        [...now.unsettled, ...unsettledBy(prover, transition, now, chains.inForce)],
        ({ domain }) => domain,
      ),
      waiting: onePerKey(
        [...foreseen.waiting(), ...chains.waiting()],
        ({ place, domain }) => `${place.length} ${place}${domain}`,
      ),
      parting: [...now.parting, ...parting],
      proofs: foreseen.proven(changes),
    },
  };
}

/** The domains that an action sends away, as long as it is not known when they are gone. */
function partingBy({ before }: Transition, { parted }: Admitted): readonly Parting[] {
  return parted.map((one) => {
    const source = before.find(({ name }) => name === one.machine);
    const cores = source === undefined ? [] : ownCores(source, one.domain.name);
    return { one, cores, until: null };
  });
}

/** Whether a domain that goes to another machine waits there for room, or until it is quiet. */
function waitsForMore(
  domain: string,
  after: readonly CompletedMachine[],
  guests: ReadonlyMap<string, GuestParts>,
): boolean {
  const target = after.find(({ domains }) => domains.some(({ name }) => name === domain));
  if (target !== undefined && hasServers(target.policy)) return true;
  return (guests.get(domain)?.first ?? []).length > 0;
}

/** The gross budgets of the ghosts at the places where something comes, in ns. */
function unusedAt(foreseen: Foreseen, changes: readonly VcpuChange[]): number {
  const seen = new Set<string>();
  let unused = 0;
  for (const change of changes) {
    if (change.kind === 'leaves') continue;
    const { place, present, leaving } = foreseen.view(change.to.place);
    if (seen.has(placeKey(place)) || leaving.length === 0) continue;
    seen.add(placeKey(place));
    const cost = (servers: readonly HostServer[]) =>
      placeLoads(place, servers).reduce((total, load) => total + load.cost, 0);
    unused += cost(withGhosts(present, leaving)) - cost(present);
  }
  return unused;
}
