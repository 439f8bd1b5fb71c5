import { countSteps, withinSteps } from '../../arithmetic/steps.ts';
import type { TestUsed, Verdict } from '../../model/analysis.ts';
import type { MachinePolicy, ServerKind, SwitchCost } from '../../model/model.ts';
import type { FixedOrder } from '../../model/order.ts';
import {
  fixedOrder,
  isPartitioned,
  type PolicyKind,
  serverKind,
  traitsOf,
} from '../../model/policies.ts';
import { servers as serverTable } from '../../model/servers.ts';
import { HELD_BACK, type HeldBack } from '../hold-back/held-back.ts';
import { searchHeldBack } from '../hold-back/search.ts';
import { carriedDemand, type Load, type TestOutcome } from '../load.ts';
import { coreLoads } from '../overhead.ts';
import type { HostServer } from '../server.ts';
import { isVcpu } from '../vcpu-name.ts';
import { type Detail, edfDeferrable, edfPeriodic } from './edf-partitioned.ts';
import { fixedPriority, interference, urgencyOrder } from './fixed-priority-partitioned.ts';

/** The properties of a partitioned machine that decide whether VCPUs fit on one core. */
export interface CoreRules {
  readonly policy: PolicyKind;
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
  if (!isPartitioned(policy)) return null;
  return { policy: policy.kind, server: serverKind(machine), switchCosts };
}

/** The sufficient test, with every switch charged. */
export function safeTest(
  rules: CoreRules,
  servers: readonly HostServer[],
  detail: Detail,
): TestOutcome {
  return test(rules, coreLoads(rules.switchCosts, servers, 'safe'), carriesIn(rules), detail);
}

/**
 * The necessary test: net budgets without a second use of a deferrable one, for the guests may
 * happen to use their budgets as periodic tasks would. A refused set misses in some legal run.
 */
export function necessaryTest(
  rules: CoreRules,
  servers: readonly HostServer[],
  detail: Detail,
): TestOutcome {
  return test(rules, coreLoads(rules.switchCosts, servers, 'necessary'), false, detail);
}

/** The number of steps of a search for a run with held budgets, which takes some ms at most. */
const STEPS_OF_HOLDING = 200_000;

/**
 * A run in which guests of one core hold back until a VCPU misses; `null` if none is found. No
 * admission test comes in it.
 */
export function heldBack(rules: CoreRules, servers: readonly HostServer[]): HeldBack | null {
  if (!carriesIn(rules)) return null;
  const { order } = traitsOf({ kind: rules.policy });
  const steps = countSteps({ steps: STEPS_OF_HOLDING });
  if (order === null) return null;
  const vcpus = servers.filter(isVcpu);
  return withinSteps(() => searchHeldBack({ order, cores: 1 }, vcpus, vcpus, steps), null);
}

/** Whether the servers are proven to fit on one core. */
export function coreAccepts(rules: CoreRules, servers: readonly HostServer[]): boolean {
  return safeTest(rules, servers, 'verdict').result === 'accepted';
}

/** Whether the servers are proven not to fit on one core. */
export function coreRefuted(rules: CoreRules, servers: readonly HostServer[]): boolean {
  return (
    necessaryTest(rules, servers, 'verdict').result === 'refused' ||
    heldBack(rules, servers) !== null
  );
}

/**
 * The test that a verdict on cores rests on: the necessary test or a run for a failure, the
 * sufficient one otherwise. Both tests coincide, and are exact, if servers are not deferrable and
 * switches cost nothing.
 */
export function coreTestUsed(rules: CoreRules, verdict: Verdict): TestUsed {
  if (verdict.kind === 'unschedulable' && verdict.reason.kind === 'held-back') return HELD_BACK;
  const carried = carriesIn(rules);
  const exact = !carried && rules.switchCosts.every((line) => line.cost === 0);
  if (exact) return { ...testOf(rules, ''), kind: 'exact' };
  if (verdict.kind === 'unschedulable') return { ...testOf(rules, '-net'), kind: 'necessary' };
  return { ...testOf(rules, carried ? '-carried' : ''), kind: 'sufficient' };
}

/** Whether a server's budgets can be used twice in a row. */
export function carriesIn(rules: Pick<CoreRules, 'server'>): boolean {
  return serverTable[rules.server].carriesIn;
}

/**
 * The time that is asked for within a server's deadline where the others use budgets twice in a
 * row, in ns; `null` where it is beyond exact numbers.
 */
export function carriedWithin(
  rules: CoreRules,
  servers: readonly HostServer[],
  index: number,
): number | null {
  const loads = coreLoads(rules.switchCosts, servers, 'safe');
  const own = loads[index];
  if (own === undefined) return null;
  const order = coreOrder(rules);
  const by = order === null ? [] : urgencyOrder(loads, order);
  const others =
    order === null
      ? loads.filter((_, other) => other !== index)
      : by.slice(0, by.indexOf(index)).flatMap((other) => loads[other] ?? []);
  const taken = others.map((other) =>
    order === null ? carriedDemand(other, own.deadline) : interference(other, own.deadline, true),
  );
  const sum = taken.reduce((all, one) => all + one, own.cost);
  return Number.isSafeInteger(sum) ? sum : null;
}

/** The fixed order of a core's servers; `null` under EDF. */
export function coreOrder({ policy }: Pick<CoreRules, 'policy'>): FixedOrder | null {
  return fixedOrder({ kind: policy });
}

function testOf(
  rules: CoreRules,
  form: '' | '-net' | '-carried',
): Pick<TestUsed, 'name' | 'policy'> {
  return coreOrder(rules) === null
    ? { name: `core-demand${form}` }
    : { name: `core-responses${form}`, policy: rules.policy };
}

function test(
  rules: CoreRules,
  loads: readonly Load[],
  carried: boolean,
  detail: Detail,
): TestOutcome {
  const order = coreOrder(rules);
  if (order !== null) return fixedPriority(loads, order, carried);
  return carried ? edfDeferrable(loads) : edfPeriodic(loads, detail);
}
