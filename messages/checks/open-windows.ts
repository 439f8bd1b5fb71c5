import { t } from '@vscode/l10n';

export function startMissing(): string {
  return t(
    'This window has a length and no start: add `at D`, or leave out both, so that the tool chooses the windows.',
  );
}

export function lengthMissing(): string {
  return t(
    'This window has a start and no length: add `for D`, or leave out both, so that the tool chooses the windows.',
  );
}

export function windowsMixed(vcpu: string): string {
  return t(
    'The windows of `{vcpu}` are either all written or all left to the tool: write this one like the others, or leave it out.',
    { vcpu },
  );
}

export function openWindowTwice(): string {
  return t('One such line stands for as many windows as the VCPU needs: leave this one out.');
}

export function openWindowHere(): string {
  return t('Its windows are left to the tool here.');
}

export function writtenWindowHere(): string {
  return t('Another window is written here.');
}

export function frameMissing(): string {
  return t(
    '`major-frame` is missing: add the time after which the windows repeat, like `major-frame 50ms`.',
  );
}
