import { lcm } from '../arithmetic/divisors.ts';
import type { GuestLoad, SupplyPair } from '../guest/problem.ts';
import { hasSoundWindows, type Stretch, windowsOf } from '../host/arinc653.ts';
import { CREDIT_REASON } from '../host/credit.ts';
import { serverKind } from '../host/server.ts';
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
import type { Supply } from '../supply/supply.ts';

/** What of a machine matters inside its domains. */
export interface MachineFacts {
  readonly policy: MachinePolicy;
  readonly server: ServerKind;
  /** The grid of computed budgets and periods; whole microseconds at least under RTDS. */
  readonly resolution: number;
  readonly switchCosts: readonly SwitchCost[];
}

const MICROSECOND = 1_000;

export function machineFacts(
  machine: Pick<Machine, 'policy' | 'servers' | 'resolution' | 'switchCosts'>,
): MachineFacts {
  const { policy, resolution, switchCosts } = machine;
  return {
    policy,
    server: serverKind(machine),
    resolution:
      policy.kind === 'RTDS' ? lcm([resolution, MICROSECOND], Number.MAX_SAFE_INTEGER) : resolution,
    switchCosts,
  };
}

/** Whether every task of the domain may run on several VCPUs. */
export function runsGlobally(
  domain: Pick<Domain, 'global'> & { readonly vcpus: readonly unknown[] },
): boolean {
  return domain.global && domain.vcpus.length > 1;
}

/** The tasks that a VCPU has to serve: its own, or in a domain that schedules globally all. */
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

/** The windows of one VCPU, as its domain sees them. */
export interface WindowPair {
  readonly safe: readonly Stretch[];
  readonly necessary: readonly Stretch[];
}

/**
 * The windows of each VCPU of a domain; `null` on machines without a frame, or where nothing
 * follows from it: it is not legal, not all understood, or has a window for a VCPU that the domain
 * does not have.
 */
export function domainWindows(
  facts: MachineFacts,
  domains: readonly { readonly name: string; readonly type: DomainType }[],
  domain: { readonly name: string; readonly vcpus: readonly { readonly name: string }[] },
): readonly WindowPair[] | null {
  const { policy, switchCosts } = facts;
  if (policy.kind !== 'ARINC653' || !hasSoundWindows(policy)) return null;
  const isStray = (window: Window): boolean =>
    window.domain === domain.name && !domain.vcpus.some(({ name }) => name === window.vcpu);
  if (policy.windows.some(isStray)) return null;
  const machine = { switchCosts, domains };
  return domain.vcpus.map(({ name }) => ({
    safe: windowsOf(machine, policy, domain.name, name, 'safe'),
    necessary: windowsOf(machine, policy, domain.name, name, 'necessary'),
  }));
}

/** What a VCPU gets from its machine. */
export function supplyOf(
  facts: MachineFacts,
  vcpu: Pick<CompletedVcpu, 'period' | 'budget' | 'deadline'>,
  windows: WindowPair | undefined,
): SupplyPair {
  const { policy } = facts;
  switch (policy.kind) {
    case 'null':
      return both({ kind: 'full' });
    case 'credit':
      return both({ kind: 'none', reason: CREDIT_REASON });
    case 'ARINC653': {
      const frame = policy.majorFrame;
      if (windows === undefined)
        return both({
          kind: 'none',
          reason: 'the windows of the major frame are not legal, or not all understood',
        });
      return {
        safe: { kind: 'windows', frame, windows: windows.safe },
        necessary: { kind: 'windows', frame, windows: windows.necessary },
      };
    }
    default: {
      const { period, budget, deadline } = vcpu;
      if (period === null || budget === null || deadline === null) {
        return both({
          kind: 'none',
          reason: 'no budget and period are known that would serve its tasks',
        });
      }
      return both({ kind: 'periodic', server: facts.server, period, budget, deadline });
    }
  }
}

function both(supply: Supply): SupplyPair {
  return { safe: supply, necessary: supply };
}
