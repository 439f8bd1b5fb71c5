import { t } from '@vscode/l10n';

export const lanes = (): string => t('Lanes');
export const filterLanes = (): string => t('Filter lanes');
export const filterLanesTip = (): string => t('Filter lanes (/)');
export const pinned = (): string => t('Pinned');

export function coreLane(core: number): string {
  return t('core {core}', { core });
}

const titles = {
  machine: (name) => t('machine {name}', { name }),
  pool: (name) => t('pool {name}', { name }),
  core: (name) => name,
  vcpu: (name) => t('VCPU {name}', { name }),
  task: (name) => t('task {name}', { name }),
} satisfies Readonly<Record<string, (name: string) => string>>;

/** A lane read aloud: its kind, its name, and the number of missed deadlines. */
export function laneAloud(kind: keyof typeof titles, name: string, missed: number): string {
  const lane = titles[kind](name);
  if (missed === 0) return lane;
  return missed === 1
    ? t('{lane}, 1 missed deadline', { lane })
    : t('{lane}, {missed} missed deadlines', { lane, missed });
}

/** The jobs of a task's lane, read aloud behind its name. */
export function jobsAloud(jobs: number, longest: string | null): string {
  if (longest === null) return jobs === 1 ? t('1 job') : t('{jobs} jobs', { jobs });
  return jobs === 1
    ? t('1 job, response {longest}', { longest })
    : t('{jobs} jobs, longest response {longest}', { jobs, longest });
}

/** The time that a VCPU's lane got, read aloud behind its name. */
export function supplyAloud(supply: string): string {
  return t('{supply} on a core', { supply });
}

export const wholeRun = (): string => t('The whole run');

/** The picture read aloud. */
export function timelineAloud(counts: {
  readonly cores: number;
  readonly vcpus: number;
  readonly tasks: number;
  readonly misses: number;
}): string {
  return t(
    'The timeline of {cores} cores, {vcpus} VCPUs and {tasks} tasks, {misses} missed deadlines; the table Numbers says the same in words',
    counts,
  );
}

export const nothingSimulated = (): string => t('The timeline; nothing has been simulated yet');

export const noMissInRun = (): string => t('No deadline is missed in this run.');

interface Missing {
  readonly job: number;
  readonly name: string;
  readonly time: string;
}

export function jobMisses({ job, name, time }: Missing): string {
  return t('Job {job} of {task} misses its deadline at {time}.', { job, task: name, time });
}

/** The deadline of a VCPU's budget passes before the budget has come. */
export function budgetMisses({ name, time }: Missing): string {
  return t('The budget of {vcpu} has not come by its deadline at {time}.', { vcpu: name, time });
}
