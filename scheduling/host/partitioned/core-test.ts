import type { TestUsed, VerdictKind } from '../../model/analysis.ts';
import type { MachinePolicy, ServerKind, SwitchCost } from '../../model/model.ts';
import type { Load, TestOutcome } from '../load.ts';
import { coreLoads } from '../overhead.ts';
import { type HostServer, serverKind } from '../server.ts';
import { type Detail, edfDeferrable, edfPeriodic } from './edf-partitioned.ts';
import { type FixedOrder, fixedPriority } from './fixed-priority-partitioned.ts';

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
export function safeTest(
  rules: CoreRules,
  servers: readonly HostServer[],
  detail: Detail,
): TestOutcome {
  return test(
    rules,
    coreLoads(rules.switchCosts, servers, 'safe'),
    rules.server === 'deferrable',
    detail,
  );
}

/**
 * The necessary test: net budgets and no second use of a deferrable one, for the guests may happen
 * to ask for their budgets as periodic tasks would. What it refuses misses in some legal run.
 */
export function necessaryTest(
  rules: CoreRules,
  servers: readonly HostServer[],
  detail: Detail,
): TestOutcome {
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

/**
 * The test that a verdict on cores rests on. What is proven to fail is so by the necessary test,
 * what is not by the sufficient one; they are one, and exact, where servers are not deferrable and
 * switches cost nothing.
 */
export function coreTestUsed(rules: CoreRules, verdict: VerdictKind): TestUsed {
  const deferrable = rules.server === 'deferrable';
  const exact = !deferrable && rules.switchCosts.every((line) => line.cost === 0);
  if (exact) return { ...periodicTest(rules), kind: 'exact' };
  if (verdict === 'unschedulable') {
    const { name, reference } = periodicTest(rules);
    return { name: `${name} of net budgets`, kind: 'necessary', reference };
  }
  return { ...(deferrable ? deferrableTest(rules) : periodicTest(rules)), kind: 'sufficient' };
}

type Named = Omit<TestUsed, 'kind'>;

function periodicTest({ order }: CoreRules): Named {
  return order === 'EDF'
    ? {
        name: 'EDF demand bound (QPA)',
        reference: 'Baruah, Rosier & Howell 1990; Zhang & Burns 2009',
      }
    : { name: `${order} response times`, reference: 'Joseph & Pandya 1986; Audsley et al. 1993' };
}

function deferrableTest({ order }: CoreRules): Named {
  return order === 'EDF'
    ? {
        name: 'EDF with deferrable servers, demand carried into each deadline',
        reference: 'Ghazalie & Baker 1995; Strosnider, Lehoczky & Sha 1995',
      }
    : {
        name: `${order} response times with deferrable servers`,
        reference: 'Strosnider, Lehoczky & Sha 1995; Davis & Burns, RTSS 2005',
      };
}

function test(
  rules: CoreRules,
  loads: readonly Load[],
  deferrable: boolean,
  detail: Detail,
): TestOutcome {
  if (rules.order !== 'EDF') return fixedPriority(loads, rules.order, deferrable);
  return deferrable ? edfDeferrable(loads) : edfPeriodic(loads, detail);
}
