import { hasCore, onlyCore } from '../../host/cores.ts';
import { byBandwidth } from '../../host/partitioned/by-bandwidth.ts';
import { type CoreRules, coreRefuted } from '../../host/partitioned/core-test.ts';
import { analyzeCore } from '../../host/partitioned/partitioned.ts';
import type { HostServer } from '../../host/server.ts';
import { UTILIZATION_ERROR } from '../../host/utilization.ts';
import { nameOf } from '../../host/vcpu-name.ts';
import type { Machine } from '../../model/model.ts';
import { type Failure, failure } from '../../scenario/failures.ts';
import { CoreGroups } from './core-groups.ts';
import type { HostAnswer, HostChange, OpenHost } from './open-host.ts';

/** A machine whose VCPUs stay on their cores: a change is tested on the cores that it touches. */
export class CoreHost implements OpenHost {
  private readonly machine: Machine;
  private readonly rules: CoreRules;
  private readonly groups: CoreGroups;
  private readonly only: number | null;

  constructor(machine: Machine, rules: CoreRules) {
    this.machine = machine;
    this.rules = rules;
    this.groups = new CoreGroups(rules, machine.cores);
    this.only = onlyCore(machine);
  }

  change({ leaving, coming, remembered }: HostChange): HostAnswer {
    for (const server of leaving) if (server.core !== null) this.groups.take(server, server.core);
    const pinned = coming.flatMap((server) => {
      const core = server.core ?? this.only;
      return core === null ? [] : [{ ...server, core }];
    });
    this.restore(pinned);
    for (const { core } of pinned)
      if (!this.groups.accepts(core)) return { fits: false, failure: this.coreFailure(core) };
    const free = this.only === null ? coming.filter(({ core }) => core === null) : [];
    const placed: HostServer[] = [...pinned];
    const others: HostServer[] = [];
    let asRemembered = true;
    for (const server of byBandwidth(free)) {
      const core = remembered(server);
      if (core === undefined || !hasCore(this.machine, core)) {
        others.push(server);
        continue;
      }
      const back = { ...server, core };
      if (this.groups.tryPut(back, core)) placed.push(back);
      else {
        others.push(server);
        asRemembered = false;
      }
    }
    const unplaced: HostServer[] = [];
    for (const server of others) {
      const found = this.groups.tryFirst(server);
      if (found === null) unplaced.push(server);
      else placed.push(found);
    }
    return unplaced.length === 0
      ? { fits: true, placed, asRemembered }
      : { fits: false, failure: this.unplacedFailure(unplaced) };
  }

  swap(from: readonly HostServer[], to: readonly HostServer[]): boolean {
    this.exchange(from, to);
    const fits = to.every(({ core }) => core === null || this.groups.accepts(core));
    if (!fits) this.exchange(to, from);
    return fits;
  }

  restore(servers: readonly HostServer[]): void {
    for (const server of servers) if (server.core !== null) this.groups.put(server, server.core);
  }

  on(core: number | null): readonly HostServer[] {
    return core === null ? [] : this.groups.of(core);
  }

  isProven(): boolean {
    return this.machine.cores.every((core) => this.groups.accepts(core));
  }

  keep(): void {
    this.groups.keep();
  }

  undo(): void {
    this.groups.undo();
  }

  private exchange(from: readonly HostServer[], to: readonly HostServer[]): void {
    for (const server of from) if (server.core !== null) this.groups.take(server, server.core);
    this.restore(to);
  }

  private coreFailure(core: number): Failure {
    const { verdict } = analyzeCore(this.rules, core, this.groups.of(core)).core;
    if (verdict.kind === 'schedulable')
      throw new RangeError('a core that is proven has no failure');
    return failure({ kind: 'core', machine: this.machine.name, core }, verdict, null);
  }

  /** No core has room. That some other placement has none is certain in plain cases only. */
  private unplacedFailure(unplaced: readonly HostServer[]): Failure {
    const cores = this.machine.cores.length;
    const asked = unplaced.reduce((sum, { budget, period }) => sum + budget / period, 0);
    const certain =
      this.groups.netShare() + asked > cores * (1 + UTILIZATION_ERROR) ||
      unplaced.some((server) => coreRefuted(this.rules, [server]));
    const vcpus = unplaced.toSorted((a, b) => a.order - b.order).map(nameOf);
    return failure(
      { kind: 'machine', machine: this.machine.name },
      {
        kind: certain ? 'unschedulable' : 'unknown',
        reason: { kind: 'some-unplaced', vcpus, cores, certain },
      },
      null,
    );
  }
}
