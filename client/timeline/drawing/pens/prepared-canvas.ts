/** A canvas with the resolution of its box on this screen. Sizes in CSS pixels. */
export interface Prepared {
  readonly context: CanvasRenderingContext2D;
  readonly ratio: number;
  readonly width: number;
  readonly height: number;
}

/** Prepares a canvas; `null` while it has no size. `box` is its size, where that is known. */
export function prepared(
  canvas: HTMLCanvasElement,
  box?: { readonly width: number; readonly height: number },
): Prepared | null {
  const ratio = window.devicePixelRatio || 1;
  const { width, height } = box ?? { width: canvas.clientWidth, height: canvas.clientHeight };
  if (width === 0 || height === 0) return null;
  const fine = [Math.round(width * ratio), Math.round(height * ratio)] as const;
  if (canvas.width !== fine[0]) canvas.width = fine[0];
  if (canvas.height !== fine[1]) canvas.height = fine[1];
  const context = canvas.getContext('2d');
  return context === null ? null : { context, ratio, width, height };
}
