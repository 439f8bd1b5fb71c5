import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Element } from '../../scheduling/model/element.ts';
import type { ElementPlace, Place, Places } from '../places.ts';
import { writtenName } from '../syntax/names.ts';

/** An attribute to write: its word, and its value as text, empty for a word alone. */
export interface AttributeText {
  readonly element: Element;
  readonly attribute: string;
  readonly text: string;
}

/**
 * The edit that writes attributes into the text, in place of the old ones or behind their
 * predecessors. It adds an unwritten VCPU to its domain. `null` if an element is not written
 * anywhere.
 */
export function writeAttributes(
  places: Places,
  changes: readonly AttributeText[],
): WorkspaceEdit | null {
  const edits = new Map<string, TextEdit[]>();
  const add = (uri: string, edit: TextEdit) => {
    const known = edits.get(uri);
    if (known === undefined) edits.set(uri, [edit]);
    else known.push(edit);
  };
  for (const [place, together] of byPlace(places, changes)) {
    if (place === null) return null;
    const { uri, range } = place.whole;
    const vcpu = impliedVcpu(places, place, together);
    if (vcpu !== undefined) {
      const words = together.map(written);
      const end = { line: range.end.line, character: Math.max(range.end.character - 1, 0) };
      add(uri, {
        range: { start: end, end },
        newText: `  vcpu ${writtenName(vcpu)}  ${words.join('  ')}\n`,
      });
      continue;
    }
    let missing = '';
    for (const change of together) {
      const known = place.attribute(change.attribute);
      if (known === undefined)
        missing += `${change.attribute === 'on' ? ' ' : '  '}${written(change)}`;
      else if (change.text !== '') add(uri, { range: known.value.range, newText: change.text });
    }
    if (missing === '') continue;
    const inside =
      together[0]?.element.kind === 'domain' && together[0].attribute !== 'on'
        ? place.opening
        : undefined;
    add(
      uri,
      inside === undefined
        ? { range: behind(place), newText: missing }
        : withinBlock(place, inside, missing),
    );
  }
  return { changes: Object.fromEntries(edits) };
}

function written({ attribute, text }: AttributeText): string {
  return text === '' ? attribute : `${attribute} ${text}`;
}

function byPlace(
  places: Places,
  changes: readonly AttributeText[],
): readonly (readonly [ElementPlace | null, readonly AttributeText[]])[] {
  const groups = new Map<string, AttributeText[]>();
  for (const change of changes) {
    const key = JSON.stringify(change.element);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()].map((group) => {
    const element = group[0]?.element;
    return [(element === undefined ? undefined : places.find(element)) ?? null, group];
  });
}

/** The name of a domain's unwritten VCPU, which has the place of the domain. */
function impliedVcpu(
  places: Places,
  place: ElementPlace,
  [change]: readonly AttributeText[],
): string | undefined {
  if (change?.element.kind !== 'vcpu') return undefined;
  const domain = places.find({ kind: 'domain', domain: change.element.domain });
  const same = JSON.stringify(domain?.whole) === JSON.stringify(place.whole);
  return same ? change.element.vcpu : undefined;
}

/** The edit that writes attributes first in a block, on a line of their own if it has several. */
function withinBlock({ whole }: ElementPlace, { range: { end } }: Place, words: string): TextEdit {
  const several = whole.range.start.line !== whole.range.end.line;
  return { range: { start: end, end }, newText: several ? `\n${words}` : words };
}

/** The empty range behind the period, or behind the name if no period is written. */
function behind(place: ElementPlace): Range {
  const { end } = (place.attribute('period')?.whole ?? place.name).range;
  return { start: end, end };
}
