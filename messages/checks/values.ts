import { t } from '@vscode/l10n';

export function zeroTime(attribute: string): string {
  return t('`{attribute}` of 0 makes no sense: write a time above 0.', { attribute });
}

export function zeroClock(): string {
  return t('A clock of 0 GHz makes no sense: write how fast the machine counts cycles.');
}

export function noCycles(text: string): string {
  return t('{text} is no number of cycles: write it without a unit, as in 84472 cycles.', { text });
}

export function cyclesAreCostsToo(): string {
  return t('Cycles are costs too, as in 84472 cycles.');
}

export function writtenTwice(attribute: string): string {
  return t('`{attribute}` is written more than once here: keep one of them.', { attribute });
}

export function xlCountsMicroseconds(text: string): string {
  return t('A number of xl without a unit is one of microseconds: {text}us.', { text });
}
