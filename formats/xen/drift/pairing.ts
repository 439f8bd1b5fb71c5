import type { Domain, Machine } from '../../../scheduling/model/model.ts';
import { firstPool } from '../host.ts';
import type { XenReading } from '../reading.ts';

type NamedMachine = Pick<Machine, 'host' | 'pool' | 'cores' | 'policy'> & {
  readonly domains: readonly Pick<Domain, 'name' | 'type'>[];
};

/** The name of the control domain on every host of Xen. */
const controlDomain = 'Domain-0';

/** The name that a domain of a file has on a host: its own, or that of the control domain. */
export function nameOnHost(
  { name, type }: Pick<Domain, 'name' | 'type'>,
  { domains }: Pick<XenReading, 'domains'>,
): string {
  return type === 'dom0' && !domains.has(name) ? controlDomain : name;
}

/**
 * The machines of the file that describe the host: a machine with its pools, by its name, else the
 * one with the most domains that are on the host. Empty if the file has no machine of that name.
 */
export function machinesOfHost<M extends NamedMachine>(
  machines: readonly M[],
  reading: XenReading,
  name: string | undefined,
): readonly M[] {
  const hosts = [...new Set(machines.map(({ host }) => host))];
  const found = (host: string) =>
    machines
      .filter((machine) => machine.host === host)
      .flatMap(({ domains }) => domains)
      .filter((domain) => reading.domains.has(nameOnHost(domain, reading))).length;
  const host = name ?? hosts.toSorted((a, b) => found(b) - found(a))[0];
  return machines.filter((machine) => machine.host === host);
}

/**
 * The host's pool that a machine of the file is: that of its name, the first one beside pools, and
 * for a machine without pools the one that its domains are in.
 */
export function poolOfMachine(
  machine: NamedMachine,
  isDivided: boolean,
  reading: XenReading,
): string {
  if (machine.pool !== undefined) return machine.pool;
  if (isDivided) return firstPool;
  const pools = machine.domains.flatMap(
    (domain) => reading.domains.get(nameOnHost(domain, reading))?.pool ?? [],
  );
  const [first = firstPool] = pools;
  return first;
}
