import { html, nothing, type TemplateResult } from 'lit-html';
import {
  jobsAloud,
  laneAloud,
  lanes as sayLanes,
  pinned as sayPinned,
  supplyAloud,
} from '../../../messages/page/lanes.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { laneContext } from '../lanes/lane-context.ts';
import { fullName, type Row } from '../lanes/layout.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';

/** The names of the lanes as a tree for the keyboard and for screen readers. */
export function laneList(state: PageState, rows: readonly Row[], actions: Actions): TemplateResult {
  const focusable = rows.some(({ lane }) => lane.key === state.selected)
    ? state.selected
    : rows[0]?.lane.key;
  return html`<div class="lanes" role="tree" aria-label=${sayLanes()}>
    ${rows.map(
      (row) => html`<div
        class="lane ${row.lane.kind} depth${row.lane.depth}"
        role="treeitem"
        data-key=${row.lane.key}
        data-vscode-context=${laneContext(row.lane)}
        data-height=${row.height}
        aria-level=${row.lane.depth + 1}
        aria-selected=${row.lane.key === state.selected}
        aria-expanded=${row.lane.hasChildren ? String(!row.collapsed) : nothing}
        aria-label=${describe(row, state)}
        aria-description=${contents(row, state) ?? nothing}
        tabindex=${row.lane.key === focusable ? 0 : -1}
        @click=${() => actions.select(row.lane.key, true)}
        @dblclick=${() => actions.reveal(row.lane.element)}
      >
        <span class="twist" aria-hidden="true" @click=${(event: Event) => {
          event.stopPropagation();
          actions.toggleCollapsed(row.lane.key);
        }}>${row.lane.hasChildren ? (row.collapsed ? '▸' : '▾') : ''}</span>
        <span class="name">${row.pinned ? fullName(row.lane) : row.lane.label}</span>
        ${row.pinned ? html`<span class="pin" aria-hidden="true" title=${sayPinned()}>📌</span>` : nothing}
        ${badge(row, state)}
      </div>`,
    )}
  </div>`;
}

function describe({ lane }: Row, state: PageState): string {
  return laneAloud(lane.kind, fullName(lane), missesOf(lane, state));
}

/** The part of the picture that stands beside a lane's name, in words. */
function contents({ lane }: Row, { statistics }: PageState): string | null {
  const { element } = lane;
  if (element.kind === 'task') {
    const task = statistics?.tasks.find(
      ({ domain, name }) => domain === element.domain && name === element.task,
    );
    if (task === undefined) return null;
    const { max } = task.response;
    return jobsAloud(task.jobs, max === null ? null : formatDuration(max));
  }
  if (element.kind !== 'vcpu') return null;
  const vcpu = statistics?.vcpus.find(
    ({ domain, name }) => domain === element.domain && name === element.vcpu,
  );
  return vcpu === undefined ? null : supplyAloud(formatDuration(vcpu.supply));
}

function badge({ lane }: Row, state: PageState): TemplateResult | typeof nothing {
  const missed = missesOf(lane, state);
  return missed === 0 ? nothing : html`<span class="badge" aria-hidden="true">${missed}</span>`;
}

function missesOf(lane: Row['lane'], { statistics }: PageState): number {
  const { element } = lane;
  if (element.kind !== 'task') return 0;
  return (
    statistics?.tasks.find(({ domain, name }) => domain === element.domain && name === element.task)
      ?.misses ?? 0
  );
}
