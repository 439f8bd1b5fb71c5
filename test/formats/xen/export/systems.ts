import { join } from 'node:path';
import { exportInto, inFolder } from './exported.ts';
import { FakeHost, type HostSetup } from './fake-host.ts';

const guests = `
domain rt1 { vcpu v0  period 10ms  budget 1500us
  task control  period 40ms  wcet 1ms }
domain rt2 on PLACE { vcpu v0  period 20ms  budget 3ms
  vcpu v1  period 40ms  budget 1ms  extratime
  task filter  period 80ms  wcet 2ms  on v0 }`;

const pool = `machine board { cores 4  scheduler credit2
  pool rt { cores 2-3  scheduler RTDS } }
domain dom0 on board { type dom0  weight 512  vcpu v0  vcpu v1 }
${guests.replaceAll('PLACE', 'board.rt').replace('rt1', 'rt1 on board.rt')}`;
export const poolHost: HostSetup = {
  ...{ processors: 4, scheduler: 'credit2', dom0Vcpus: 2, version: '4.23.0' },
};

const whole = `machine board { scheduler RTDS }
domain dom0 on board { type dom0  vcpu v0  period 10ms  budget 2ms }
${guests.replaceAll('PLACE', 'board').replace('rt1', 'rt1 on board')}`;
export const wholeHost: HostSetup = { processors: 1, scheduler: 'rtds', dom0Vcpus: 1 };

const credit = `machine board { cores 2  scheduler credit timeslice 5ms ratelimit 500us
  pool own { cores 1  scheduler null } }
domain dom0 on board { type dom0  weight 400  vcpu v0 }
domain web on board { type pvh  weight 300  cap 50  vcpu v0 }
domain fly on board.own { vcpu v0  task steer  period 10ms  wcet 2ms }`;
const creditHost: HostSetup = { processors: 2, scheduler: 'credit', dom0Vcpus: 1 };

const windows = `machine board { scheduler ARINC653 major-frame 20ms
  window dom0.v0 at 0ms for 8ms  window rt1.v0 at 8ms for 4ms
  window rt2.v0 at 14ms for 2ms  window rt1.v0 at 16ms for 2ms }
domain dom0 on board { type dom0  vcpu v0 }
domain rt1 on board { vcpu v0  task a  period 40ms  wcet 1ms }
domain rt2 on board { vcpu v0  task b  period 80ms  wcet 1ms }`;
const windowsHost: HostSetup = { processors: 1, scheduler: 'arinc653', dom0Vcpus: 1 };

const windowPool = `machine board { cores 2  scheduler credit2
  pool fly { cores 1  scheduler ARINC653 major-frame 10ms  window a.v0 at 1ms for 5ms } }
domain a on board.fly { vcpu v0 }`;

/** Systems with every scheduler that Xen has, each with a host that it can be deployed on. */
export const systems = [
  { name: 'a pool of RTDS beside credit2', text: pool, setup: poolHost },
  { name: 'RTDS everywhere', text: whole, setup: wholeHost },
  { name: 'windows everywhere', text: windows, setup: windowsHost },
  { name: 'a pool of windows', text: windowPool, setup: { ...poolHost, processors: 2 } },
  { name: 'a pool of null beside credit', text: credit, setup: creditHost },
] as const;

export interface System {
  readonly text: string;
  readonly setup: HostSetup;
}

/** Exports a system, and uses a fake host and the script that deploys it there. */
export async function withHost(
  { text, setup }: System,
  use: (host: FakeHost, script: string) => void,
): Promise<void> {
  await inFolder(async (folder) => {
    await exportInto(folder, text);
    const host = new FakeHost(setup);
    try {
      use(host, join(folder, 'deploy.sh'));
    } finally {
      host.remove();
    }
  });
}
