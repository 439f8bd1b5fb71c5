import { t } from '@vscode/l10n';
import type { ChargedBudget } from '../../../scheduling/host/charged-budgets.ts';
import { formatDuration } from '../../text/duration.ts';

/*
 * The sentences of the script that deploys an export in Dom0. The script holds them as quoted
 * words, and prints behind them what Xen tells.
 */

/** The comment at the beginning of the script. */
export function aboutScript(host: string): readonly string[] {
  return [
    t('Brings this Xen to what the file says of {host}. Run it in Dom0.', { host }),
    t('With --dry-run it prints each command that would change something, and does nothing.'),
    t('Where a step fails, it undoes all that it did. takedown.sh undoes it later.'),
  ];
}

/** The sentences of the script that name nothing. */
export const scriptTexts = {
  usage: () => t('usage: sh deploy.sh [--dry-run]'),
  noXl: () => t('xl does not work here: run this as root in Dom0.'),
  failed: () => t('That failed. What was done is undone:'),
  interrupted: () => t('Interrupted. What was done is undone:'),
  differs: () => t('Xen tells something else than was asked for:'),
  undone: () => t('Everything is as it was.'),
  notUndone: () => t('This could not be undone; look at it yourself:'),
  poolStays: () =>
    t(
      'This pool of RTDS stays until Xen is booted anew, for Xen before 4.23 panics when one is removed (mended in 2026-07):',
    ),
  allDone: () => t('Everything runs as the file says. takedown.sh takes it down again.'),
  recordThere: () =>
    t(
      'Something is deployed from this folder already: run takedown.sh first, which takes it down.',
    ),
  noRecord: () =>
    t(
      'This folder cannot be written, and the file deployed has to be here, by which takedown.sh knows what to take down: copy the folder elsewhere.',
    ),
  noLoader: () =>
    t(
      'The windows need the program arinc653: compile arinc653.c here, or for the Xen that runs here, and put it beside this script (cc -o arinc653 arinc653.c -lxenctrl).',
    ),
  dryRun: () => t('Nothing was done: these commands would be run.'),
  needsMemory: () => t('write how much memory the guest has: memory = …'),
  needsBoot: () => t('write what the guest boots: kernel, bootloader, firmware or disk.'),
  runningInPool: () => t('It loses processors to other pools; in it run:'),
  extratimeWraps: () =>
    t(
      'Warning: in Xen before 4.23, a VCPU with extratime can rob the others after it has run long enough (mended in 2026-05); leave extratime off where your Xen lacks this change.',
    ),
  timersLate: () =>
    t(
      'Warning: Xen’s timers may come 50 µs late here, and budgets and windows end late with them, which no proof knows of: boot Xen with timer_slop=0 on its command line.',
    ),
  extratimePanics: () =>
    t(
      'The extratime of Dom0 has to change, and a debug build of Xen before 4.23 can panic on that (mended in 2026-06): write what it has now, or use another build.',
    ),
} as const;

/** A refusal before anything was changed. */
export const refusals = {
  noSuchProcessor: (core: number) => t('This machine has no processor {core}.', { core }),
  processorTaken: (core: number) =>
    t('Processor {core} belongs to another pool: take it out of that one first.', { core }),
  poolThere: (pool: string) => t('A pool of the name {pool} is there already.', { pool }),
  domainThere: (domain: string) =>
    t('A domain of the name {domain} is there already: shut it down first.', { domain }),
  otherScheduler: (scheduler: string) =>
    t('Pool-0 has another scheduler: boot Xen with sched={scheduler} on its command line.', {
      scheduler,
    }),
  otherDomains: () =>
    t('Other domains run in Pool-0, and the proof does not know of them: shut them down first.'),
  dom0Vcpus: (count: number) =>
    t('Dom0 has another number of VCPUs: boot Xen with dom0_max_vcpus={count}.', { count }),
} as const;

/** A failure of a step, after which everything is undone. */
export const failures = {
  poolNotMade: (pool: string, scheduler: string) =>
    t(
      'Xen does not make the pool {pool}. If `xl dmesg` does not know the scheduler {scheduler}, this Xen is built without it (Debian’s is built without rtds, arinc653 and null).',
      { pool, scheduler },
    ),
  otherProcessors: (pool: string) =>
    t('The pool {pool} has other processors than the file says.', { pool }),
  unreadable: (file: string) => t('xl cannot read {file}.', { file }),
  noProcessor: (domain: string) =>
    t('{domain} has not got the processor that it should own.', { domain }),
} as const;

/** How the budget of a VCPU comes about, where switches cost something. */
export function budgetLine({
  domain,
  vcpu,
  net,
  starts,
  preemptions,
  switchIn,
  budget,
}: ChargedBudget): string {
  return t(
    '{domain}.{vcpu}: {budget} = {net} for the guest + {count} × {cost} for switches to it ({starts} by its starts, {preemptions} after preemptions)',
    {
      ...{ domain, vcpu, starts, preemptions, count: starts + preemptions },
      budget: formatDuration(budget),
      net: formatDuration(net),
      cost: formatDuration(switchIn),
    },
  );
}
