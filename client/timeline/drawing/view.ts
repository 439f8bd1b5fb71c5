/** The part of the run that is seen: from `start` on, `scale` ns a pixel, `width` pixels. */
export interface View {
  readonly start: number;
  readonly scale: number;
  readonly width: number;
}

/** No closer than this many pixels for one ns. */
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

/** All of `[0, end]`. */
export function whole(end: number, width: number): View {
  return { start: 0, scale: Math.max(end, 1) / Math.max(width, 1), width };
}

/** `[from, to]` with a margin of `margin` of its length on both sides. */
export function showing(view: View, from: number, to: number, end: number, margin = 0.1): View {
  const length = Math.max(to - from, view.width * closest);
  const scale = (length * (1 + 2 * margin)) / view.width;
  return clamped({ ...view, start: from - length * margin, scale }, end);
}

/** `factor` < 1 goes closer; the time under pixel `x` stays there. */
export function zoomed(view: View, factor: number, x: number, end: number): View {
  const widest = Math.max(end, 1) / view.width;
  const scale = Math.min(Math.max(view.scale * factor, closest), Math.max(widest, closest));
  return clamped({ ...view, start: timeAt(view, x) - x * scale, scale }, end);
}

export function panned(view: View, pixels: number, end: number): View {
  return clamped({ ...view, start: view.start + pixels * view.scale }, end);
}

/** `time` in the middle, at the same zoom. */
export function centered(view: View, time: number, end: number): View {
  return clamped({ ...view, start: time - (view.scale * view.width) / 2 }, end);
}

/** The same time span on another width. */
export function resized(view: View, width: number, end: number): View {
  if (width === view.width || width <= 0) return view;
  return clamped({ start: view.start, scale: (view.scale * view.width) / width, width }, end);
}

/**
 * Within `[0, end]`, and on whole pixels, so that panning moves the picture and does not redraw it.
 */
export function clamped(view: View, end: number): View {
  const widest = Math.max(end, 1) / view.width;
  const scale = Math.min(view.scale, Math.max(widest, closest));
  const last = Math.max(0, end - scale * view.width);
  const start = Math.min(Math.max(view.start, 0), last);
  return { start: Math.round(start / scale) * scale, scale, width: view.width };
}
