import type { MarkerKind } from '../lanes/lane-content.ts';
import type { Theme } from './theme.ts';

/** Everything that a marker is drawn with: a canvas' context, or a recorder that writes SVG. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'fill'
  | 'stroke'
  | 'arc'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
>;

/**
 * Draws the markers of one kind in a lane that spans `top … bottom`, at the pixels `xs`: as few
 * paths, since each costs time. Shapes differ, so that color is not needed.
 */
export const drawMarkers: Readonly<
  Record<
    MarkerKind,
    (pen: Pen, theme: Theme, xs: readonly number[], top: number, bottom: number) => void
  >
> = {
  release: (pen, { release }, xs, top, bottom) => {
    lines(pen, release, xs, top + 3, bottom);
    triangles(pen, release, xs, top + 1, 3, 5);
  },
  deadline: (pen, { deadline }, xs, top, bottom) => {
    lines(pen, deadline, xs, top, bottom - 3);
    triangles(pen, deadline, xs, bottom - 1, 3, -5);
  },
  complete: (pen, { complete, background }, xs, _, bottom) => {
    pen.beginPath();
    for (const x of xs) {
      pen.moveTo(x + 3.5, bottom - 4);
      pen.arc(x + 0.5, bottom - 4, 3, 0, 2 * Math.PI);
    }
    pen.fillStyle = background;
    pen.fill();
    pen.strokeStyle = complete;
    pen.lineWidth = 1.5;
    pen.stroke();
  },
  miss: (pen, { miss, background }, xs, top, bottom) => {
    const middle = (top + bottom) / 2;
    crosses(pen, background, xs, middle, 5, 5);
    crosses(pen, miss, xs, middle, 5, 2.5);
  },
  replenish: (pen, { replenish }, xs, top) => triangles(pen, replenish, xs, top, 4, 6),
  exhaust: (pen, { faint }, xs, top) => triangles(pen, faint, xs, top + 6, 3, -5),
  migrate: (pen, { text }, xs, top, bottom) => {
    const middle = (top + bottom) / 2;
    pen.beginPath();
    for (const x of xs) {
      pen.moveTo(x, middle - 5);
      pen.lineTo(x + 5, middle);
      pen.lineTo(x, middle + 5);
      pen.lineTo(x - 5, middle);
      pen.closePath();
    }
    pen.strokeStyle = text;
    pen.lineWidth = 1.5;
    pen.stroke();
  },
  admit: (pen, { admit }, xs, top, bottom) => {
    lines(pen, admit, xs, top, bottom);
    pen.beginPath();
    for (const x of xs) {
      pen.moveTo(x + 3, top + 8);
      pen.lineTo(x + 6, top + 12);
      pen.lineTo(x + 12, top + 4);
    }
    pen.strokeStyle = admit;
    pen.lineWidth = 2;
    pen.stroke();
  },
  refuse: (pen, { miss }, xs, top, bottom) => {
    lines(pen, miss, xs, top, bottom);
    const right = xs.map((x) => x + 8);
    crosses(pen, miss, right, top + 8, 4, 2);
  },
};

function lines(pen: Pen, color: string, xs: readonly number[], from: number, to: number): void {
  pen.beginPath();
  for (const x of xs) {
    pen.moveTo(x + 0.5, from);
    pen.lineTo(x + 0.5, to);
  }
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.stroke();
}

/** `tall` > 0: the tips are at `y` and the bases below it; < 0: the other way round. */
function triangles(
  pen: Pen,
  color: string,
  xs: readonly number[],
  y: number,
  half: number,
  tall: number,
): void {
  pen.beginPath();
  for (const x of xs) {
    pen.moveTo(x + 0.5, y);
    pen.lineTo(x + 0.5 - half, y + tall);
    pen.lineTo(x + 0.5 + half, y + tall);
    pen.closePath();
  }
  pen.fillStyle = color;
  pen.fill();
}

function crosses(
  pen: Pen,
  color: string,
  xs: readonly number[],
  y: number,
  half: number,
  width: number,
): void {
  pen.beginPath();
  for (const x of xs) {
    pen.moveTo(x - half, y - half);
    pen.lineTo(x + half, y + half);
    pen.moveTo(x - half, y + half);
    pen.lineTo(x + half, y - half);
  }
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.stroke();
}
