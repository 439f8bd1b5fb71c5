import { t } from '@vscode/l10n';
import { type Sayings, say } from '../say.ts';

/** Something that a person should know about what was read. Lines count from 1. */
export type XenNote =
  /** The table shows defaults, whatever is set. */
  | { readonly kind: 'defaults-shown'; readonly file: string; readonly line: number }
  | { readonly kind: 'command-failed'; readonly file: string; readonly line: number }
  | { readonly kind: 'line-not-read'; readonly file: string; readonly line: number }
  /** No output or file that is known. */
  | { readonly kind: 'file-not-read'; readonly file: string }
  | { readonly kind: 'scheduler-not-known'; readonly pool: string }
  /** A scheduler whose parameters of a domain's VCPUs no output tells. */
  | { readonly kind: 'reservations-not-told'; readonly domain: string }
  | { readonly kind: 'windows-not-told'; readonly pool: string }
  | { readonly kind: 'processors-not-told'; readonly pool: string }
  | { readonly kind: 'vcpus-not-told'; readonly domain: string }
  | { readonly kind: 'place-not-told'; readonly domain: string; readonly vcpu: number };

const notes: Sayings<XenNote> = {
  'defaults-shown': ({ file, line }) =>
    t(
      '{file}:{line}: this output shows defaults, whatever is set; `xl sched-rtds -v all` tells what is.',
      { file, line },
    ),
  'command-failed': ({ file, line }) =>
    t('{file}:{line}: the command failed, so it tells nothing.', { file, line }),
  'line-not-read': ({ file, line }) =>
    t('{file}:{line}: not understood and skipped.', { file, line }),
  'file-not-read': ({ file }) =>
    t(
      '{file}: not understood. Known are the outputs of `xl list`, `vcpu-list`, `cpupool-list`, `sched-rtds`, `sched-credit`, `sched-credit2` and `info`, and `xl.cfg` and `xlcpupool.cfg` files.',
      { file },
    ),
  'scheduler-not-known': ({ pool }) =>
    t(
      'The scheduler of the pool {pool} is none that can be described; credit2 is written for it.',
      {
        pool,
      },
    ),
  'reservations-not-told': ({ domain }) =>
    t(
      'No output of `xl sched-rtds -v all` tells the reservation of each VCPU of {domain}; 10 ms with a budget of 4 ms is written where it is missing, as Xen begins.',
      { domain },
    ),
  'windows-not-told': ({ pool }) =>
    t('Xen does not tell the windows of the pool {pool}; write them.', { pool }),
  'processors-not-told': ({ pool }) =>
    t(
      'No processors are left for the pool {pool}, which is left out with its domains; `xl cpupool-list -c` tells which it has.',
      { pool },
    ),
  'vcpus-not-told': ({ domain }) =>
    t('How many VCPUs {domain} has is not told; one is written.', { domain }),
  'place-not-told': ({ domain, vcpu }) =>
    t('VCPU {vcpu} of {domain} has no processor of its own; under the null scheduler it waits.', {
      domain,
      vcpu,
    }),
};

/** A note on what was read from Xen, as a sentence. */
export function xenNoteText(note: XenNote): string {
  return say(notes, note);
}

/** The first line of a file that describes a host. */
export function readFromXen(): string {
  return t('Read from a Xen host: what it tells about its pools, domains and reservations.');
}

export function noXenHost(): string {
  return t('nothing is left to describe: neither a domain nor a pool was read');
}

export function noStamps(): string {
  return t('no switch between two domains was read; each line is a name and a time stamp');
}

export function noContextSwitches(): string {
  return t('no cost was read; each line is a number of processes and the µs of a switch');
}

/** The heading of the table of context switches. */
export const contextSwitchHeads = {
  size: () => t('size'),
  processes: () => t('processes'),
} as const;

/** The line above a domain type's `task-switch`, which is the largest cost that was measured. */
export function largestMeasured(type: string): string {
  return t('for a domain of type {type}: the largest cost that was measured', { type });
}
