import type { LangiumDocument } from 'langium';
import type { TextEdit } from 'vscode-languageserver';
import type { FoundDrift } from '../../formats/xen/drift/drift.ts';
import { poolOfMachine } from '../../formats/xen/drift/pairing.ts';
import type { XenReading } from '../../formats/xen/reading.ts';
import { writeAttributes } from '../../language/editing/write-attributes.ts';
import { writtenName } from '../../language/syntax/names.ts';
import type { Drift } from '../../messages/formats/xen-drift.ts';
import { type Sayings, say } from '../../messages/say.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import { writtenCores } from '../../scheduling/host/cores.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { Place } from '../check/diagnostic.ts';
import { placeOf } from '../check/text-diagnostics.ts';
import type { WrittenSystem } from './written-file.ts';

/** The edits that write what a host has into the file. */
export interface FileFix {
  /** The words that are written or taken away. */
  readonly words: string;
  readonly removes: boolean;
  readonly edits: readonly FixEdit[];
}

interface FixEdit {
  readonly place: Place;
  /** The line that the edit begins in, as it was read: in any other it has no place. */
  readonly line: string;
  readonly text: string;
}

/** An attribute as the host has it: its value as text, empty for a word alone, `null` for none. */
type AsThere = { readonly attribute: string; readonly text: string | null } | null;

/** The fix of a difference; `null` where nothing is to be written for it. */
export function fileFixOf(
  { drift, element }: FoundDrift,
  { loaded, completed }: WrittenSystem,
  reading: XenReading,
): FileFix | null {
  const there = say(asThere(completed.machines, reading), drift);
  if (there === null) return null;
  const { attribute, text } = there;
  const written = loaded.places.find(element)?.attribute(attribute)?.whole;
  const fix = (words: string, edits: Readonly<Record<string, readonly TextEdit[]>>) => ({
    ...{ words, removes: text === null },
    edits: Object.entries(edits).flatMap(([uri, own]) => {
      const document = loaded.documents.find((each) => each.uri.toString() === uri);
      return document === undefined
        ? []
        : own.map((edit) => fixEdit(edit, document, loaded.nameOf(uri)));
    }),
  });
  if (text === null) {
    if (written === undefined) return null;
    return fix(attribute, { [written.uri]: [{ range: written.range, newText: '' }] });
  }
  const { changes } = writeAttributes(loaded.places, [{ element, attribute, text }]) ?? {};
  return changes === undefined
    ? null
    : fix(text === '' ? attribute : `${attribute} ${text}`, changes);
}

/** The attribute of each difference as the host has it; `null` where a file cannot say that. */
function asThere(
  machines: readonly CompletedMachine[],
  reading: XenReading,
): Sayings<Drift, AsThere> {
  const number = (attribute: string, there: number): AsThere => ({
    attribute,
    text: writeDuration(there),
  });
  return {
    'domain-missing': () => null,
    'domain-not-written': () => null,
    paused: () => null,
    vcpus: () => null,
    scheduler: () => null,
    affinity: () => null,
    pool: ({ there }) => {
      const isDivided = machines.some(({ pool }) => pool !== undefined);
      const home = machines.find((each) => poolOfMachine(each, isDivided, reading) === there);
      if (home === undefined) return null;
      const names = [home.host, ...(home.pool === undefined ? [] : [home.pool])];
      return { attribute: 'on', text: names.map(writtenName).join('.') };
    },
    // The cores of a machine itself are how many there are.
    cores: ({ pool, there }) =>
      machines.some((each) => each.pool === pool)
        ? { attribute: 'cores', text: writtenCores(there) }
        : null,
    weight: ({ there }) => ({ attribute: 'weight', text: String(there) }),
    cap: ({ there }) => ({ attribute: 'cap', text: there === 0 ? null : String(there) }),
    period: ({ there }) => number('period', there),
    // The file has the guest's part; the host's holds the switches that Xen charges, too.
    budget: ({ there, xen, written }) => {
      const net = there - (xen - written);
      return number('budget', net > 0 ? net : there);
    },
    extratime: ({ there }) => ({ attribute: 'extratime', text: there ? '' : null }),
    core: ({ there }) => ({ attribute: 'core', text: String(there) }),
  };
}

/** An edit with its line. One that takes words away takes the blanks before them, too. */
function fixEdit(
  { range, newText }: TextEdit,
  { textDocument }: LangiumDocument,
  file: string,
): FixEdit {
  const { line, character } = range.start;
  const text = textDocument
    .getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
    .replace(/\r?\n$/, '');
  const blanks = newText === '' ? (/[ \t]+$/.exec(text.slice(0, character))?.[0].length ?? 0) : 0;
  const start = { line, character: character - blanks };
  return { place: placeOf(file, { start, end: range.end }), line: text, text: newText };
}
