import {
  atOnce,
  type ChangeWait,
  longerWait,
  type WaitPart,
} from '../../model/changes/change-wait.ts';
import { domainKey, lasts, later, type Waiting } from './course.ts';

/** The waits of an action, one chain for each change, all from its instant on. */
export class Chains {
  private readonly at: number;
  private most: ChangeWait = atOnce;
  /** When all that concerns a domain is in force at the latest, in ns, by its name. */
  readonly inForce = new Map<string, number | null>();

  /** `at` is the instant of the action, in ns. */
  constructor(at: number) {
    this.at = at;
  }

  add(domain: string, parts: readonly WaitPart[]): void {
    this.most = longerWait(this.most, waitFor(parts));
    const until = endOf(parts, this.at);
    const known = this.inForce.get(domain);
    this.inForce.set(domain, known === undefined ? until : later(known, until));
  }

  longest(): ChangeWait {
    return this.most;
  }

  /** The domains for which later actions on them have to wait. */
  waiting(): readonly Waiting[] {
    return Array.from(this.inForce).flatMap(([domain, until]): readonly Waiting[] =>
      lasts(until, this.at) ? [{ place: domainKey(domain), domain, until, inForce: until }] : [],
    );
  }
}

/** The longest of some chains of waits that begin together. */
export function longestOf(chains: readonly (readonly WaitPart[])[]): readonly WaitPart[] {
  return chains.reduce((most, parts) => longerWait(most, waitFor(parts)), atOnce).parts;
}

function waitFor(parts: readonly WaitPart[]): ChangeWait {
  return { atMost: endOf(parts, 0), parts, unused: 0 };
}

/** The end of waits that begin at an instant, in ns; `null` without a bound. */
export function endOf(parts: readonly WaitPart[], at: number): number | null {
  let end = at;
  for (const { atMost } of parts) {
    if (atMost === null) return null;
    end += atMost;
  }
  return end;
}
