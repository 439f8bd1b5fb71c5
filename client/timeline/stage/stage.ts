import type { RunColumns } from '../columns/run-columns.ts';
import { drawAxis } from '../drawing/axis/axis.ts';
import type { Theme } from '../drawing/look/theme.ts';
import { drawOverlay, isEmpty } from '../drawing/overlay.ts';
import { CanvasPen, Pixels } from '../drawing/pens/canvas-pen.ts';
import { type Prepared, prepared } from '../drawing/pens/prepared-canvas.ts';
import { drawPicture } from '../drawing/picture.ts';
import type { PictureRow } from '../drawing/picture-row.ts';
import { clamped, resized, type View, viewEnd } from '../drawing/view.ts';
import { opening } from '../lanes/opening.ts';
import { Boxes } from './boxes.ts';
import { Inputs } from './inputs.ts';
import { Minimap } from './minimap.ts';
import { overlayOf, type Scene } from './scene.ts';

/**
 * The canvases of one timeline: axis, minimap, lanes, and an overlay for marks that move with the
 * mouse.
 */
export interface Canvases {
  readonly lanes: HTMLCanvasElement;
  readonly overlay: HTMLCanvasElement;
  readonly axis: HTMLCanvasElement;
  readonly minimap: HTMLCanvasElement;
}

/** Draws scenes. Sizes are CSS pixels; the canvases follow their boxes and the window's zoom. */
export class Stage {
  readonly #canvases: Canvases;
  readonly #boxes: Boxes;
  readonly #pixels = new Pixels();
  readonly #minimap = new Minimap();
  readonly #axis = new Inputs();
  readonly #lanes = new Inputs();
  /** The overlay is as large as the lanes, so an empty one is left alone. */
  #overlaid = false;

  /** `resized` is called when what is drawn does not fit its canvases any more. */
  constructor(canvases: Canvases, resized: () => void) {
    this.#canvases = canvases;
    this.#boxes = new Boxes(resized);
  }

  dispose(): void {
    this.#boxes.dispose();
  }

  get width(): number {
    return this.#boxes.of(this.#canvases.lanes).width;
  }

  get height(): number {
    return this.#boxes.of(this.#canvases.lanes).height;
  }

  /**
   * The view for the current width, limited to the run; the run's beginning where there was no
   * view.
   */
  fitted(view: View | null, run: RunColumns): View {
    const width = Math.max(this.width, 1);
    return view === null ? opening(run, width) : clamped(resized(view, width, run.end), run.end);
  }

  /** Prepares canvases and font for the first run. */
  prepare({ font }: Theme): void {
    for (const canvas of [this.#canvases.lanes, this.#canvases.axis, this.#canvases.minimap]) {
      const ready = this.#prepared(canvas);
      if (ready === null) continue;
      new CanvasPen(ready.context, ready.ratio, font).textWidth('0 ms');
    }
  }

  #prepared(canvas: HTMLCanvasElement): Prepared | null {
    return prepared(canvas, this.#boxes.of(canvas));
  }

  /**
   * Draws the changed canvases. The lanes stay while only the mouse moves or a number is turned.
   */
  draw(scene: Scene, theme: Theme): void {
    const { data, rows, view, scroll, selected } = scene;
    const seen = [theme, view.start, view.scale, view.width, window.devicePixelRatio];
    if (this.#axis.changed(...seen)) this.#drawAxis(scene, theme);
    if (this.#lanes.changed(...seen, data, rows, this.height, scroll, selected))
      this.#drawLanes(scene, theme);
    this.drawOverlay(scene, theme);
  }

  #drawAxis({ view }: Scene, theme: Theme): void {
    const axis = this.#prepared(this.#canvases.axis);
    if (axis !== null) drawAxis(new CanvasPen(axis.context, axis.ratio, theme.font), view, theme);
  }

  #drawLanes(scene: Scene, theme: Theme): void {
    const { data, view } = scene;
    const height = this.height;
    const lanes = this.#prepared(this.#canvases.lanes);
    if (lanes !== null) {
      const pen = new CanvasPen(lanes.context, lanes.ratio, theme.font, this.#pixels);
      drawPicture(pen, rowsSeen(scene, height, theme), view, height, theme);
    }
    const minimap = this.#prepared(this.#canvases.minimap);
    if (minimap !== null) this.#minimap.draw(minimap, data, view, theme);
  }

  /** Draws the marks that change with every move of the mouse. */
  drawOverlay(scene: Scene, theme: Theme): void {
    const over = overlayOf(scene);
    const something = !isEmpty(over);
    if (!something && !this.#overlaid) return;
    const overlay = this.#prepared(this.#canvases.overlay);
    if (overlay === null) return;
    this.#overlaid = something;
    const { context, ratio, width, height } = overlay;
    const pen = new CanvasPen(context, ratio, theme.font);
    context.clearRect(0, 0, width, height);
    drawOverlay(pen, over, scene.view, height, theme);
  }
}

/** The lanes on the canvas, with their places on it. */
function rowsSeen(
  { data, rows, view, scroll, selected }: Scene,
  height: number,
  theme: Theme,
): readonly PictureRow[] {
  return rows
    .filter(({ top, height: tall }) => top < scroll + height && top + tall > scroll)
    .map((row) =>
      data.pictureRow(
        row.lane,
        theme,
        row.top - scroll,
        row.height,
        row.collapsed,
        row.lane.key === selected,
        viewEnd(view),
      ),
    );
}
