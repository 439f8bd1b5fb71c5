import { t } from '@vscode/l10n';

/** Two windows of a major frame overlap on one of the machine's `cores`. */
export function windowsOverlap(core: number, cores: number): string {
  return cores === 1
    ? t('This window begins before another one ends: one of them has to be later or shorter.')
    : t(
        'This window begins before another one on core {core} ends: one of them has to be later or shorter, or on another core.',
        { core },
      );
}

export function otherWindowHere(): string {
  return t('The other window is here.');
}

export function windowAfterFrame(frame: string): string {
  return t(
    'This window ends after the major frame of {frame}: make it earlier or shorter, or the frame longer.',
    { frame },
  );
}

export function windowOfOtherMachine({
  domain,
  machine,
  own,
}: {
  readonly domain: string;
  /** The machine of the domain. */
  readonly machine: string;
  /** The machine that the window is written in. */
  readonly own: string;
}): string {
  return t(
    '`{domain}` is on `{machine}`, so it cannot have a window of `{own}`: name a domain of this machine.',
    { domain, machine, own },
  );
}

export function windowsDomainHere(): string {
  return t('The domain is here.');
}

export function noWindows(): string {
  return t(
    'No `window` is written, so nothing ever runs: add lines like `window guest.v0 at 0ms for 10ms`.',
  );
}
