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
import { code, paragraphs, plain } from '../hover/markdown.ts';

/** Comparisons as a document of Markdown: tables of the two places side by side. */
export function comparisonDocument(comparisons: readonly PlacementComparison[]): string {
  return paragraphs(
    ...comparisons.flatMap(({ scenario, horizon, reports }) => {
      const places = reports.map(({ where }) => placeName(where));
      return [
        `# ${comparisonTitle(code(scenario))}`,
        comparisonAbout(horizon),
        reports.every(({ cost }) => cost === 0) ? `> ${testsCostNothing()}` : undefined,
        table([comparisonHeads.compared(), ...places], comparisonRows(reports), plain),
        table([comparisonHeads.action(), ...places], actionRows(reports), plain),
        table([comparisonHeads.guest(), ...places], guestRows(reports), code),
      ];
    }),
  );
}

function table(
  heads: readonly string[],
  rows: readonly ComparedRow[],
  named: (name: string) => string,
): string | undefined {
  if (rows.length === 0) return undefined;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(heads),
    line(heads.map((_, column) => (column === 0 ? '---' : '---:'))),
    ...rows.map(({ name, values }) => line([named(name), ...values.map(plain)])),
  ].join('\n');
}
