import type { Domain, Machine, SystemModel } from '../model/model.ts';

interface Declared {
  readonly machine: string;
  readonly domain: Domain;
  /** The place of its first VCPU in the order declared. */
  readonly order: number;
}

/** The number of places for the VCPUs of one machine, more than ever are declared. */
const PLACES = 2 ** 40;

/** The machines, and the domains that can be started on them, found by name. */
export class Declarations {
  private readonly machines: ReadonlyMap<string, Machine>;
  private readonly domains = new Map<string, Declared>();
  /** The place after the last VCPU of each machine. */
  private readonly next: Map<string, number>;

  constructor({ machines }: Pick<SystemModel, 'machines'>) {
    this.machines = new Map(machines.map((machine) => [machine.name, machine]));
    this.next = new Map(machines.map(({ name }, index) => [name, index * PLACES]));
    for (const { name, domains } of machines)
      for (const domain of domains) this.declare(name, domain);
  }

  machine(name: string): Machine | undefined {
    return this.machines.get(name);
  }

  domain(name: string): Declared | undefined {
    return this.domains.get(name);
  }

  /** Adds a domain behind all others of its machine. */
  declare(machine: string, domain: Domain): void {
    const order = this.next.get(machine) ?? 0;
    this.domains.set(domain.name, { machine, domain, order });
    this.next.set(machine, order + domain.vcpus.length);
  }

  forget(name: string): void {
    this.domains.delete(name);
  }

  /** The whole model, with domains in the order declared. */
  model(): SystemModel {
    return this.only(this.machines.keys(), this.domains.keys());
  }

  /** One machine with its domains. */
  machineAlone(name: string): SystemModel {
    const own = [...this.domains].flatMap(([domain, { machine }]) =>
      machine === name ? [domain] : [],
    );
    return this.only([name], own);
  }

  /** Machines with no more of their domains than these. */
  only(machines: Iterable<string>, domains: Iterable<string>): SystemModel {
    const some = new Map<string, Domain[]>();
    for (const name of machines) some.set(name, []);
    for (const name of domains) {
      const declared = this.domains.get(name);
      if (declared === undefined) continue;
      const own = some.get(declared.machine);
      if (own === undefined) some.set(declared.machine, [declared.domain]);
      else own.push(declared.domain);
    }
    const found = [...this.machines.values()].flatMap((machine) => {
      const own = some.get(machine.name);
      return own === undefined ? [] : [{ ...machine, domains: own }];
    });
    return { machines: found, scenarios: [] };
  }
}
