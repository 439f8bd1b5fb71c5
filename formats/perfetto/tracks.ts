import type { TraceNames } from '../../scheduling/simulation/trace.ts';
import { hostsOf } from '../../scheduling/simulation/trace-hosts.ts';
import type { TrackPacket } from './packets.ts';

/** The tracks of a run with their numbers. Number 0 is Perfetto's own. */
export class Tracks {
  readonly all: readonly TrackPacket[];
  readonly scenario = 1;
  private readonly firstCore: number;
  private readonly firstCounter: number;
  private readonly firstVcpu: number;
  private readonly firstTask: number;

  constructor(names: TraceNames) {
    const { machines, cores, vcpus, tasks } = names;
    const firstMachine = 2;
    this.firstCore = firstMachine + machines.length;
    this.firstCounter = this.firstCore + cores.length;
    this.firstVcpu = this.firstCounter + cores.length;
    this.firstTask = this.firstVcpu + vcpus.length;
    // A machine whose cores are all in pools is no entry of the run, so its track comes last.
    let next = this.firstTask + tasks.length;
    const hosts = hostsOf(names).flatMap(({ name, own, pools }): readonly TrackPacket[] => {
      const uuid = own === null ? next++ : firstMachine + own;
      return [
        { uuid, name },
        ...pools.map((pool) => ({
          uuid: firstMachine + pool.machine,
          parent: uuid,
          name: pool.name,
        })),
      ];
    });
    const vcpuNamed = (domain: string): number =>
      Math.max(
        0,
        vcpus.findIndex((vcpu) => vcpu.domain === domain),
      );
    this.all = [
      { uuid: this.scenario, name: 'scenario' },
      ...hosts,
      ...cores.map(({ machine, core }, index) => ({
        uuid: this.core(index),
        parent: firstMachine + machine,
        name: `core ${core}`,
      })),
      ...cores.map(({ core }, index) => ({
        uuid: this.utilization(index),
        parent: this.core(index),
        name: `utilization of core ${core} (%)`,
        counter: true,
      })),
      ...vcpus.map(({ domain, vcpu, machine }, index) => ({
        uuid: this.vcpu(index),
        parent: firstMachine + machine,
        name: `${domain}.${vcpu}`,
      })),
      ...tasks.map(({ domain, task, vcpu }, index) => ({
        uuid: this.task(index),
        parent: this.vcpu(vcpu < 0 ? vcpuNamed(domain) : vcpu),
        name: `${domain}.${task}`,
      })),
    ];
  }

  core(index: number): number {
    return this.firstCore + index;
  }

  utilization(core: number): number {
    return this.firstCounter + core;
  }

  vcpu(index: number): number {
    return this.firstVcpu + index;
  }

  task(index: number): number {
    return this.firstTask + index;
  }
}
