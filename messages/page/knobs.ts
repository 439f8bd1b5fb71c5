import { t } from '@vscode/l10n';

export const selectToTurn = (): string => t('Select a VCPU or a task to turn its numbers.');
export const apply = (): string => t('Apply');
export const reset = (): string => t('Reset');
export const everything = (): string => t('All');

export function numbersChanged(count: number): string {
  if (count === 0) return t('Nothing is changed.');
  return count === 1
    ? t('1 number differs from the text.')
    : t('{count} numbers differ from the text.', { count });
}

/** The labels of knobs by attribute. `name` is as written, as in `guest.v0`. */
export const knobLabels = {
  budget: (name) => t('budget of {name}', { name }),
  period: (name) => t('period of {name}', { name }),
  wcet: (name) => t('wcet of {name}', { name }),
} satisfies Readonly<Record<string, (name: string) => string>>;

export function exactly(label: string): string {
  return t('{label}, exactly', { label });
}

export function liesBetween({
  label,
  least,
  most,
}: {
  readonly label: string;
  readonly least: string;
  readonly most: string;
}): string {
  return t('{label} lies between {least} and {most}.', { label, least, most });
}

export function was(value: string): string {
  return t('was {value}', { value });
}

export function dragUpOrDown(label: string, value: string): string {
  return t('Drag up or down: {label}, {value}', { label, value });
}

export function dragLeftOrRight(label: string, value: string): string {
  return t('Drag left or right: {label}, {value}', { label, value });
}
