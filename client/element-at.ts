import type { Element } from '../scheduling/model/element.ts';
import type { ElementDescription } from '../server/protocol.ts';

type Position = ElementDescription['range']['start'];

/** The innermost element around a position; the last among equally large ones. */
export function elementAt(
  places: readonly ElementDescription[],
  position: Position,
): Element | undefined {
  let found: ElementDescription | undefined;
  for (const place of places) {
    if (place.element.kind === 'core' || !holds(place, position)) continue;
    if (found === undefined || (holds(found, place.range.start) && holds(found, place.range.end)))
      found = place;
  }
  return found?.element;
}

function holds({ range: { start, end } }: ElementDescription, position: Position): boolean {
  return !before(position, start) && !before(end, position);
}

function before(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
