import { seal } from '../../sealed.ts';
import type { PlannedPool } from './plan.ts';
import { configString } from './quote.ts';

/** The `xlcpupool.cfg` of a pool. */
export function poolConfig({ name, scheduler, cores }: PlannedPool): string {
  return seal(
    [
      `name = ${configString(name)}`,
      `sched = "${scheduler}"`,
      `cpus = [ ${cores.map((core) => `"${core}"`).join(', ')} ]`,
      '',
    ].join('\n'),
  );
}
