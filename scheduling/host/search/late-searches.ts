import type { Steps } from '../../arithmetic/steps.ts';
import { HELD_BACK, heldBackReason } from '../hold-back/held-back.ts';
import { searchHeldBack } from '../hold-back/search.ts';
import type { RunRules } from '../run/first-late.ts';
import type { ToldMiss } from '../run/told-run.ts';
import type { HostServer } from '../server.ts';
import { nameOf } from '../vcpu-name.ts';
import { type Attempt, attempt, type Missed, outOfReach } from './attempt.ts';
import {
  canSearchPhases,
  canSearchTasks,
  searchLatePhases,
  searchTaskPhases,
} from './phase-search.ts';

/** VCPUs that share one core, or all cores of a machine. */
export interface Sharers {
  readonly rules: RunRules;
  /** The core that they share; `null` for all cores of the machine. */
  readonly core: number | null;
  readonly servers: readonly HostServer[];
}

/** Searches for a run in which guests hold back until one of the victims misses. */
export function heldBackFrom(
  { rules, core, servers }: Sharers,
  victims: readonly HostServer[],
  steps: Steps,
): Attempt {
  return attempt('held-back', (tally) => {
    const found = searchHeldBack(rules, servers, victims, steps, tally);
    return found === null
      ? null
      : {
          server: found.server,
          reason: heldBackReason(found, core, rules.cores),
          test: HELD_BACK,
        };
  });
}

/**
 * Searches for phases at which a VCPU misses. Guests that always have work are not searched alone
 * on one core: there nobody is later than where all begin together, which the necessary test knows
 * (Liu & Layland 1973; Baruah, Rosier & Howell 1990).
 */
export function latePhases({ rules, core, servers }: Sharers, steps: Steps): Attempt {
  if (!canSearchTasks(rules, servers)) return outOfReach('phases');
  const always = core === null && canSearchPhases(rules, servers);
  const search = always ? searchLatePhases : searchTaskPhases;
  return attempt('phases', (tally) => {
    const late = search(rules, servers, steps, tally);
    return late === null ? null : missedBy(late, core);
  });
}

function missedBy({ server, time, run }: ToldMiss, core: number | null): Missed {
  const { deadline } = server;
  return {
    server,
    reason: { kind: 'late-by-phases', vcpu: nameOf(server), core, deadline, time, run },
    test: { name: 'phases', kind: 'necessary' },
  };
}
