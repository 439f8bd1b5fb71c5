/**
 * A curve as its corners, with straight lines between them, upright between two of the same time.
 * Times and work in ns.
 */
export type Curve = readonly CurvePoint[];

interface CurvePoint {
  readonly time: number;
  readonly work: number;
}

/** A curve with more corners than this would blur. */
const mostCorners = 6000;

/**
 * The exact corners of a supply bound function over `[0, end]`. The function never falls and never
 * rises faster than time. It is flat between two times of equal supply, and straight where it gains
 * all of the time between them.
 */
export function supplyCurve(sbf: (time: number) => number, end: number): Curve {
  const corners: CurvePoint[] = [{ time: 0, work: sbf(0) }];
  const straight = (from: CurvePoint, to: CurvePoint) => {
    const gain = to.work - from.work;
    return gain === 0 || gain === to.time - from.time;
  };
  walk(sbf, corners[0] as CurvePoint, { time: end, work: sbf(end) }, straight, (point) =>
    append(corners, point),
  );
  return corners;
}

/** The corners of a demand, a staircase: flat until it jumps. */
export function demandCurve(demand: (time: number) => number, end: number): Curve {
  const corners: CurvePoint[] = [{ time: 0, work: demand(0) }];
  const flat = (from: CurvePoint, to: CurvePoint) =>
    from.work === to.work || to.time - from.time <= 1;
  walk(demand, corners[0] as CurvePoint, { time: end, work: demand(end) }, flat, (point) => {
    const before = corners.at(-1);
    if (before !== undefined && before.work !== point.work)
      append(corners, { time: point.time, work: before.work });
    append(corners, point);
  });
  return corners;
}

/**
 * Halves `from … to` until `simple` finds no corner between, and reports the ends of each piece in
 * order. Past the limit of corners it reports the pieces found so far.
 */
function walk(
  curve: (time: number) => number,
  from: CurvePoint,
  to: CurvePoint,
  simple: (from: CurvePoint, to: CurvePoint) => boolean,
  tell: (point: CurvePoint) => void,
): void {
  const stack: [CurvePoint, CurvePoint][] = [[from, to]];
  for (let pieces = 0; ; pieces++) {
    const piece = stack.pop();
    if (piece === undefined) return;
    const [left, right] = piece;
    const time = Math.floor((left.time + right.time) / 2);
    if (simple(left, right) || time <= left.time || pieces >= mostCorners * 30) {
      tell(right);
      continue;
    }
    const middle = { time, work: curve(time) };
    stack.push([middle, right], [left, middle]);
  }
}

/** Drops a corner on the straight line to the next one. */
function append(corners: CurvePoint[], point: CurvePoint): void {
  const last = corners.at(-1);
  const before = corners.at(-2);
  if (last !== undefined && last.time === point.time && last.work === point.work) return;
  if (last !== undefined && before !== undefined) {
    const bend =
      (last.work - before.work) * (point.time - last.time) -
      (point.work - last.work) * (last.time - before.time);
    if (bend === 0) corners.pop();
  }
  corners.push(point);
}
