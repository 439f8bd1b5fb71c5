import { analyzeGlobal, globalAccepts } from '../../host/global/global.ts';
import type { HostServer } from '../../host/server.ts';
import type { Machine } from '../../model/model.ts';
import { failure } from '../../scenario/failures.ts';
import type { HostAnswer, HostChange, OpenHost } from './open-host.ts';

/** A machine whose VCPUs migrate: all of them are tested together. */
export class PoolHost implements OpenHost {
  private readonly machine: Machine;
  /** In the order declared. */
  private servers: readonly HostServer[] = [];
  private before: readonly HostServer[] = [];

  constructor(machine: Machine) {
    this.machine = machine;
  }

  change({ leaving, coming }: HostChange): HostAnswer {
    this.exchange(leaving, coming);
    if (coming.length === 0 || this.isProven())
      return { fits: true, placed: coming, asRemembered: true };
    const { verdict } = analyzeGlobal(this.machine, this.servers);
    if (verdict.kind === 'schedulable')
      throw new RangeError('a pool that is proven has no failure');
    const element = { kind: 'machine', machine: this.machine.name } as const;
    return { fits: false, failure: failure(element, verdict, null) };
  }

  swap(from: readonly HostServer[], to: readonly HostServer[]): boolean {
    this.exchange(from, to);
    const fits = this.isProven();
    if (!fits) this.exchange(to, from);
    return fits;
  }

  restore(servers: readonly HostServer[]): void {
    this.exchange([], servers);
  }

  on(): readonly HostServer[] {
    return this.servers;
  }

  isProven(): boolean {
    return globalAccepts(this.machine, this.servers);
  }

  keep(): void {
    this.before = this.servers;
  }

  undo(): void {
    this.servers = this.before;
  }

  private exchange(from: readonly HostServer[], to: readonly HostServer[]): void {
    const gone = new Set(from);
    const stay = this.servers.filter((server) => !gone.has(server));
    this.servers = [...stay, ...to].sort((a, b) => a.order - b.order);
  }
}
