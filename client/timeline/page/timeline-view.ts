import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import {
  filterLanes,
  filterLanesTip,
  nothingSimulated,
  timelineAloud,
  wholeRun,
} from '../../../messages/page/lanes.ts';
import { details } from '../controls/details.ts';
import { fieldValue } from '../controls/field.ts';
import { laneList } from '../controls/lane-list.ts';
import { legend } from '../controls/legend.ts';
import type { Theme } from '../drawing/look/theme.ts';
import { layoutHeight, type Row } from '../lanes/layout.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';

/**
 * The timeline: the minimap and the axis, the lanes with their names, and the selection below them.
 */
export function timelineView(
  state: PageState,
  rows: readonly Row[],
  theme: Theme,
  scrolled: (top: number) => void,
  actions: Actions,
): TemplateResult {
  return html`
    <div class="top">
      <div class="corner">
        <input type="search" placeholder=${filterLanes()} aria-label=${filterLanes()} title=${filterLanesTip()}
          .value=${state.filter} @input=${(event: Event) => actions.filter(fieldValue(event))}>
      </div>
      <div class="strips">
        <canvas class="minimap" role="img" aria-label=${wholeRun()}></canvas>
        <canvas class="axis" aria-hidden="true"></canvas>
      </div>
    </div>
    <div class="scroller" @scroll=${({ currentTarget }: Event) => currentTarget instanceof Element && scrolled(currentTarget.scrollTop)}>
      <div class="content">
        ${guard([rows, state.selected, missesOf(state)], () => laneList(state, rows, actions))}
        <div class="stage">
          <canvas class="picture" role="img" aria-label=${describe(state)}></canvas>
          <canvas class="overlay" aria-hidden="true"></canvas>
        </div>
      </div>
    </div>
    ${state.hover === null ? nothing : html`<div class="hover" role="tooltip">${state.hover.map((line) => html`<div>${line}</div>`)}</div>`}
    ${details(state, actions)}
    ${guard([theme], () => legend(theme))}
  `;
}

/**
 * Sets the places of lanes from code, since a page with a strict policy may not have inline styles.
 */
export function placeLanes(root: HTMLElement, rows: readonly Row[]): void {
  const lanes = root.querySelectorAll<HTMLElement>('.lane');
  rows.forEach(({ height }, at) => {
    const lane = lanes[at];
    if (lane !== undefined && lane.style.height !== `${height}px`)
      lane.style.height = `${height}px`;
  });
  const content = root.querySelector<HTMLElement>('.content');
  if (content !== null) content.style.minHeight = `${layoutHeight(rows)}px`;
}

/** Scrolls just far enough to show a lane. */
export function scrollToLane(root: HTMLElement, rows: readonly Row[], key: string): number | null {
  const row = rows.find(({ lane }) => lane.key === key);
  const scroller = root.querySelector('.scroller');
  if (row === undefined || scroller === null) return null;
  const { scrollTop, clientHeight } = scroller;
  if (row.top < scrollTop) scroller.scrollTop = row.top;
  else if (row.top + row.height > scrollTop + clientHeight)
    scroller.scrollTop = row.top + row.height - clientHeight;
  return scroller.scrollTop;
}

/** The statistics of a run that the list of lanes shows. */
function missesOf({ statistics }: PageState): string {
  return (statistics?.tasks ?? []).map(({ misses }) => misses).join();
}

function describe({ data, statistics }: PageState): string {
  if (data === null || statistics === null) return nothingSimulated();
  const { tasks, vcpus, cores } = data.run.names;
  return timelineAloud({
    cores: cores.length,
    vcpus: vcpus.length,
    tasks: tasks.length,
    misses: data.misses.length,
  });
}
