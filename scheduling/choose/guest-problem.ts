import { lcm } from '../arithmetic/divisors.ts';
import type { Side } from '../demand/guest-demand.ts';
import type { GuestLoad, SupplyPair, VcpuProblem } from '../guest/problem.ts';
import { hasSoundWindows, switchAtStart, windowsOf } from '../host/arinc653.ts';
import type { CompletedVcpu } from '../model/completed.ts';
import type {
  Domain,
  DomainType,
  Machine,
  MachinePolicy,
  ServerKind,
  SwitchCost,
  Task,
  Window,
} from '../model/model.ts';
import {
  type FramePolicy,
  frameOf,
  type PolicyTraits,
  serverKind,
  traitsOf,
} from '../model/policies.ts';
import { isAligned } from '../model/releases.ts';
import type { OpenResource } from '../supply/budget-for.ts';
import type { Supply } from '../supply/supply.ts';

/** The properties of a machine that matter inside its domains. */
export interface MachineFacts {
  readonly policy: MachinePolicy;
  /** The number of its cores. */
  readonly cores: number;
  readonly server: ServerKind;
  /** The grid of computed budgets and periods, in ns; a multiple of the policy's own. */
  readonly resolution: number;
  /** The lower bound of a computed budget or period, in ns; 0 if the policy has none. */
  readonly least: number;
  /** The upper bound of a computed period, in ns. */
  readonly most: number;
  readonly switchCosts: readonly SwitchCost[];
}

/**
 * The facts of a machine. Its grid is the least common multiple of its resolution and the policy's
 * step.
 */
export function machineFacts(
  machine: Pick<Machine, 'policy' | 'cores' | 'servers' | 'resolution' | 'switchCosts'>,
): MachineFacts {
  const { policy, resolution, switchCosts } = machine;
  const cores = machine.cores.length;
  const { grid } = traitsOf(policy);
  const server = serverKind(machine);
  if (grid === null)
    return {
      policy,
      cores,
      server,
      resolution,
      least: 0,
      most: Number.MAX_SAFE_INTEGER,
      switchCosts,
    };
  const step = lcm([resolution, grid.step], Number.MAX_SAFE_INTEGER);
  const least = Math.ceil(grid.least / step) * step;
  return { policy, cores, server, resolution: step, least, most: grid.most, switchCosts };
}

/** A VCPU with its budget open. */
export function openResource(
  { server, resolution, least }: MachineFacts,
  period: number,
  deadline: number,
): OpenResource {
  return { server, period, deadline, resolution, least };
}

/** Whether every task of the domain may run on several VCPUs. */
export function runsGlobally(
  domain: Pick<Domain, 'global'> & { readonly vcpus: readonly unknown[] },
): boolean {
  return domain.global && domain.vcpus.length > 1;
}

/** The tasks that a VCPU has to serve: its own, or all of a domain that schedules globally. */
export function tasksOn(domain: Pick<Domain, 'global' | 'tasks'>, vcpu: string): readonly Task[] {
  return domain.global ? domain.tasks : domain.tasks.filter((task) => task.vcpu === vcpu);
}

/** A VCPU's tasks with their scheduler's parameters. */
export function guestLoad(
  domain: Pick<Domain, 'policy' | 'kernelLatency' | 'taskSwitch'>,
  tasks: readonly Task[],
): GuestLoad {
  return {
    policy: domain.policy,
    kernelLatency: domain.kernelLatency,
    taskSwitch: domain.taskSwitch,
    tasks,
  };
}

/** The domain's releases as a problem of its tasks states them. */
export function releasesOf(
  { policy }: Pick<MachineFacts, 'policy'>,
  domain: Pick<Domain, 'releases' | 'tasks'>,
): Pick<VcpuProblem, 'releases'> {
  return isAligned(policy, domain) ? { releases: 'aligned' } : {};
}

/**
 * The supply of each VCPU of a domain from the windows of its frame; `null` on a machine without a
 * frame. `null` also if the frame is illegal or partly not understood, or has a window for a VCPU
 * that the domain lacks: nothing follows from such a frame. A domain that may start anywhere in the
 * frame may start within its own window.
 */
export function domainWindows(
  facts: MachineFacts,
  domains: readonly { readonly name: string; readonly type: DomainType }[],
  domain: { readonly name: string; readonly vcpus: readonly { readonly name: string }[] },
  starts: 'at-frames' | 'anywhere' = 'at-frames',
): readonly SupplyPair[] | null {
  const { switchCosts } = facts;
  const policy = frameOf(facts.policy);
  if (policy === null || !hasSoundWindows(policy)) return null;
  const isStray = (window: Window): boolean =>
    window.domain === domain.name && !domain.vcpus.some(({ name }) => name === window.vcpu);
  if (policy.windows.some(isStray)) return null;
  const machine = { switchCosts, domains };
  const supply = (vcpu: string, side: Side): Supply => {
    const windows = windowsOf(machine, policy, domain.name, vcpu, side);
    const late = side === 'safe' ? switchAtStart(machine, policy, domain.name, vcpu, starts) : 0;
    return {
      kind: 'windows',
      frame: policy.majorFrame,
      windows,
      ...(late === 0 ? {} : { late }),
    };
  };
  return domain.vcpus.map(({ name }) =>
    isOpen(policy, domain.name, name)
      ? both({ kind: 'none', reason: { kind: 'no-plan' } })
      : { safe: supply(name, 'safe'), necessary: supply(name, 'necessary') },
  );
}

function isOpen({ open }: FramePolicy, domain: string, vcpu: string): boolean {
  return open?.vcpus.some((each) => each.domain === domain && each.vcpu === vcpu) ?? false;
}

type Interface = Pick<CompletedVcpu, 'period' | 'budget' | 'deadline'>;

/** The supply that a VCPU gets from its machine; `given` is that of its windows. */
export function supplyOf(
  facts: MachineFacts,
  vcpu: Interface,
  given: SupplyPair | undefined,
): SupplyPair {
  return supplies[traitsOf(facts.policy).gives](facts, vcpu, given);
}

const supplies: Readonly<
  Record<
    PolicyTraits['gives'],
    (facts: MachineFacts, vcpu: Interface, given: SupplyPair | undefined) => SupplyPair
  >
> = {
  cores: () => both({ kind: 'full' }),
  shares: ({ policy }) => both({ kind: 'none', reason: { kind: 'shares', policy: policy.kind } }),
  windows: (_facts, _vcpu, given) =>
    given ?? both({ kind: 'none', reason: { kind: 'unsound-windows' } }),
  budgets: ({ server }, { period, budget, deadline }) => {
    if (period === null || budget === null || deadline === null) {
      return both({ kind: 'none', reason: { kind: 'no-interface' } });
    }
    return both({ kind: 'budget', server, period, budget, deadline });
  },
};

function both(supply: Supply): SupplyPair {
  return { safe: supply, necessary: supply };
}
