import { actionText } from '../../messages/scenario/action.ts';
import {
  actionRows,
  type ComparedRow,
  comparisonAbout,
  comparisonHeads,
  comparisonRows,
  guestRows,
  placeName,
  testsCostNothing,
} from '../../messages/scenario/placement.ts';
import { stepReasonText } from '../../messages/scenario/step-reason.ts';
import { allSteps } from '../../scheduling/arithmetic/all-steps.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import {
  comparingPlacements,
  type PlacementComparison,
  type PlacementReport,
} from '../../scheduling/simulation/placement/compare-placements.ts';
import { shown } from '../output/shown.ts';
import { type Cell, table } from '../table.ts';
import type { Style } from '../terminal.ts';

/** The version, raised when a key changes its meaning or is removed. New keys do not raise it. */
const version = 1;

/** Plays a scenario with its admission tests in Dom0 and in the hypervisor. */
export function comparedPlacements(model: SystemModel, scenario: string): PlacementComparison {
  return allSteps(comparingPlacements(model, scenario));
}

/** A comparison as tables for people. */
export function comparisonText({ horizon, reports }: PlacementComparison, style: Style): string {
  const places = reports.map(({ where }) => placeName(where));
  const free = reports.every(({ cost }) => cost === 0);
  const tables = [
    [comparisonHeads.compared(), comparisonRows(reports)],
    [comparisonHeads.action(), actionRows(reports)],
    [comparisonHeads.guest(), guestRows(reports)],
  ] as const;
  const lines = tables.flatMap(([head, rows]) => [
    '',
    ...table([headRow([head, ...places]), ...rows.map(cells)], style),
  ]);
  const about = [comparisonAbout(horizon), ...(free ? [testsCostNothing()] : [])];
  return `${[...about, ...lines].join('\n')}\n`;
}

function headRow(texts: readonly string[]): readonly Cell[] {
  return texts.map((text) => ({ text, look: 'dim' }));
}

function cells({ name, values }: ComparedRow): readonly Cell[] {
  return [name, ...values].map((text) => ({ text: shown(text) }));
}

/**
 * A comparison as one line of JSON, times in ns. Other programs rely on the keys and their order.
 */
export function comparisonJson(file: string, comparison: PlacementComparison): string {
  const { scenario, horizon, reports } = comparison;
  const json = { version, file, scenario, horizon, placements: reports.map(placementJson) };
  return `${JSON.stringify(json)}\n`;
}

function placementJson({ actions, delay, ...report }: PlacementReport): object {
  const { where, cost, distance, overhead, share, memory, guests, misses } = report;
  return {
    where,
    delay,
    ...{ cost, distance, overhead, share, memory, guests, misses },
    actions: actions.map((each) => ({
      at: each.at,
      action: actionText(each.action),
      admitted: each.admitted,
      reason: stepReasonText(each.reason),
      delay: each.delay,
    })),
  };
}
