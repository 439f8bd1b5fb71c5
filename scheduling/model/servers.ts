import type { ServerKind } from './model.ts';

/** The properties of a kind of server. `Π` is the period, `Δ` the deadline, `Θ` the budget. */
export interface ServerTraits {
  /**
   * The fate of the budget while the guest has no work: it runs down, is kept to its deadline, or
   * is given up at once.
   */
  readonly idle: 'runs-down' | 'is-kept' | 'is-given-up';
  /**
   * The number of budgets that shorten the longest time without supply, `Π + Δ − budgetsInGap·Θ`.
   */
  readonly budgetsInGap: 1 | 2;
  /**
   * Whether a budget can be used at the end of its period and the next one at once, so that a
   * window can hold more than the demand of a periodic task with that budget.
   */
  readonly carriesIn: boolean;
  /** Whether the VCPU can stop and start again within a period, whenever its guest wakes. */
  readonly restarts: boolean;
}

/**
 * The kinds of servers. Sources: Shin & Lee, ACM TECS 7(3), 2008, and Easwaran, Anand & Lee, RTSS
 * 2007 (gaps); Ghazalie & Baker 1995 and Strosnider, Lehoczky & Sha 1995 (deferrable servers).
 */
export const servers: Readonly<Record<ServerKind, ServerTraits>> = {
  periodic: { idle: 'runs-down', budgetsInGap: 2, carriesIn: false, restarts: false },
  deferrable: { idle: 'is-kept', budgetsInGap: 2, carriesIn: true, restarts: true },
  polling: { idle: 'is-given-up', budgetsInGap: 1, carriesIn: false, restarts: false },
} satisfies Record<ServerKind, ServerTraits>;

/** The kind of server on a machine that states none. */
export const defaultServer: ServerKind = 'deferrable';

/** The kinds of servers, in the order of the table. */
export const serverKinds = Object.keys(servers) as readonly ServerKind[];
