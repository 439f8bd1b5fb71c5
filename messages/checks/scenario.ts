import { t } from '@vscode/l10n';
import { anyOf, code } from '../text/lists.ts';

export function endsEarly({ end, last }: { readonly end: string; readonly last: string }): string {
  return t(
    'The scenario ends at {end}, before its last action at {last}: that one never happens.',
    { end, last },
  );
}

/** `vcpus`: full names, as written. */
export function whichVcpu(vcpus: readonly string[]): string {
  return t('Say which VCPU the task goes to: {vcpus}.', { vcpus: anyOf(vcpus.map(code)) });
}

export function addedToEveryVcpu(domain: string): string {
  return t('The VCPU means nothing here: `{domain}` lets every task run on every VCPU.', {
    domain,
  });
}

export function setsNothing(): string {
  return t('`set` changes nothing here: add `period` or `budget` and a time.');
}

export function whenQuietWithoutPeriod(): string {
  return t(
    '`when-quiet` means nothing here: this `set` changes no period, which alone has to wait.',
  );
}

export function alreadyOnMachine({
  domain,
  machine,
}: {
  readonly domain: string;
  readonly machine: string;
}): string {
  return t('`{domain}` is on `{machine}` already: this changes nothing.', { domain, machine });
}

export function timeBackwards({
  time,
  latest,
}: {
  readonly time: string;
  readonly latest: string;
}): string {
  return t(
    '{time} is before {latest}, the time of an action above: the times of a scenario do not go backwards.',
    { time, latest },
  );
}

export function alreadyRunning(domain: string): string {
  return t('{domain} is running already: stop it first, or leave it out here.', { domain });
}

const needsRunning = {
  stop: (domain) =>
    t(
      '{domain} is not running at this moment, so there is nothing to stop: start it before, with `start {domain}`.',
      { domain },
    ),
  add: (domain) =>
    t(
      '{domain} is not running at this moment, so there is nothing to add to: start it before, with `start {domain}`.',
      { domain },
    ),
  remove: (domain) =>
    t(
      '{domain} is not running at this moment, so there is nothing to remove from: start it before, with `start {domain}`.',
      { domain },
    ),
  set: (domain) =>
    t(
      '{domain} is not running at this moment, so there is nothing to change: start it before, with `start {domain}`.',
      { domain },
    ),
  migrate: (domain) =>
    t(
      '{domain} is not running at this moment, so there is nothing to move: start it before, with `start {domain}`.',
      { domain },
    ),
} satisfies Readonly<Record<string, (domain: string) => string>>;

/** The actions that need a running domain. */
export type ActionOnRunning = keyof typeof needsRunning;

export function notRunning(action: ActionOnRunning, domain: string): string {
  return needsRunning[action](domain);
}

export function taskExists({
  domain,
  task,
}: {
  readonly domain: string;
  readonly task: string;
}): string {
  return t(
    '{domain} has a task {task} at this moment: choose another name, or remove that one first.',
    { domain, task },
  );
}

export function noSuchTask({
  domain,
  task,
}: {
  readonly domain: string;
  readonly task: string;
}): string {
  return t(
    '{domain} has no task {task} at this moment: it was removed, or its domain started anew.',
    { domain, task },
  );
}

export function hvmAdmission({
  domain,
  machine,
}: {
  readonly domain: string;
  readonly machine: string;
}): string {
  return t(
    '{domain} is an hvm domain, and {machine} tests admission in the hypervisor: only pv, pvh and dom0 domains can pass their interface there. Use another type, or `admission in dom0`.',
    { domain, machine },
  );
}

export function timeHere(): string {
  return t('The time is here.');
}
