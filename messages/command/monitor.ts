import { t } from '@vscode/l10n';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';
import { type Sayings, say } from '../say.ts';
import { verdictWord } from '../verdicts/verdict-word.ts';

/** The reason why a poll of a host told nothing. */
export type PollProblem =
  /** The first word of the prefix could not be started. */
  | { readonly kind: 'not-started'; readonly command: string; readonly reason: string }
  /** The connection ended, with the last that it said. */
  | { readonly kind: 'ended'; readonly code: string; readonly said: string }
  | { readonly kind: 'silent'; readonly seconds: number }
  | { readonly kind: 'too-much' }
  /** The host has no `xl`. */
  | { readonly kind: 'no-xl' }
  /** `xl` told no domain, with the last that it said. */
  | { readonly kind: 'xl-failed'; readonly said: string }
  | { readonly kind: 'stopped' };

const problems: Sayings<PollProblem> = {
  'not-started': ({ command, reason }) =>
    t('{command} could not be started: {reason}', { command, reason }),
  ended: ({ code, said }) =>
    said === ''
      ? t('the connection ended ({code})', { code })
      : t('the connection ended ({code}): {said}', { code, said }),
  silent: ({ seconds }) =>
    t(
      'no answer within {seconds} s, so the connection was ended; where it asks for a password, set up a key',
      { seconds },
    ),
  'too-much': () => t('the answer is longer than that of any host, so the connection was ended'),
  'no-xl': () => t('the command xl is not there: is this the Dom0 of a Xen host?'),
  'xl-failed': ({ said }) => t('xl told of no domain: {said}', { said }),
  stopped: () => t('stopped'),
};

/** The reason why a poll told nothing, as the end of a sentence. */
export function pollProblem(problem: PollProblem): string {
  return say(problems, problem);
}

export function noPrefix(text: string): string {
  return t("'{text}' has a quote that does not end", { text });
}

export function pollsTooOften(): string {
  return t('a host is polled at most once a second');
}

export function noSuchMachine(name: string, file: string): string {
  return t('{file} has no machine {name}', { name, file });
}

/** The first line of a report on a host. */
export function hostLine(host: string, domains: number): string {
  return t('{host}: {domains} domains', { host, domains });
}

/** The host that is asked without a prefix. */
export const thisHost = (): string => t('this host');

export function notReached(host: string, problem: string): string {
  return t('{host}: {problem}', { host, problem });
}

export const nothingDiffers = (): string => t('nothing differs from the file');

/** The verdict on what is on the host. */
export function verdictThere(verdict: VerdictKind): string {
  return t('as it is there: {verdict}', { verdict: verdictWord(verdict) });
}

/** A finding of the analysis about the host, and not about the file. */
export function foundThere(finding: string): string {
  return t('as it is on the host: {finding}', { finding });
}

/** The command that sets the host as the file says, below a difference. */
export function setsHost(command: string): string {
  return t('Run in Dom0, this sets the host as it is written: {command}', { command });
}

export const monitorHeads = {
  vcpu: () => t('VCPU'),
  pool: () => t('pool'),
  period: () => t('period'),
  budget: () => t('budget'),
  reserved: () => t('reserved'),
  taken: () => t('taken'),
} as const;

/** The file could not be compared, since it has errors or cannot be read. */
export function fileNotCompared(file: string, why: string): string {
  return t('{file} is not compared: {why}', { file, why });
}

export const hasErrors = (): string => t('its text has errors');
export const describesNothing = (): string => t('it describes no machine');
