import { t } from '@vscode/l10n';
import type {
  PlacedAction,
  PlacementReport,
  TestPlace,
} from '../../scheduling/simulation/placement/compare-placements.ts';
import { formatDuration } from '../text/duration.ts';
import { actionText } from './action.ts';
import { shortStepReasonText } from './step-reason.ts';

/** A row of a comparison: what is compared, and its value in each place. */
export interface ComparedRow {
  readonly name: string;
  readonly values: readonly string[];
}

export function placeName(where: TestPlace): string {
  return placeNames[where]();
}

const placeNames: Readonly<Record<TestPlace, () => string>> = {
  dom0: () => t('in Dom0'),
  hypervisor: () => t('in the hypervisor'),
};

export function comparisonTitle(scenario: string): string {
  return t('Admission placement: {scenario}', { scenario });
}

/** The subject of a comparison, above its tables. */
export function comparisonAbout(horizon: number): string {
  return t(
    'The same scenario, simulated for {time}, with its admission tests in either place at the written cost.',
    { time: formatDuration(horizon) },
  );
}

/** Both places are alike if a test takes no time. */
export function testsCostNothing(): string {
  return t(
    'The tests take no time here: write `cost` behind `admission in dom0`, or in the hypervisor, of the machine.',
  );
}

/** The numbers of each place, one beside the other. */
export function comparisonRows(reports: readonly PlacementReport[]): readonly ComparedRow[] {
  const row = (name: string, value: (report: PlacementReport) => string): ComparedRow => ({
    name,
    values: reports.map(value),
  });
  return [
    row(t('answer after, on average'), ({ delay }) => duration(delay?.mean)),
    row(t('answer after, at most'), ({ delay }) => duration(delay?.most)),
    row(t('one test takes'), ({ cost }) => formatDuration(cost)),
    row(t('tests kept apart by'), ({ distance }) => formatDuration(distance)),
    row(t('all tests took'), ({ overhead, share }) =>
      t('{time} ({percent} of all cores)', {
        time: formatDuration(overhead),
        percent: `${(share * 100).toFixed(3)} %`,
      }),
    ),
    row(t('interface state in the hypervisor'), ({ where, memory }) =>
      bytes(where === 'hypervisor' ? memory : 0),
    ),
    row(t('interface state in Dom0'), ({ where, memory }) => bytes(where === 'dom0' ? memory : 0)),
    row(t('refused'), ({ actions }) =>
      t('{refused} of {all}', {
        refused: actions.filter(({ admitted }) => !admitted).length,
        all: actions.length,
      }),
    ),
    row(t('missed deadlines'), ({ misses }) => String(misses)),
  ];
}

/** Each action with its answer in each place. */
export function actionRows(reports: readonly PlacementReport[]): readonly ComparedRow[] {
  const [first] = reports;
  return (first?.actions ?? []).map(({ at, action }, index) => ({
    name: t('{time}: {action}', { time: formatDuration(at), action: actionText(action) }),
    values: reports.map(({ actions }) => answer(actions[index])),
  }));
}

/** The interface state of each guest, where it is the most. */
export function guestRows(reports: readonly PlacementReport[]): readonly ComparedRow[] {
  const names = new Set(reports.flatMap(({ guests }) => guests.map(({ domain }) => domain)));
  return [...names].map((name) => ({
    name,
    values: reports.map(({ guests }) =>
      bytes(guests.find(({ domain }) => domain === name)?.bytes ?? 0),
    ),
  }));
}

function answer(action: PlacedAction | undefined): string {
  if (action === undefined) return '–';
  const { admitted, delay, reason } = action;
  const time = duration(delay ?? undefined);
  return admitted
    ? t('admitted after {time}', { time })
    : t('refused after {time}: {reason}', { time, reason: shortStepReasonText(reason) });
}

function duration(time: number | undefined): string {
  return time === undefined ? '–' : formatDuration(Math.round(time));
}

function bytes(count: number): string {
  return t('{count} bytes', { count });
}

export const comparisonHeads = {
  compared: () => t('compared'),
  action: () => t('action'),
  guest: () => t('interface state of'),
} as const;
