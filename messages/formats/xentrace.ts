import { t } from '@vscode/l10n';
import { percent } from '../text/percent.ts';

/**
 * A trace file of which a part could be read; `at` is the offset of the first byte that could not.
 */
export function traceBroke(file: string, at: number, skipped: number): string {
  return `${file}: ${brokeAt(at, skipped)}`;
}

export function nothingRecorded(): string {
  return t(
    'no switch was recorded; `xentrace -D -e 0x0002f000` records the scheduler, for any time above 0',
  );
}

/** The heads of the columns of what was recorded, as comments of the language. */
export const recordedHeads = {
  vcpu: () => t('VCPU'),
  share: () => t('of a core'),
  most: () => t('most in a period'),
  gap: () => t('longest gap'),
  switches: () => t('switches'),
} as const;

export function shareOfCore(share: number): string {
  return percent(share);
}

/** The words behind a direction's worst cost. */
export function measuredSwitches(mean: string, count: number): string {
  return t('mean {mean}, {count} measured', { mean, count });
}

/** The place from which a file cannot be read, in a note on its run. */
export function brokeAt(at: number, skipped: number): string {
  return t(
    'The file is cut or damaged at byte {at}; {skipped} bytes could not be read and are left out.',
    { at, skipped },
  );
}

/** Records for which Xen had no room. */
export function lostRecords(count: number): string {
  return t(
    'Xen lost {count} records for want of room, so some stretches may be longer than they were. A larger buffer (`xentrace -S`) or fewer events help.',
    { count },
  );
}
