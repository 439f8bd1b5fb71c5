import type { Domain, Task } from '../model/model.ts';

/**
 * A running domain: the declared one, with the tasks added and removed and the interfaces set since
 * its start.
 */
export interface RunningDomain {
  readonly domain: Domain;
  /** Its machine, which differs from the declared one after a migration. */
  readonly machine: string;
  /** The earliest instant from which it runs there, in ns. */
  readonly since: number;
  /** Whether it came from another machine, so that it may have waited to leave that. */
  readonly moved: boolean;
  /** The instant at which a task was added last, in ns; else that of its start. */
  readonly changed: number;
  /** The tasks removed since then, each with its instant. */
  readonly left: readonly { readonly task: Task; readonly at: number }[];
}
