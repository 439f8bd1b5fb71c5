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

/** Draws one marker at pixel `x` of a lane that spans `top … bottom`. Shapes differ, so that colour is not needed. */
export const drawMarker: Readonly<
  Record<MarkerKind, (pen: Pen, theme: Theme, x: number, top: number, bottom: number) => void>
> = {
  release: (pen, { release }, x, top, bottom) => {
    line(pen, release, x, top + 3, bottom);
    triangle(pen, release, x, top + 1, 3, 5);
  },
  deadline: (pen, { deadline }, x, top, bottom) => {
    line(pen, deadline, x, top, bottom - 3);
    triangle(pen, deadline, x, bottom - 1, 3, -5);
  },
  complete: (pen, { complete, background }, x, _, bottom) => {
    pen.beginPath();
    pen.arc(x + 0.5, bottom - 4, 3, 0, 2 * Math.PI);
    pen.fillStyle = background;
    pen.fill();
    pen.strokeStyle = complete;
    pen.lineWidth = 1.5;
    pen.stroke();
  },
  miss: (pen, { miss, background }, x, top, bottom) => {
    const middle = (top + bottom) / 2;
    cross(pen, background, x, middle, 5, 5);
    cross(pen, miss, x, middle, 5, 2.5);
  },
  replenish: (pen, { replenish }, x, top) => triangle(pen, replenish, x, top, 4, 6),
  exhaust: (pen, { faint }, x, top) => triangle(pen, faint, x, top + 6, 3, -5),
  migrate: (pen, { text }, x, top, bottom) => {
    const middle = (top + bottom) / 2;
    pen.beginPath();
    pen.moveTo(x, middle - 5);
    pen.lineTo(x + 5, middle);
    pen.lineTo(x, middle + 5);
    pen.lineTo(x - 5, middle);
    pen.closePath();
    pen.strokeStyle = text;
    pen.lineWidth = 1.5;
    pen.stroke();
  },
  admit: (pen, { admit }, x, top, bottom) => {
    line(pen, admit, x, top, bottom);
    pen.beginPath();
    pen.moveTo(x + 3, top + 8);
    pen.lineTo(x + 6, top + 12);
    pen.lineTo(x + 12, top + 4);
    pen.strokeStyle = admit;
    pen.lineWidth = 2;
    pen.stroke();
  },
  refuse: (pen, { miss }, x, top, bottom) => {
    line(pen, miss, x, top, bottom);
    cross(pen, miss, x + 8, top + 8, 4, 2);
  },
};

function line(pen: Pen, colour: string, x: number, from: number, to: number): void {
  pen.beginPath();
  pen.moveTo(x + 0.5, from);
  pen.lineTo(x + 0.5, to);
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.stroke();
}

/** `tall` > 0: the tip is at `y` and the base below it; < 0: the other way round. */
function triangle(pen: Pen, colour: string, x: number, y: number, half: number, tall: number): void {
  pen.beginPath();
  pen.moveTo(x + 0.5, y);
  pen.lineTo(x + 0.5 - half, y + tall);
  pen.lineTo(x + 0.5 + half, y + tall);
  pen.closePath();
  pen.fillStyle = colour;
  pen.fill();
}

function cross(pen: Pen, colour: string, x: number, y: number, half: number, width: number): void {
  pen.beginPath();
  pen.moveTo(x - half, y - half);
  pen.lineTo(x + half, y + half);
  pen.moveTo(x - half, y + half);
  pen.lineTo(x + half, y - half);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
}
