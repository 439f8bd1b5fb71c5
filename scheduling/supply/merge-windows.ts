import type { StaticWindow } from './supply.ts';

/**
 * Windows of a frame in the order of their starts, with touching ones joined. A window that reaches
 * the frame's end joins the one at its start; it then comes last and ends beyond the frame.
 */
export function mergeWindows(
  frame: number,
  windows: readonly StaticWindow[],
): readonly StaticWindow[] {
  const sorted = windows.filter((window) => window.length > 0).sort((a, b) => a.at - b.at);
  const merged: StaticWindow[] = [];
  for (const window of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && last.at + last.length === window.at) {
      merged[merged.length - 1] = { at: last.at, length: last.length + window.length };
    } else {
      merged.push(window);
    }
  }
  const first = merged[0];
  const last = merged.at(-1);
  if (merged.length > 1 && first !== undefined && last !== undefined && first.at === 0) {
    if (last.at + last.length === frame) {
      return [...merged.slice(1, -1), { at: last.at, length: last.length + first.length }];
    }
  }
  return merged;
}
