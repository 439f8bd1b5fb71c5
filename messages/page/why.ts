import { t } from '@vscode/l10n';
import { allOf } from '../text/names.ts';

export const nothingAnalyzed = (): string => t('Nothing has been analyzed yet.');
export const vcpu = (): string => t('VCPU');
export const tooLongToShow = (): string =>
  t('The window is too long for the run with the least supply to be shown below the curves.');

export function provenBy(test: string, reference: string): string {
  return t('Proven by: {test} ({reference}).', { test, reference });
}

export function leastSupplyRun(name: string): string {
  return t('The run of {name} with the least supply it can get', { name });
}

export const belowTheCurves = (): string =>
  t(
    'Below the curves, on the same axis: the run with the least supply. The budget comes as early as it can, then as late as it can; all tasks are released when the gap begins.',
  );

export const alignedRunBelow = (): string =>
  t(
    'The run in step with the major frame: each job is released at offset + k·period and takes its wcet. Marked is the busy stretch of the job that decides, up to its deadline.',
  );

export const runTooLongToShow = (): string =>
  t('The run in step with the major frame is too long to be shown up to the job that decides.');

/** The picture of a run for screen readers. `changes` names the plans that begin in it. */
export function runWindowAloud({
  changes,
  ...names
}: {
  readonly vcpu: string;
  readonly from: string;
  readonly due: string;
  readonly changes: readonly string[];
}): string {
  return changes.length === 0
    ? t(
        'The run of {vcpu} in step with the major frame. The stretch that decides is from {from} to {due}.',
        names,
      )
    : t(
        'The run of {vcpu} as {plans} comes into force. The window of time that fails is from {from} to {due}.',
        { ...names, plans: allOf(changes) },
      );
}

/** A VCPU at a refused change of plan, in the list of those that *Why* can be asked about. */
export function vcpuAcross(names: {
  readonly vcpu: string;
  readonly from: string;
  readonly to: string;
  readonly at: string;
}): string {
  return t('{vcpu}, as plan {from} gives way to {to} at {at}', names);
}

/** The window of time that fails across a change of plan, as texts of its times. */
export function failsAcross(window: {
  readonly task: string;
  readonly begin: string;
  readonly end: string;
  readonly demand: string;
  readonly supply: string;
}): string {
  return t(
    '{task} misses its deadline: from {begin} to {end}, {demand} are asked for and {supply} are supplied.',
    window,
  );
}

export const acrossRunBelow = (): string =>
  t(
    'The run across the change of plan: the old windows up to the end of their frame, the new ones from there. All tasks are released as the marked window begins, and by its end one has missed its deadline.',
  );

export const acrossTooLong = (): string =>
  t('The run across the change of plan is too long to be shown.');

/** A VCPU whose budget comes late on its machine, in the list of what *Why* can be asked about. */
export function vcpuOnMachine(names: { readonly vcpu: string; readonly machine: string }): string {
  return t('{vcpu} on {machine}', names);
}

export function lateRunAloud(name: string): string {
  return t('The run in which the budget of {name} comes late', { name });
}

export const lateRunBelow = (): string =>
  t(
    'The run that the verdict tells, in which switches cost nothing: first the VCPU that misses, then the others. Marked is the time from its replenishment to its deadline. Before 0 nobody asks for anything.',
  );

export const lateRunTooLong = (): string =>
  t('The run that the verdict tells is too long to be shown.');

export const planFromHere = (plan: string): string => t('plan {plan}', { plan });

/** The stretch that is tightest in a run in which all jobs are in time. */
export function closestInRun(stretch: {
  readonly task: string;
  readonly from: string;
  readonly due: string;
  readonly left: string;
}): string {
  return t(
    'In step with the major frame every job is in time. Tightest is the job of {task} that is due at {due}: its busy stretch begins at {from}, and {left} are left when it is done.',
    stretch,
  );
}

export const noCurves = (): string =>
  t(
    'No supply is guaranteed to this VCPU, or it has nothing to serve: there are no curves to show.',
  );

/** A window in which demand comes closest to supply, as texts of its times. */
export interface Window {
  readonly time: string;
  readonly demand: string;
  readonly supply: string;
}

export function closestWindow(window: Window & { readonly left: string }): string {
  return t(
    'Closest at a window of {time}: {demand} are asked for and {supply} are sure, {left} to spare.',
    { ...window },
  );
}

export const sureSupply = (): string => t('supply that is sure');

/** The time between the two lines of supply is what isolation costs. */
export const supplyBeside = (): string =>
  t('supply with these neighbors; the time between the two is what isolation costs');

export function demandOf(whose: string): string {
  return t('demand: {whose}', { whose });
}

export const allJobsDue = (): string =>
  t('the work of all jobs released and due within the window');

export function jobWithHigher(task: string): string {
  return t('a job of {task} with all that goes before it', { task });
}

export function windowText({ time, demand, supply }: Window): string {
  return t('{time}: {demand} of demand, {supply} of supply', { time, demand, supply });
}

export function curvesAloud(vcpu: string, { time, demand, supply }: Window): string {
  return t(
    'Supply and demand of {vcpu}. In a window of {time}, {demand} are asked for and {supply} are sure.',
    { vcpu, time, demand, supply },
  );
}
