import type { Domain, SystemModel } from '../../scheduling/model/model.ts';

/** Names of Xen's domains by their numbers, as `xl list` tells them. */
export type DomainNames = ReadonlyMap<number, string>;

/** The names of the elements of a recorded run. */
export interface TraceNaming {
  /** The host: the machine of a file, else `xen`. */
  readonly machine: string;
  domain(number: number): string;
  vcpu(domain: number, number: number): string;
}

/** The number of the control domain on every host. */
const controlDomain = 0;

/**
 * The names of domains by their numbers, and those of a file's domains and VCPUs where they are the
 * same: the control domain is the file's of type dom0, and VCPUs count in the order written. A
 * domain that nothing names is `d` and its number.
 */
export function traceNaming(names: DomainNames, model: SystemModel | null = null): TraceNaming {
  const machines = model?.machines ?? [];
  const written = new Map(
    machines.flatMap(({ domains }) => domains).map((each) => [each.name, each]),
  );
  const dom0 = [...written.values()].find(({ type }) => type === 'dom0');
  const inFile = (number: number): Domain | undefined =>
    written.get(names.get(number) ?? '') ?? (number === controlDomain ? dom0 : undefined);
  const hosts = machines.map((machine) => ({
    host: machine.host,
    found: machine.domains.filter(({ name }) => [...names.values()].includes(name)).length,
  }));
  const [first] = hosts.toSorted((a, b) => b.found - a.found);
  return {
    machine: first?.host ?? 'xen',
    domain: (number) => inFile(number)?.name ?? names.get(number) ?? `d${number}`,
    vcpu: (domain, number) => inFile(domain)?.vcpus[number]?.name ?? `v${number}`,
  };
}
