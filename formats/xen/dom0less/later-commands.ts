import { guestsOf, type XenPlan } from '../export/plan.ts';

/**
 * The numbers of pools that a device tree makes: in their order, but for the pool of the first
 * processor, which takes number 0 from the one that has it. Processors that are in none are a pool
 * behind all. Source: Xen's `common/sched/boot-cpupool.c`.
 */
function poolNumbers(pools: XenPlan['pools']): readonly number[] {
  const found = pools.findIndex(({ cores }) => cores.includes(0));
  const boot = found < 0 ? pools.length : found;
  return pools.map((_, index) => (index === boot ? 0 : index === 0 ? boot : index));
}

/**
 * The commands of a control domain for what no device tree can say: reservations, weights, and the
 * times of credit pools. Guests have their numbers in the order of the tree, from 1 on.
 */
export function laterCommandsOf({ pools }: XenPlan): readonly string[] {
  const numbers = poolNumbers(pools);
  let domid = 0;
  return pools.flatMap((pool, index) => {
    const { scheduler, timeslice, ratelimit } = pool;
    const slice = timeslice === null ? '' : ` -t ${timeslice}`;
    const times =
      ratelimit === null
        ? []
        : [`xl sched-${scheduler} -s -p ${numbers[index]}${slice} -r ${ratelimit}`];
    return [
      ...times,
      ...guestsOf(pool).flatMap(({ share, vcpus }) => {
        domid++;
        return [
          ...(share === null
            ? []
            : [`xl sched-${scheduler} -d ${domid} -w ${share.weight} -c ${share.cap}`]),
          ...vcpus.flatMap(({ reservation }, vcpu) => {
            if (reservation === null) return [];
            const { period, budget, extratime } = reservation;
            const flag = extratime ? 1 : 0;
            return [`xl sched-rtds -d ${domid} -v ${vcpu} -p ${period} -b ${budget} -e ${flag}`];
          }),
        ];
      }),
    ];
  });
}
