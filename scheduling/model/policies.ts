import type { Machine, MachinePolicy, Placement, ServerKind } from './model.ts';
import type { FixedOrder, Order } from './order.ts';

export type PolicyKind = MachinePolicy['kind'];

/** The policy of one kind, with its parameters. */
export type PolicyOf<Kind extends PolicyKind> = MachinePolicy & { readonly kind: Kind };

/** A policy of windows in a frame that repeats. */
export type FramePolicy = PolicyOf<'ARINC653'>;

/** The attributes of machines, domains and VCPUs that only some policies read. */
export type PolicyAttribute =
  | 'servers'
  | 'window'
  | 'weight'
  | 'cap'
  | 'releases'
  | 'period'
  | 'budget'
  | 'deadline'
  | 'core'
  | 'priority'
  | 'extratime';

/** The reason why a policy does not read an attribute. */
export type WhyIgnored =
  | 'owns-core'
  | 'windows-rule'
  | 'weights-rule'
  | 'any-core'
  | 'one-server'
  | 'no-servers'
  | 'no-windows'
  | 'no-weights'
  | 'no-priorities'
  | 'no-extratime'
  | 'any-phasing';

/** The times that a policy can count, in ns. */
interface Grid {
  readonly step: number;
  readonly least: number;
  readonly most: number;
}

/** The properties of a machine's policy. */
export interface PolicyTraits {
  /** The form in which VCPUs get time: budgets in periods, windows of a frame, cores, or shares. */
  readonly gives: 'budgets' | 'windows' | 'cores' | 'shares';
  /** The placement of VCPUs; `written` means that the file states it. */
  readonly placement: Placement | 'written';
  /** The order of VCPUs; `null` if it is not one of their budgets. */
  readonly order: Order | null;
  /**
   * The kind of server of each VCPU; `written` means that the file states it, `null` that it is
   * none.
   */
  readonly server: ServerKind | 'written' | null;
  /** The grid of periods, budgets and deadlines; `null` allows any whole number of ns. */
  readonly grid: Grid | null;
  /** The lengths that a hyperperiod has to cover besides the tasks' periods. */
  readonly repeats: 'periods' | 'frame' | null;
  /** The name that Xen's tools print; `null` if Xen has no such scheduler. */
  readonly xen: string | null;
  /**
   * For each attribute that the policy does not read, the reason; that of `core` if placement is
   * not `written`.
   */
  readonly ignores: Readonly<Record<PolicyAttribute, WhyIgnored | null>>;
}

const budgets = {
  gives: 'budgets',
  placement: 'written',
  server: 'written',
  grid: null,
  repeats: 'periods',
  xen: null,
  ignores: {
    servers: null,
    window: 'no-windows',
    weight: 'no-weights',
    cap: 'no-weights',
    period: null,
    budget: null,
    deadline: null,
    core: null,
    priority: 'no-priorities',
    extratime: 'no-extratime',
    releases: 'any-phasing',
  },
} as const satisfies Omit<PolicyTraits, 'order'>;

/** The common properties of policies without budgets; `why` names their rule. */
function without(why: WhyIgnored) {
  return {
    order: null,
    server: null,
    grid: null,
    ignores: {
      ...budgets.ignores,
      servers: 'no-servers',
      period: why,
      budget: why,
      deadline: why,
    },
  } as const;
}

const shares = without('weights-rule');
// A core means hard affinity in Xen, which analysis and simulation do not model.
const sharesIgnore = { ...shares.ignores, core: 'any-core', weight: null, cap: null } as const;

/** The policies by which a hypervisor gives its cores to VCPUs. */
export const policies: Readonly<Record<PolicyKind, PolicyTraits>> = {
  EDF: { ...budgets, order: 'absolute-deadline' },
  RM: { ...budgets, order: 'period' },
  DM: { ...budgets, order: 'deadline' },
  FP: { ...budgets, order: 'priority', ignores: { ...budgets.ignores, priority: null } },
  RTDS: {
    ...budgets,
    placement: 'global',
    xen: 'rtds',
    order: 'absolute-deadline',
    server: 'deferrable',
    // Xen's `xl sched-rtds`: whole µs from 10 to 2^31 − 1.
    grid: { step: 1_000, least: 10_000, most: 2_147_483_647_000 },
    ignores: { ...budgets.ignores, servers: 'one-server', core: 'any-core', extratime: null },
  },
  credit: {
    ...shares,
    xen: 'credit',
    gives: 'shares',
    placement: 'global',
    repeats: null,
    ignores: sharesIgnore,
  },
  credit2: {
    ...shares,
    xen: 'credit2',
    gives: 'shares',
    placement: 'global',
    repeats: null,
    ignores: sharesIgnore,
  },
  null: {
    ...without('owns-core'),
    xen: 'null',
    gives: 'cores',
    placement: 'partitioned',
    repeats: null,
    ignores: { ...without('owns-core').ignores, releases: null },
  },
  ARINC653: {
    ...without('windows-rule'),
    xen: 'arinc653',
    gives: 'windows',
    placement: 'partitioned',
    repeats: 'frame',
    ignores: { ...without('windows-rule').ignores, window: null, releases: null },
  },
} satisfies Record<PolicyKind, PolicyTraits>;

/** The policy of a machine that writes no scheduler. */
export const defaultPolicy = { kind: 'EDF', placement: 'partitioned' } as const;

/** The policy of a Xen that was told nothing else, since 4.12. */
export const xenDefault: PolicyKind = 'credit2';

/** The policies by name, in the order of the table. */
export const policyKinds = Object.keys(policies) as readonly PolicyKind[];

export function traitsOf(policy: Pick<MachinePolicy, 'kind'>): PolicyTraits {
  return policies[policy.kind];
}

/** Whether VCPUs of this policy are servers with budgets and periods. */
export function hasServers(policy: Pick<MachinePolicy, 'kind'>): boolean {
  return traitsOf(policy).gives === 'budgets';
}

/** Whether the policy guarantees no time at all. */
export function givesShares(policy: Pick<MachinePolicy, 'kind'>): boolean {
  return traitsOf(policy).gives === 'shares';
}

/** The fixed order of VCPUs; `null` if there is none. */
export function fixedOrder(policy: Pick<MachinePolicy, 'kind'>): FixedOrder | null {
  const { order } = traitsOf(policy);
  return order === 'absolute-deadline' ? null : order;
}

/** The placement of VCPUs. */
export function placementOf(policy: {
  readonly kind: PolicyKind;
  readonly placement?: Placement | undefined;
}): Placement {
  const { placement } = traitsOf(policy);
  return placement === 'written' ? (policy.placement ?? 'partitioned') : placement;
}

/** Whether VCPUs are servers, each on a core that the tool or the file chooses. */
export function isPartitioned(policy: MachinePolicy): boolean {
  return hasServers(policy) && placementOf(policy) === 'partitioned';
}

/** The kind of server of a machine's VCPUs: the policy's own, else the written one. */
export function serverKind(machine: Pick<Machine, 'policy' | 'servers'>): ServerKind {
  const { server } = traitsOf(machine.policy);
  return server === null || server === 'written' ? machine.servers : server;
}

export function isPolicyAttribute(word: string): word is PolicyAttribute {
  return Object.hasOwn(budgets.ignores, word);
}

/** The reason why a policy does not read an attribute; `null` if it does. */
export function whyIgnored(
  policy: { readonly kind: PolicyKind; readonly placement?: Placement | undefined },
  attribute: PolicyAttribute,
): WhyIgnored | null {
  const { placement, ignores } = traitsOf(policy);
  if (attribute === 'core' && placement === 'written')
    return placementOf(policy) === 'global' ? 'any-core' : null;
  return ignores[attribute];
}

/** The policy's frame; `null` if it has none. */
export function frameOf(policy: MachinePolicy): FramePolicy | null {
  return 'majorFrame' in policy ? policy : null;
}

/**
 * A policy for VCPUs that are alone on their cores: with a major frame one of windows, without
 * written ones.
 */
export function policyAlone(majorFrame: number | undefined): MachinePolicy {
  return majorFrame === undefined
    ? { kind: 'null' }
    : { kind: 'ARINC653', majorFrame, windows: [] };
}
