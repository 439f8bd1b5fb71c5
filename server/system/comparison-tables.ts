import {
  actionRows,
  type ComparedRow,
  comparisonAbout,
  comparisonHeads,
  comparisonRows,
  comparisonTitle,
  guestRows,
  placeName,
  testsCostNothing,
} from '../../messages/scenario/placement.ts';
import type { PlacementComparison } from '../../scheduling/simulation/placement/compare-placements.ts';
import type { ComparedScenario } from '../protocol.ts';

/** A comparison as tables of the two places side by side, with the delays of actions as bars. */
export function comparisonTables(comparison: PlacementComparison): ComparedScenario {
  const { scenario, horizon, reports } = comparison;
  const places = reports.map(({ where }) => placeName(where));
  const delays = actionRows(reports).map((row, index) => ({
    ...row,
    bars: reports.map(({ actions }) => actions[index]?.delay ?? 0),
  }));
  const tables = [
    { heads: [comparisonHeads.compared(), ...places], rows: comparisonRows(reports).map(plainRow) },
    { heads: [comparisonHeads.action(), ...places], rows: delays },
    { heads: [comparisonHeads.guest(), ...places], rows: guestRows(reports).map(plainRow) },
  ];
  return {
    title: comparisonTitle(scenario),
    about: comparisonAbout(horizon),
    note: reports.every(({ cost }) => cost === 0) ? testsCostNothing() : null,
    tables: tables.filter(({ rows }) => rows.length > 0),
  };
}

function plainRow(row: ComparedRow): ComparedRow & { readonly bars: readonly number[] } {
  return { ...row, bars: [] };
}
