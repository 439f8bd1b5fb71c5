import { t } from '@vscode/l10n';

export function jitterWhereAligned(domain: string): string {
  return t(
    'A task of `{domain}` has no `jitter`: with `releases aligned` it is released exactly at `offset + k·period`. Leave one of the two out.',
    { domain },
  );
}

export function sporadicWhereAligned(domain: string): string {
  return t(
    'A task of `{domain}` is not `sporadic`: with `releases aligned` it is released exactly at `offset + k·period`. Leave one of the two out.',
    { domain },
  );
}

export function tasksetNotAligned(names: {
  readonly domain: string;
  readonly task: string;
}): string {
  return t(
    '`{task}` of this task set has a `jitter` or is `sporadic`: with `releases aligned` the tasks of `{domain}` are released exactly at `offset + k·period`.',
    names,
  );
}

export const releasesHere = (): string => t('The releases are aligned here.');
