import { html, type TemplateResult } from 'lit-html';
import { csv } from '../../../formats/csv/csv.ts';
import {
  copyOf,
  copyTable,
  csvOf,
  nothingSimulatedYet,
  responseTimes,
  saveTable,
  tableTitles,
  yesOrNo,
} from '../../../messages/page/numbers.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import { copyIcon, exportIcon } from '../controls/icons.ts';
import type { RunData } from '../lanes/run-data.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import { comparisonTables } from './comparison-tables.ts';
import { type Histogram, histograms } from './histogram.ts';
import { histogramView } from './histogram-view.ts';
import {
  type Cell,
  type Column,
  cellText,
  type NumbersTable,
  numbersTables,
  sorted,
  textColumn,
  timeColumn,
} from './table.ts';

/** The column by which each table is sorted. */
export type Sorting = ReadonlyMap<
  string,
  { readonly column: number; readonly descending: boolean }
>;

export function numbersView(
  { analysis, statistics, data, isRecorded, comparison }: PageState,
  sorting: Sorting,
  sort: (sorting: Sorting) => void,
  actions: Actions,
): TemplateResult {
  const proven = isRecorded ? (analysis ?? nothingProven) : analysis;
  if (proven === null || statistics === null)
    return html`<p class="message">${nothingSimulatedYet()}</p>`;
  const all =
    comparison === null ? numbersTables(proven, statistics) : comparisonTables(comparison);
  const tables = isRecorded
    ? all
        .map((table) => measuredPart(table, analysis !== null || comparison !== null))
        .filter(({ rows }) => rows.length > 0)
    : all;
  return html`<div class="numbers">
    ${tables.map((table) => tableView(table, sorting, sort, actions))}
    ${statistics.scenario.length === 0 ? '' : tableView(scenarioTable(statistics), sorting, sort, actions)}
    ${data === null ? '' : responses(data)}
    ${statistics.notes.map((note) => html`<p class="message">${note}</p>`)}
  </div>`;
}

/** A written run has no system that could be proven. */
const nothingProven: Analysis = {
  completed: { machines: [], scenarios: [] },
  verdict: 'unknown',
  machines: [],
  domains: [],
  scenarios: [],
};

/** The columns that a run fills; without a proof, without reasons for differences from it. */
function measuredPart(table: NumbersTable, withReasons: boolean): NumbersTable {
  const isMeasured = table.columns.map(
    ({ prose }, at) =>
      (withReasons || prose !== true) &&
      table.rows.some((row) => row[at] !== null && row[at] !== ''),
  );
  return {
    ...table,
    columns: table.columns.filter((_, at) => isMeasured[at]),
    rows: table.rows.map((row) => row.filter((_, at) => isMeasured[at])),
  };
}

/** The histograms of each run, counted once. */
const counted = new WeakMap<RunData, readonly Histogram[]>();

function responses(data: RunData): TemplateResult | '' {
  const known = counted.get(data) ?? histograms(data);
  counted.set(data, known);
  if (known.length === 0) return '';
  return html`<section>
    <h2>${responseTimes()}</h2>
    <div class="histograms">${known.map(histogramView)}</div>
  </section>`;
}

function scenarioTable({ scenario }: NonNullable<PageState['statistics']>): NumbersTable {
  return {
    name: 'scenario',
    columns: [
      timeColumn('at'),
      textColumn('action'),
      { ...textColumn('admitted'), isBad: (cell) => cell === yesOrNo(false) },
      textColumn('because'),
    ],
    rows: scenario.map(({ at, action, admitted, reason }) => [
      at,
      action,
      yesOrNo(admitted),
      reason,
    ]),
  };
}

function tableView(
  table: NumbersTable,
  sorting: Sorting,
  sort: (sorting: Sorting) => void,
  actions: Actions,
): TemplateResult {
  const title = tableTitles[table.name]();
  const by = sorting.get(table.name);
  const rows = by === undefined ? table.rows : sorted(table.rows, by.column, by.descending);
  const lines = () => [table.columns.map(({ label }) => label), ...rows];
  return html`<section>
    <h2>${title}
      <button class="quiet" title=${copyTable()} aria-label=${copyOf(title)} @click=${() =>
        actions.copy(
          lines()
            .map((line) => line.map((cell) => cell ?? '').join('\t'))
            .join('\n'),
        )}>${copyIcon}</button>
      <button class="quiet" title=${saveTable()} aria-label=${csvOf(title)} @click=${() => actions.save(`${table.name}.csv`, csv(lines()))}>${exportIcon}</button>
    </h2>
    <div class="scrolled" tabindex="0" role="region" aria-label=${title}>
    <table>
      <thead><tr>
        ${table.columns.map((column, at) => {
          const own = by?.column === at;
          return html`<th scope="col" class=${isNumeric(table, at) ? 'number' : ''} aria-sort=${own ? (by.descending ? 'descending' : 'ascending') : 'none'}>
            <button @click=${() => sort(new Map(sorting).set(table.name, { column: at, descending: own && !by.descending }))}>
              ${column.label}${own ? (by.descending ? ' ↓' : ' ↑') : ''}
            </button>
          </th>`;
        })}
      </tr></thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            ${row.map((cell, at) => {
              const shown = cellText(cell, table.columns[at]);
              const bad = table.columns[at]?.isBad?.(cell) === true;
              return at === 0
                ? html`<th scope="row">${shown}</th>`
                : html`<td class="${classOf(cell, table.columns[at])} ${bad ? 'bad' : ''}">${shown}</td>`;
            })}
          </tr>`,
        )}
      </tbody>
    </table>
    </div>
  </section>`;
}

function classOf(cell: Cell, column: Column | undefined): string {
  return typeof cell === 'number' || column?.time === true
    ? 'number'
    : column?.prose === true
      ? 'prose'
      : '';
}

/** Whether a column and its head are aligned to the right, as numbers are. */
function isNumeric({ columns, rows }: NumbersTable, at: number): boolean {
  return columns[at]?.time === true || rows.some((row) => typeof row[at] === 'number');
}
