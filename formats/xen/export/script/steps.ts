import { failures } from '../../../../messages/formats/xen-export/script.ts';
import type { Reservation } from '../../reading.ts';
import type { ExportFiles } from '../files.ts';
import { guestsOf, type PlannedDomain, type PlannedPool, type XenPlan } from '../plan.ts';
import { shellWord } from '../quote.ts';

/** A step of the script by its number: the call that does it, and the one that undoes it. */
export interface Step {
  readonly act: (step: number) => string;
  readonly undo?: (step: number) => string;
}

/** A call of a function of the script. */
export function call(name: string, ...words: readonly (string | number)[]): string {
  return [name, ...words.map((word) => shellWord(String(word)))].join(' ');
}

const numbered =
  (name: string, ...words: readonly (string | number)[]) =>
  (step: number): string =>
    call(name, step, ...words);

/** The steps that bring Xen to a plan, in order. The last of them let the guests run. */
export function stepsOf(plan: XenPlan, files: ExportFiles): readonly Step[] {
  const made = plan.pools.filter(({ first }) => !first);
  const guests = plan.pools.flatMap(guestsOf);
  return [
    ...made.flatMap((pool) => poolSteps(pool, files)),
    ...plan.pools.flatMap(firstCores),
    ...plan.pools.flatMap(timesSteps),
    ...plan.pools.flatMap((pool) =>
      pool.domains
        .filter(({ type }) => type === 'dom0')
        .flatMap((domain) => parameterSteps(domain, pool)),
    ),
    ...plan.pools.flatMap((pool) =>
      guestsOf(pool).flatMap((domain) => [
        createStep(domain, pool, files),
        ...parameterSteps(domain, pool),
      ]),
    ),
    ...plan.pools.flatMap(windowSteps),
    ...guests.map(({ name }): Step => ({ act: numbered('unpause', name) })),
    ...plan.pools.flatMap(placedSteps),
  ];
}

function poolSteps({ name, scheduler, cores }: PlannedPool, files: ExportFiles): readonly Step[] {
  const why = failures.poolNotMade(name, scheduler);
  return [
    ...cores.map(
      (core): Step => ({ act: numbered('take', core), undo: numbered('give_back', core) }),
    ),
    {
      act: numbered('make_pool', name, files.pool(name), why),
      undo: numbered('remove_pool', name),
    },
    seeCores(name, cores),
  ];
}

/** Where the first pool promises time, it has the processors of the file and no other. */
function firstCores({ first, gives, name, cores }: PlannedPool): readonly Step[] {
  return first && gives !== 'shares' ? [seeCores(name, cores)] : [];
}

function seeCores(name: string, cores: readonly number[]): Step {
  const list = shellWord(cores.join(','));
  const words = `"$(seen cpus_of ${shellWord(name)})"`;
  return { act: () => `${call('see', failures.otherProcessors(name), 'is')} ${words} ${list}` };
}

function timesSteps({
  name,
  first,
  scheduler,
  timeslice,
  ratelimit,
}: PlannedPool): readonly Step[] {
  if (ratelimit === null) return [];
  const times = timeslice === null ? [ratelimit] : [timeslice, ratelimit];
  const act = numbered('pool_times', scheduler, name, ...times);
  return [first ? { act, undo: numbered('times_before', scheduler) } : { act }];
}

/** The windows of a pool, by its only core. */
function windowSteps({ first, cores, frame }: PlannedPool): readonly Step[] {
  if (frame === null) return [];
  const core = cores[0] ?? 0;
  const entries = frame.entries.map(({ uuid, runtime }) => `${uuid}:0:${runtime}`);
  const act = numbered('windows', core, frame.majorFrame, ...entries);
  return [first ? { act, undo: numbered('windows_before', core) } : { act }];
}

function createStep({ name, vcpus }: PlannedDomain, pool: PlannedPool, files: ExportFiles): Step {
  return {
    act: numbered('create', name, files.domain(name), vcpus.length, pool.name),
    undo: numbered('destroy', name),
  };
}

function parameterSteps(
  { name, type, vcpus, share }: PlannedDomain,
  { scheduler }: PlannedPool,
): readonly Step[] {
  const isDom0 = type === 'dom0';
  const domain = isDom0 ? '0' : name;
  const shares: readonly Step[] =
    share === null
      ? []
      : [
          {
            act: numbered('share', scheduler, domain, share.weight, share.cap),
            ...(isDom0 ? { undo: numbered('share_before', scheduler) } : {}),
          },
        ];
  const reservations = vcpus.flatMap(({ reservation }, vcpu): readonly Step[] =>
    reservation === null
      ? []
      : [
          {
            act: numbered('reserve', domain, vcpu, ...reservationWords(reservation)),
            ...(isDom0 ? { undo: numbered('reserve_before', vcpu) } : {}),
          },
        ],
  );
  return [...shares, ...reservations];
}

function reservationWords({
  period,
  budget,
  extratime,
}: Reservation): readonly (string | number)[] {
  return [period, budget, extratime ? 'yes' : 'no'];
}

/** A VCPU that should own a core has it, as soon as it runs. */
function placedSteps(pool: PlannedPool): readonly Step[] {
  return guestsOf(pool).flatMap(({ name, vcpus }): readonly Step[] => {
    const core = vcpus[0]?.core ?? null;
    if (core === null) return [];
    return [{ act: () => call('see', failures.noProcessor(name), 'owns', name, core) }];
  });
}
