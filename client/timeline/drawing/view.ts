/** The visible part of the run: from `start` on, `scale` ns per pixel, `width` pixels wide. */
export interface View {
  readonly start: number;
  readonly scale: number;
  readonly width: number;
}

/** The closest zoom, in pixels per ns. */
const closest = 1 / 40;

export function viewEnd({ start, scale, width }: View): number {
  return start + scale * width;
}

export function timeAt({ start, scale }: View, x: number): number {
  return start + x * scale;
}

export function pixelOf({ start, scale }: View, time: number): number {
  return (time - start) / scale;
}

/** A view of all of `[0, end]`. */
export function whole(end: number, width: number): View {
  return { start: 0, scale: Math.max(end, 1) / Math.max(width, 1), width };
}

/** A view of `[from, to]` with a margin of `margin` times its length on both sides. */
export function showing(view: View, from: number, to: number, end: number, margin = 0.1): View {
  const length = Math.max(to - from, view.width * closest);
  const scale = (length * (1 + 2 * margin)) / view.width;
  return clamped({ ...view, start: from - length * margin, scale }, end);
}

/** Zooms in for `factor` < 1; the time under pixel `x` stays there. */
export function zoomed(view: View, factor: number, x: number, end: number): View {
  const widest = Math.max(end, 1) / view.width;
  const scale = Math.min(Math.max(view.scale * factor, closest), Math.max(widest, closest));
  return clamped({ ...view, start: timeAt(view, x) - x * scale, scale }, end);
}

export function panned(view: View, pixels: number, end: number): View {
  return clamped({ ...view, start: view.start + pixels * view.scale }, end);
}

/** A view with `time` in the middle, at the same zoom. */
export function centered(view: View, time: number, end: number): View {
  return clamped({ ...view, start: time - (view.scale * view.width) / 2 }, end);
}

/** A view of the same time span with another width. */
export function resized(view: View, width: number, end: number): View {
  if (width === view.width || width <= 0) return view;
  return clamped({ start: view.start, scale: (view.scale * view.width) / width, width }, end);
}

/**
 * Limits a view to `[0, end]` and to whole pixels, so that panning moves the picture instead of
 * redrawing it.
 */
export function clamped(view: View, end: number): View {
  const widest = Math.max(end, 1) / view.width;
  const scale = Math.min(view.scale, Math.max(widest, closest));
  const last = Math.max(0, end - scale * view.width);
  const start = Math.min(Math.max(view.start, 0), last);
  return { start: Math.round(start / scale) * scale, scale, width: view.width };
}
