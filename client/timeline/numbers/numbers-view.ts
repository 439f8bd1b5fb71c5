import { html, type TemplateResult } from 'lit-html';
import { csv } from '../../../formats/csv/csv.ts';
import { actionText } from '../../../messages/scenario/action.ts';
import { stepReasonText } from '../../../messages/scenario/step-reason.ts';
import { runNoteText } from '../../../messages/simulation/run-note.ts';
import { copyIcon, exportIcon } from '../controls/icons.ts';
import type { RunData } from '../lanes/run-data.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import { type Histogram, histograms } from './histogram.ts';
import { histogramView } from './histogram-view.ts';
import {
  type Cell,
  type Column,
  cellText,
  type NumbersTable,
  numbersTables,
  sorted,
} from './table.ts';

/** Which column each table is sorted by. */
export type Sorting = ReadonlyMap<
  string,
  { readonly column: number; readonly descending: boolean }
>;

export function numbersView(
  { analysis, statistics, data }: PageState,
  sorting: Sorting,
  sort: (sorting: Sorting) => void,
  actions: Actions,
): TemplateResult {
  if (analysis === null || statistics === null)
    return html`<p class="message">Nothing has been simulated yet.</p>`;
  return html`<div class="numbers">
    ${numbersTables(analysis, statistics).map((table) => tableView(table, sorting, sort, actions))}
    ${statistics.scenario.length === 0 ? '' : tableView(scenarioTable(statistics), sorting, sort, actions)}
    ${data === null ? '' : responses(data)}
    ${statistics.notes.map((note) => html`<p class="message">${runNoteText(note)}</p>`)}
  </div>`;
}

/** Counted once a run. */
const counted = new WeakMap<RunData, readonly Histogram[]>();

function responses(data: RunData): TemplateResult {
  const known = counted.get(data) ?? histograms(data);
  counted.set(data, known);
  return html`<section>
    <h2>Response times</h2>
    <div class="histograms">${known.map(histogramView)}</div>
  </section>`;
}

function scenarioTable({ scenario }: NonNullable<PageState['statistics']>): NumbersTable {
  return {
    title: 'Scenario',
    columns: [
      { label: 'at', time: true },
      { label: 'action', time: false },
      { label: 'admitted', time: false },
      { label: 'because', time: false },
    ],
    rows: scenario.map(({ at, action, admitted, reason }) => [
      at,
      actionText(action),
      admitted ? 'yes' : 'no',
      stepReasonText(reason),
    ]),
  };
}

function tableView(
  table: NumbersTable,
  sorting: Sorting,
  sort: (sorting: Sorting) => void,
  actions: Actions,
): TemplateResult {
  const by = sorting.get(table.title);
  const rows = by === undefined ? table.rows : sorted(table.rows, by.column, by.descending);
  const lines = () => [table.columns.map(({ label }) => label), ...rows];
  return html`<section>
    <h2>${table.title}
      <button class="quiet" title="Copy the table" aria-label="Copy ${table.title}" @click=${() =>
        actions.copy(
          lines()
            .map((line) => line.map((cell) => cell ?? '').join('\t'))
            .join('\n'),
        )}>${copyIcon}</button>
      <button class="quiet" title="Save as CSV" aria-label="CSV of ${table.title}" @click=${() => actions.save(`${table.title.toLowerCase()}.csv`, csv(lines()))}>${exportIcon}</button>
    </h2>
    <div class="scrolled" tabindex="0" role="region" aria-label="${table.title}">
    <table>
      <thead><tr>
        ${table.columns.map((column, at) => {
          const own = by?.column === at;
          return html`<th scope="col" class=${isNumeric(table, at) ? 'number' : ''} aria-sort=${own ? (by.descending ? 'descending' : 'ascending') : 'none'}>
            <button @click=${() => sort(new Map(sorting).set(table.title, { column: at, descending: own && !by.descending }))}>
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
              const bad =
                cell === 'unschedulable' ||
                cell === 'no' ||
                (table.columns[at]?.label === 'misses' && cell !== 0);
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

/** Numbers stand right, and so does what is written above them. */
function isNumeric({ columns, rows }: NumbersTable, at: number): boolean {
  return columns[at]?.time === true || rows.some((row) => typeof row[at] === 'number');
}
