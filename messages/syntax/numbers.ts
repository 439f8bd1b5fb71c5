import { t } from '@vscode/l10n';

export function finerThanNanosecond({
  text,
  unit,
  decimals,
}: {
  readonly text: string;
  readonly unit: string;
  /** The number of decimals of the unit that give whole nanoseconds. */
  readonly decimals: number;
}): string {
  return decimals === 0
    ? t('{text} is finer than 1 ns. Times are whole nanoseconds; leave the fraction out.', { text })
    : t(
        '{text} is finer than 1 ns. Times are whole nanoseconds; write at most {decimals} decimals of {unit}.',
        { text, decimals, unit },
      );
}

export function tooLong(text: string): string {
  return t('{text} is longer than the longest time, 10^15 ns (about 11 days).', { text });
}

export function noUnit(text: string): string {
  return t('{text} has no unit: write ns, us, ms or s after it, as in {text}ms.', { text });
}

export function hasSign({
  text,
  unsigned,
}: {
  readonly text: string;
  readonly unsigned: string;
}): string {
  return t('{text} has a sign: a time has none, write {unsigned}.', { text, unsigned });
}

export function hasComma({
  text,
  pointed,
}: {
  readonly text: string;
  readonly pointed: string;
}): string {
  return t('{text} has a comma: write a point, {pointed}.', { text, pointed });
}

export function hasExponent(text: string): string {
  return t('{text} has an exponent: write the number out, as in 2.3ms or 50us.', { text });
}

export function noUnitOfTime(unit: string): string {
  return t('`{unit}` is no unit of time here: write ns, us, ms or s.', { unit });
}

export function noTime(text: string): string {
  return t('{text} is not a time: write a decimal number and ns, us, ms or s, as in 2.3ms.', {
    text,
  });
}

/** `most` is `null` without an upper limit. */
export function noWholeNumber({
  text,
  least,
  most,
}: {
  readonly text: string;
  readonly least: number;
  readonly most: number | null;
}): string {
  return most === null
    ? t('{text} does not fit here: write a whole number, {least} or larger.', { text, least })
    : t('{text} does not fit here: write a whole number, {least} to {most}.', {
        text,
        least,
        most,
      });
}

/** A list in the place of a VCPU's core; `last` is the machine's last core. */
export function severalCores({
  text,
  last,
}: {
  readonly text: string;
  readonly last: number;
}): string {
  return last === 0
    ? t('A VCPU has one core, and {text} is a list: the machine has core 0 alone.', { text })
    : t('A VCPU has one core, and {text} is a list: write one of the machine’s, 0 to {last}.', {
        text,
        last,
      });
}

export function noDecimal(text: string): string {
  return t('{text} is not a number that fits here: write a decimal one, as in 2.66.', { text });
}

export function noPercentage(text: string): string {
  return t('{text} does not fit here: write a percentage, 0 to 100.', { text });
}
