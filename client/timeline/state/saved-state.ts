/**
 * What of the page survives a reload of the window. Read from what was stored: anything may be
 * missing or wrong.
 */
export interface SavedState {
  readonly start?: number;
  readonly scale?: number;
  readonly width?: number;
  readonly tab?: string;
  readonly knobs?: boolean;
  readonly collapsed?: readonly string[];
  readonly pinned?: readonly string[];
  readonly filter?: string;
  readonly marks?: readonly number[];
  readonly selected?: string;
  readonly scenario?: string;
  readonly horizon?: number;
  readonly seed?: number;
  readonly supply?: { readonly domain: string; readonly vcpu: string };
}

/** What of a stored value can be used. */
export function savedState(value: unknown): SavedState {
  if (typeof value !== 'object' || value === null) return {};
  const stored = value as Readonly<Record<string, unknown>>;
  const number = (key: string, least: number) => {
    const found = stored[key];
    return typeof found === 'number' && Number.isFinite(found) && found >= least
      ? { [key]: found }
      : {};
  };
  const text = (key: string) => (typeof stored[key] === 'string' ? { [key]: stored[key] } : {});
  const list = (key: string, kind: 'string' | 'number') => {
    const found = stored[key];
    return Array.isArray(found) && found.every((item) => typeof item === kind)
      ? { [key]: found }
      : {};
  };
  return {
    ...number('start', 0),
    ...number('scale', Number.MIN_VALUE),
    ...number('width', 1),
    ...number('horizon', 1),
    ...number('seed', 0),
    ...(stored.knobs === true ? { knobs: true } : {}),
    ...text('tab'),
    ...text('filter'),
    ...text('selected'),
    ...text('scenario'),
    ...list('collapsed', 'string'),
    ...list('pinned', 'string'),
    ...list('marks', 'number'),
    ...supply(stored.supply),
  };
}

function supply(value: unknown): Pick<SavedState, 'supply'> {
  if (typeof value !== 'object' || value === null) return {};
  const { domain, vcpu } = value as Readonly<Record<string, unknown>>;
  return typeof domain === 'string' && typeof vcpu === 'string' ? { supply: { domain, vcpu } } : {};
}
