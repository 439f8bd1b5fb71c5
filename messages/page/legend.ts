import { t } from '@vscode/l10n';

export const legendTitle = (): string => t('Legend');

/** The meaning of the colors of segments. */
export const paintWords = {
  run: () => t('execution'),
  switch: () => t('overhead'),
  taskSwitch: () => t('task switch'),
  spin: () => t('on its core, no task'),
  waiting: () => t('waits for a task'),
  starved: () => t('blocked by supply'),
} satisfies Readonly<Record<string, () => string>>;

/** The meaning of the shapes of markers. */
export const markerWords = {
  release: () => t('release'),
  deadline: () => t('deadline'),
  complete: () => t('completion'),
  miss: () => t('deadline missed'),
  replenish: () => t('budget replenished'),
  exhaust: () => t('budget gone'),
  migrate: () => t('migration to another core'),
  admit: () => t('action admitted'),
  refuse: () => t('action refused'),
  'in-force': () => t('action in force after a wait'),
} satisfies Readonly<Record<string, () => string>>;

export type Marker = keyof typeof markerWords;

/** A marker under the mouse. */
export function markerAt(marker: Marker, time: string): string {
  return t('{marker} at {time}', { marker: markerWords[marker](), time });
}

export function markerOfJob(marker: Marker, job: number, time: string): string {
  return t('{marker} of job {job} at {time}', { marker: markerWords[marker](), job, time });
}

export function markerOfAction(marker: Marker, action: string, time: string): string {
  return t('{marker}: {action} at {time}', { marker: markerWords[marker](), action, time });
}
