import type { Theme } from '../look/theme.ts';
import type { Path, Pen } from '../pens/pen.ts';
import type { MarkerKind } from './markers.ts';

/**
 * Draws the markers of one kind at the pixels `xs` of a lane that spans `top … bottom`. It uses few
 * paths, since each costs time. The shapes differ, so color is not needed.
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
    const circles = (path: Path) => {
      for (const x of xs) {
        path.moveTo(x + 3.5, bottom - 4);
        path.arc(x + 0.5, bottom - 4, 3, 0, 2 * Math.PI);
      }
    };
    pen.fill(background, circles);
    pen.stroke({ color: complete, width: 1.5 }, circles);
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
    pen.stroke({ color: text, width: 1.5 }, (path) => {
      for (const x of xs) {
        path.moveTo(x, middle - 5);
        path.lineTo(x + 5, middle);
        path.lineTo(x, middle + 5);
        path.lineTo(x - 5, middle);
        path.closePath();
      }
    });
  },
  admit: (pen, { admit }, xs, top, bottom) => {
    lines(pen, admit, xs, top, bottom);
    pen.stroke({ color: admit, width: 2 }, (path) => {
      for (const x of xs) {
        path.moveTo(x + 3, top + 8);
        path.lineTo(x + 6, top + 12);
        path.lineTo(x + 12, top + 4);
      }
    });
  },
  refuse: (pen, { miss }, xs, top, bottom) => {
    lines(pen, miss, xs, top, bottom);
    const right = xs.map((x) => x + 8);
    crosses(pen, miss, right, top + 8, 4, 2);
  },
  // A flag: what was admitted before and had to wait is there now.
  'in-force': (pen, { admit }, xs, top, bottom) => {
    lines(pen, admit, xs, top, bottom);
    pen.fill(admit, (path) => {
      for (const x of xs) {
        path.moveTo(x + 1, top + 3);
        path.lineTo(x + 10, top + 7);
        path.lineTo(x + 1, top + 11);
        path.closePath();
      }
    });
  },
};

function lines(pen: Pen, color: string, xs: readonly number[], from: number, to: number): void {
  pen.stroke({ color, width: 1 }, (path) => {
    for (const x of xs) {
      path.moveTo(x + 0.5, from);
      path.lineTo(x + 0.5, to);
    }
  });
}

/**
 * For `tall` > 0 the tips are at `y` and the bases below it; for `tall` < 0 the bases are above.
 */
function triangles(
  pen: Pen,
  color: string,
  xs: readonly number[],
  y: number,
  half: number,
  tall: number,
): void {
  pen.fill(color, (path) => {
    for (const x of xs) {
      path.moveTo(x + 0.5, y);
      path.lineTo(x + 0.5 - half, y + tall);
      path.lineTo(x + 0.5 + half, y + tall);
      path.closePath();
    }
  });
}

function crosses(
  pen: Pen,
  color: string,
  xs: readonly number[],
  y: number,
  half: number,
  width: number,
): void {
  pen.stroke({ color, width }, (path) => {
    for (const x of xs) {
      path.moveTo(x - half, y - half);
      path.lineTo(x + half, y + half);
      path.moveTo(x - half, y + half);
      path.lineTo(x + half, y - half);
    }
  });
}
