import type { Theme } from '../drawing/look/theme.ts';
import type { Prepared } from '../drawing/pens/prepared-canvas.ts';
import { rasterize } from '../drawing/rows/raster.ts';
import { RowCache } from '../drawing/rows/row-cache.ts';
import { eachMarker } from '../drawing/shapes/markers.ts';
import { pixelOf, type View, viewEnd, whole } from '../drawing/view.ts';
import type { RunData } from '../lanes/run-data.ts';

/** The room above the cores for misses, in CSS pixels. */
const missRoom = 7;

/** Draws the whole run in a strip: the segments of every core, and every miss above. */
export class Minimap {
  readonly #cache = new RowCache();
  #image: { readonly data: RunData; readonly theme: Theme; readonly pixels: ImageData } | undefined;

  draw({ context, ratio, width, height }: Prepared, data: RunData, view: View, theme: Theme): void {
    const all = whole(data.run.end, width);
    const fine = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    const known = this.#image;
    const usable =
      known?.data === data &&
      known.theme === theme &&
      known.pixels.width === fine[0] &&
      known.pixels.height === fine[1];
    const image = usable ? known.pixels : this.#render(data, theme, fine, missRoom * ratio);
    if (!usable) this.#image = { data, theme, pixels: image };
    context.putImageData(image, 0, 0);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = theme.miss;
    const times = Float64Array.from(data.misses, ({ time }) => time);
    eachMarker(times, all, 1, (x) => context.fillRect(x - 1, 0, 2, missRoom));
    const from = pixelOf(all, view.start);
    const to = pixelOf(all, Math.min(viewEnd(view), data.run.end));
    context.fillStyle = theme.background;
    context.globalAlpha = 0.6;
    context.fillRect(0, 0, from, height);
    context.fillRect(to, 0, width - to, height);
    context.globalAlpha = 1;
    context.strokeStyle = theme.focus;
    context.lineWidth = 2;
    context.strokeRect(from + 1, 1, Math.max(to - from - 2, 4), height - 2);
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  #render(
    data: RunData,
    theme: Theme,
    [width, height]: readonly [number, number],
    room: number,
  ): ImageData {
    const image = new ImageData(width, height);
    const cores = data.lanes.filter(({ kind }) => kind === 'core');
    const shown = cores.slice(0, Math.max(1, Math.floor(height - room)));
    const tall = (height - room) / Math.max(shown.length, 1);
    const strips = shown.flatMap((lane, at) => {
      const { main } = data.bands(lane, theme);
      const top = Math.round(room + at * tall);
      return main === null
        ? []
        : [
            {
              band: main,
              top,
              height: Math.max(1, Math.round(room + (at + 1) * tall) - top - (tall > 4 ? 1 : 0)),
            },
          ];
    });
    rasterize(
      strips,
      whole(data.run.end, width),
      theme.palette,
      this.#cache,
      new Uint32Array(image.data.buffer),
      height,
    );
    return image;
  }
}
