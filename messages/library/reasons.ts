import { t } from '@vscode/l10n';
import { formatDuration } from '../text/duration.ts';

/** The reasons of refusals that a running system adds to those of a scenario's steps. */

export function malformed(path: string, fault: string): string {
  return path === ''
    ? t('the request is malformed: {fault}', { fault })
    : t('the request is malformed at {path}: {fault}', { path, fault });
}

export function tooOld(last: number): string {
  return t('the request is older than the last one, which was made at {last}', {
    last: formatDuration(last),
  });
}

export function declaredAlready(domain: string): string {
  return t('a domain {domain} is declared already', { domain });
}

export function noCore(machine: string, core: number): string {
  return t('{machine} has no core {core}', { machine, core });
}

export function stillRunning(domain: string): string {
  return t('{domain} is still running', { domain });
}
