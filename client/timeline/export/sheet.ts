import { axisHeight, drawAxis } from '../drawing/axis/axis.ts';
import type { Theme } from '../drawing/look/theme.ts';
import { drawOverlay } from '../drawing/overlay.ts';
import type { Pen } from '../drawing/pens/pen.ts';
import { drawPicture } from '../drawing/picture.ts';
import { fullName, layoutHeight, type Row } from '../lanes/layout.ts';
import { overlayOf, type Scene } from '../stage/scene.ts';

/** The room for the names of the lanes, in CSS pixels. */
const namesWidth = 190;
/** The indentation of a lane below its parent, in CSS pixels. */
const indent = 10;
/** The room before a name for the sign of hidden children, in CSS pixels. */
const twistWidth = 18;

export function sheetSize({ rows, view }: Scene): {
  readonly width: number;
  readonly height: number;
} {
  return { width: namesWidth + Math.ceil(view.width), height: axisHeight + layoutHeight(rows) };
}

/**
 * Draws a picture for a file: every lane over the visible time, its name on the left, the axis
 * above, and the marks and the selection. The mouse and the scroll position are not in it.
 */
export function drawSheet(pen: Pen, scene: Scene, theme: Theme): void {
  const { width, height } = sheetSize(scene);
  const { rows, view, data, selected } = scene;
  const tall = layoutHeight(rows);
  pen.rectangle({ x: 0, y: 0, width, height }, theme.background);
  pen.inside({ x: namesWidth, y: 0, width: view.width, height: axisHeight }, () =>
    drawAxis(pen, view, theme),
  );
  pen.inside({ x: namesWidth, y: axisHeight, width: view.width, height: tall }, () => {
    const pictures = rows.map(({ lane, top, height: own, collapsed }) =>
      data.pictureRow(lane, theme, top, own, collapsed, lane.key === selected),
    );
    drawPicture(pen, pictures, view, tall, theme);
    drawOverlay(pen, overlayOf({ ...scene, scroll: 0, cursor: null }), view, tall, theme);
  });
  pen.inside({ x: 0, y: axisHeight, width: namesWidth, height: tall }, () => {
    for (const row of rows) drawName(pen, row, scene, theme);
  });
}

function drawName(
  pen: Pen,
  { lane, top, height, collapsed, pinned }: Row,
  { data, selected }: Scene,
  theme: Theme,
): void {
  if (lane.key === selected)
    pen.rectangle({ x: 0, y: top, width: namesWidth, height }, theme.selection);
  pen.rectangle({ x: 0, y: top + height - 1, width: namesWidth, height: 1 }, theme.grid);
  const left = indent * lane.depth;
  const middle = top + height / 2;
  if (lane.hasChildren) drawTwist(pen, left + twistWidth / 2, middle, collapsed, theme.text);
  const misses = data.misses.filter(
    ({ of, index }) => of === lane.kind && index === lane.index,
  ).length;
  const count = misses === 0 ? '' : String(misses);
  const room = pen.textWidth(count) + (count === '' ? 6 : 12);
  const nameLeft = left + twistWidth;
  pen.inside({ x: nameLeft, y: top, width: namesWidth - room - nameLeft, height }, () =>
    pen.text(0, height / 2, pinned ? fullName(lane) : lane.label, theme.text),
  );
  pen.text(namesWidth - room + 6, middle, count, theme.miss);
}

function drawTwist(pen: Pen, x: number, y: number, collapsed: boolean, color: string): void {
  pen.fill(color, (path) => {
    if (collapsed) {
      path.moveTo(x - 2, y - 4);
      path.lineTo(x + 3, y);
      path.lineTo(x - 2, y + 4);
    } else {
      path.moveTo(x - 4, y - 2);
      path.lineTo(x + 4, y - 2);
      path.lineTo(x, y + 3);
    }
    path.closePath();
  });
}
