import { guestOrder } from '../../../scheduling/model/guest-policies.ts';
import type { Domain } from '../../../scheduling/model/model.ts';
import type { Host } from '../../../scripts/xen-lab/boot.ts';
import { succeed } from './booted.ts';

/** The command line of a guest that never sleeps. */
export const neverSleeps = 'busy=1000000000:1000000000:1000000000';

/** The command line with which the lab's guest runs the tasks of a domain, see guest/guest.c. */
export function guestCommandLine({ policy, tasks }: Domain): string {
  const order = guestOrder(policy);
  const rank: Readonly<Record<typeof order, (index: number) => number>> = {
    'absolute-deadline': () => 0,
    period: (index) => -(tasks[index]?.period ?? 0),
    deadline: (index) => -(tasks[index]?.deadline ?? 0),
    priority: (index) => tasks[index]?.priority ?? 0,
    turns: () => {
      throw new Error('The guest of the lab knows no turns');
    },
  };
  // The guest wants larger numbers that are not negative; of equals the one declared first comes.
  const inOrder = tasks.map((_, index) => rank[order](index)).toSorted((a, b) => a - b);
  const words = tasks.map(({ name, period, wcet, deadline }, index) => {
    const priority = inOrder.indexOf(rank[order](index));
    return `${name}=${period}:${wcet}:${deadline}:${priority}`;
  });
  return [...(order === 'absolute-deadline' ? ['edf'] : []), ...words].join(' ');
}

/** The way a task of a guest fared since it began. */
export interface Fared {
  readonly jobs: number;
  readonly missed: number;
  /** The longest response in ns. */
  readonly longest: number;
}

/** The last that a guest told on its console of each task. */
export async function fared(host: Host, domain: string): Promise<ReadonlyMap<string, Fared>> {
  const log = await succeed(host, `cat /var/log/xen/console/guest-${domain}.log`);
  const lines = log.matchAll(/^task (\S+) jobs (\d+) missed (\d+) longest (\d+)\r?$/gm);
  return new Map(
    [...lines].map(([, name = '', jobs, missed, longest]) => [
      name,
      { jobs: Number(jobs), missed: Number(missed), longest: Number(longest) },
    ]),
  );
}
