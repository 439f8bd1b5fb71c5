import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../../model/completed.ts';
import type { Domain } from '../../model/model.ts';
import { type AdmitOptions, admit } from '../../scenario/admit.ts';
import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine.ts';
import type { DomainRow, VcpuRow } from '../layout.ts';
import type { VcpuState } from '../state/vcpu-state.ts';
import { writtenDomain } from './as-written.ts';

/** A place that a VCPU keeps in the test although it is stopped or has a smaller interface by now. */
interface Leaving {
  /** When its current period ends. */
  readonly until: number;
  readonly machine: string;
  readonly domain: string;
  /** Its domain as it was, alone with this VCPU. */
  readonly was: CompletedDomain;
  /** The domain still runs, with another interface. */
  readonly shrinks: boolean;
}

/**
 * VCPUs that are stopped or shrink keep their old places until their current periods end. What was admitted without them may start only when
 * it fits beside those that are left.
 */
export class LeavingPlaces {
  private places: Leaving[] = [];
  private readonly options: AdmitOptions;

  constructor(options: AdmitOptions) {
    this.options = options;
  }

  /** A domain is about to stop, or to move away. */
  leave(e: Engine, domain: number, state: SystemState): void {
    const { name } = (e.layout.domains[domain] as DomainRow).domain;
    for (const machine of state.completed.machines) {
      const was = machine.domains.find((other) => other.name === name);
      if (was === undefined) continue;
      for (const vcpu of e.vcpusOf(domain)) {
        const row = e.layout.vcpus[vcpu.index] as VcpuRow;
        const chosen = was.vcpus.find((other) => other.name === row.vcpu.name);
        if (chosen !== undefined) this.keep(e, vcpu, machine.name, was, chosen, false);
      }
    }
  }

  /** A VCPU that runs on gets another interface at its next replenishment. */
  shrink(e: Engine, vcpu: VcpuState, old: CompletedVcpu): void {
    const { domain } = e.layout.domains[vcpu.domain] as DomainRow;
    this.keep(e, vcpu, e.machineOf(vcpu).name, domain, old, true);
  }

  /** The first instant at which what shall run fits beside what is still leaving. */
  roomFrom(e: Engine, state: SystemState): number {
    this.places = this.places.filter(({ until }) => until > e.now);
    const instants = [e.now, ...new Set(this.places.map(({ until }) => until))].sort((a, b) => a - b);
    for (const instant of instants) {
      const left = this.places.filter(({ until }) => until > instant);
      if (left.length === 0 || this.fits(state, left)) return instant;
    }
    return e.now;
  }

  private keep(
    e: Engine,
    vcpu: VcpuState,
    machine: string,
    domain: CompletedDomain,
    chosen: CompletedVcpu,
    shrinks: boolean,
  ): void {
    const next = e.slots.timeOf(vcpu.replenishSlot);
    if (next === Infinity || next - vcpu.period === e.now) return;
    this.places.push({
      until: next,
      machine,
      domain: domain.name,
      was: { ...domain, vcpus: [chosen] },
      shrinks,
    });
  }

  /** Whether each machine works with what shall run on it and what is leaving, all as chosen. */
  private fits(state: SystemState, left: readonly Leaving[]): boolean {
    return state.completed.machines.every((machine) => {
      const here = left.filter((place) => place.machine === machine.name);
      const [first] = machine.domains;
      const [vcpu] = first?.vcpus ?? [];
      if (here.length === 0 || first === undefined || vcpu === undefined) return true;
      const domains = machine.domains.map((domain) => written(grown(domain, here)));
      const ghosts = here
        .filter(({ shrinks }) => !shrinks)
        .map(({ was }, index) => written({ ...was, name: `${was.name} (stopping ${index + 1})` }));
      const running = [...domains, ...ghosts].map((domain) => ({ domain, machine: machine.name }));
      const frozen = { ...state, running, completed: { ...state.completed, machines: [nobody(machine)] } };
      // Sets nothing: only the test of the machine is wanted.
      const test = { kind: 'set', domain: first.name, vcpu: vcpu.name } as const;
      return admit(frozen, test, this.options).admitted;
    });
  }
}

/** The domain with the larger of the old and the new interface of each of its VCPUs. */
function grown(domain: CompletedDomain, here: readonly Leaving[]): CompletedDomain {
  const vcpus = domain.vcpus.map((vcpu) => {
    const old = here.find(
      ({ shrinks, domain: name, was }) => shrinks && name === domain.name && was.vcpus[0]?.name === vcpu.name,
    )?.was.vcpus[0];
    return old !== undefined && bandwidth(old) > bandwidth(vcpu) ? { ...old, core: vcpu.core } : vcpu;
  });
  return { ...domain, vcpus };
}

function bandwidth({ budget, period }: CompletedVcpu): number {
  return budget === null || period === null ? 0 : budget / period;
}

function nobody(machine: CompletedMachine): CompletedMachine {
  return { ...machine, domains: [] };
}

/** As if all that was chosen were written; tasks of VCPUs that are not there are left out. */
function written(domain: CompletedDomain): Domain {
  const here = new Set(domain.vcpus.map(({ name }) => name));
  const tasks = domain.tasks.filter(({ vcpu }) => vcpu === undefined || here.has(vcpu));
  return writtenDomain({ ...domain, tasks });
}
