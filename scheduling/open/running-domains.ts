import { vcpuKey } from '../host/vcpu-name.ts';
import type { Action, Domain } from '../model/model.ts';
import { changesPlans } from '../plans/plans.ts';
import type { PlansInForce } from '../scenario/plans-in-force.ts';
import type { RunningDomain } from '../scenario/running-domain.ts';
import type { SystemState } from '../scenario/state.ts';
import type { Resident } from './arrival.ts';
import type { Declarations } from './declarations.ts';

/** The part of a running system that actions name. */
export type Touched = Pick<SystemState, 'model' | 'running' | 'plans'>;

/** The domains that run, with the cores that VCPUs have or had, changed in place. */
export class RunningDomains {
  private readonly declarations: Declarations;
  private readonly domains = new Map<string, RunningDomain>();
  /** The cores of VCPUs without a written one, by their keys. */
  readonly cores = new Map<string, number>();
  plans: PlansInForce = new Map();

  constructor(declarations: Declarations) {
    this.declarations = declarations;
  }

  all(): readonly RunningDomain[] {
    return [...this.domains.values()];
  }

  get(name: string): RunningDomain | undefined {
    return this.domains.get(name);
  }

  touchedBy(actions: readonly Action[]): Touched {
    const names = [...new Set(actions.flatMap(namesOf))];
    const running = names.flatMap((name) => this.domains.get(name) ?? []);
    const machines = running.map(({ machine }) => machine);
    for (const action of actions) if ('machine' in action) machines.push(action.machine);
    return { model: this.declarations.only(machines, names), running, plans: this.plans };
  }

  /** Puts domains in the place of others. */
  exchange(from: readonly RunningDomain[], to: readonly RunningDomain[]): void {
    for (const { domain } of from) this.domains.delete(domain.name);
    for (const one of to) this.domains.set(one.domain.name, this.remembering(one));
  }

  /** Takes up another running system. */
  load({ running, cores, plans }: Pick<SystemState, 'running' | 'cores' | 'plans'>): void {
    this.domains.clear();
    this.cores.clear();
    this.exchange([], running);
    for (const [key, core] of cores) this.cores.set(key, core);
    this.plans = plans;
  }

  /** Remembers the chosen cores of a domain. */
  remember({ completed: { name, vcpus } }: Pick<Resident, 'completed'>): void {
    for (const { name: vcpu, core, computed } of vcpus)
      if (computed.core && core !== null) this.cores.set(vcpuKey(name, vcpu), core);
  }

  /** Forgets the cores that a domain had. */
  forget({ name, vcpus }: Domain): void {
    for (const vcpu of vcpus) this.cores.delete(vcpuKey(name, vcpu.name));
  }

  /** Without the tasks that were removed, if no later change of plans asks for them. */
  private remembering(one: RunningDomain): RunningDomain {
    const machine = this.declarations.machine(one.machine);
    const asked = machine !== undefined && changesPlans(machine);
    return asked || one.left.length === 0 ? one : { ...one, left: [] };
  }
}

/** The domains that an action names. */
function namesOf(action: Action): readonly string[] {
  switch (action.kind) {
    case 'start':
    case 'stop':
      return action.domains;
    case 'add':
    case 'remove':
    case 'set':
    case 'migrate':
      return [action.domain];
    case 'plan':
      return [];
  }
}
