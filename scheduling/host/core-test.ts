import type { TestUsed } from '../model/analysis.ts';
import type { MachinePolicy, ServerKind, SwitchCost } from '../model/model.ts';
import { type Detail, edfDeferrable, edfPeriodic } from './edf-partitioned.ts';
import { type FixedOrder, fixedPriority } from './fixed-priority-partitioned.ts';
import type { Load, TestOutcome } from './load.ts';
import { coreLoads } from './overhead.ts';
import { type HostServer, serverKind } from './server.ts';

/** What decides whether VCPUs fit together on one core of a partitioned machine. */
export interface CoreRules {
  readonly order: 'EDF' | FixedOrder;
  readonly server: ServerKind;
  readonly switchCosts: readonly SwitchCost[];
}

/** The rules of a partitioned machine's cores; `null` on other machines. */
export function coreRules(machine: {
  readonly policy: MachinePolicy;
  readonly servers: ServerKind;
  readonly switchCosts: readonly SwitchCost[];
}): CoreRules | null {
  const { policy, switchCosts } = machine;
  if (!('placement' in policy) || policy.placement !== 'partitioned') return null;
  return { order: policy.kind, server: serverKind(machine), switchCosts };
}

/** The sufficient test, with every switch charged. */
export function safeTest(rules: CoreRules, servers: readonly HostServer[], detail: Detail): TestOutcome {
  return test(rules, coreLoads(rules.switchCosts, servers, 'safe'), rules.server === 'deferrable', detail);
}

/**
 * The necessary test: net budgets and no second use of a deferrable one, for the guests may happen to ask for their
 * budgets as periodic tasks would. What it refuses misses in some legal run.
 */
export function necessaryTest(rules: CoreRules, servers: readonly HostServer[], detail: Detail): TestOutcome {
  return test(rules, coreLoads(rules.switchCosts, servers, 'necessary'), false, detail);
}

/** Whether the servers are proven to fit on one core. */
export function coreAccepts(rules: CoreRules, servers: readonly HostServer[]): boolean {
  return safeTest(rules, servers, 'verdict').result === 'accepted';
}

/** Whether the servers are proven not to fit on one core. */
export function coreRefuted(rules: CoreRules, servers: readonly HostServer[]): boolean {
  return necessaryTest(rules, servers, 'verdict').result === 'refused';
}

/** The test of a core as it is named to people, without overheads in its kind. */
export function coreTestUsed(rules: CoreRules): TestUsed {
  const deferrable = rules.server === 'deferrable';
  const kind = deferrable || rules.switchCosts.some((line) => line.cost > 0) ? 'sufficient' : 'exact';
  if (rules.order === 'EDF') {
    return deferrable
      ? {
          name: 'EDF with deferrable servers, demand carried into each deadline',
          kind,
          reference: 'Ghazalie & Baker 1995; Strosnider, Lehoczky & Sha 1995',
        }
      : {
          name: 'EDF demand bound (QPA)',
          kind,
          reference: 'Baruah, Rosier & Howell 1990; Zhang & Burns 2009',
        };
  }
  return deferrable
    ? {
        name: `${rules.order} response times with deferrable servers`,
        kind,
        reference: 'Strosnider, Lehoczky & Sha 1995; Davis & Burns, RTSS 2005',
      }
    : {
        name: `${rules.order} response times`,
        kind,
        reference: 'Joseph & Pandya 1986; Audsley et al. 1993',
      };
}

function test(rules: CoreRules, loads: readonly Load[], deferrable: boolean, detail: Detail): TestOutcome {
  if (rules.order !== 'EDF') return fixedPriority(loads, rules.order, deferrable);
  return deferrable ? edfDeferrable(loads) : edfPeriodic(loads, detail);
}
