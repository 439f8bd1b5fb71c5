import type { Lane, LaneKind } from './lane.ts';

/** A lane with its place, in CSS pixels from the top of the list. */
export interface Row {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
  readonly collapsed: boolean;
  readonly pinned: boolean;
}

export interface LayoutChoice {
  /** The keys of lanes with hidden children. */
  readonly collapsed: ReadonlySet<string>;
  /** The keys of lanes pinned to the top. */
  readonly pinned: ReadonlySet<string>;
  /**
   * The part of a name that shown lanes contain, themselves, one below them or the pool above them;
   * empty for all lanes.
   */
  readonly filter: string;
}

export const rowHeights: Readonly<Record<LaneKind, number>> = {
  machine: 24,
  pool: 24,
  core: 28,
  vcpu: 34,
  task: 28,
};

/** The shown lanes, from top to bottom. */
export function layout(lanes: readonly Lane[], { collapsed, pinned, filter }: LayoutChoice): Row[] {
  const byKey = new Map(lanes.map((lane) => [lane.key, lane]));
  const wanted = filter.trim().toLowerCase();
  const kept = new Set<string>();
  const inFoundPool = new Set<string>();
  for (const lane of lanes) {
    const found = wanted === '' || fullName(lane).toLowerCase().includes(wanted);
    const inside = lane.parent !== null && inFoundPool.has(lane.parent);
    if (inside || (found && lane.kind === 'pool')) inFoundPool.add(lane.key);
    if (!found && !inside) continue;
    for (let at: Lane | undefined = lane; at !== undefined; at = byKey.get(at.parent ?? ''))
      kept.add(at.key);
  }
  const hidden = (lane: Lane): boolean => {
    const parent = byKey.get(lane.parent ?? '');
    return parent !== undefined && (collapsed.has(parent.key) || hidden(parent));
  };
  const shown = [
    ...lanes.filter((lane) => pinned.has(lane.key)),
    ...lanes.filter(
      (lane) => !pinned.has(lane.key) && kept.has(lane.key) && (wanted !== '' || !hidden(lane)),
    ),
  ];
  let top = 0;
  return shown.map((lane) => {
    const row = {
      lane,
      top,
      height: rowHeights[lane.kind],
      collapsed: wanted === '' && collapsed.has(lane.key),
      pinned: pinned.has(lane.key),
    };
    top += row.height;
    return row;
  });
}

export function layoutHeight(rows: readonly Row[]): number {
  const last = rows.at(-1);
  return last === undefined ? 0 : last.top + last.height;
}

/** The full name of a lane: `guest1.v0`, `guest1.sensor`, `core 0`, `board.rt`. */
export function fullName({ element, label }: Lane): string {
  if (element.kind === 'machine') return element.machine;
  return element.kind === 'task' ? `${element.domain}.${element.task}` : label;
}
