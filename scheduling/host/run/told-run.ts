import type { HostRun } from '../../model/reason.ts';
import { nameOf } from '../vcpu-name.ts';
import type { RunningServer } from './first-late.ts';

/** A run that was followed, up to a missed deadline, as a verdict tells it. */
export function toldRun(running: readonly RunningServer[], until: number): HostRun {
  const vcpus = running.map(({ server, replenished, asks }) => ({
    vcpu: nameOf(server),
    ...{ replenished, asks },
  }));
  return { vcpus, until };
}
