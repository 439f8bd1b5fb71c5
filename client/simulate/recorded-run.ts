import { type Memento, type Uri, window, workspace } from 'vscode';
import { askClock, noClockGiven, noClockSuch, readTrace } from '../../messages/client/traces.ts';
import { fileNameOf } from '../file-name.ts';
import type { RecordedRun } from '../timeline/messages.ts';
import { besideTrace } from './beside-trace.ts';

/**
 * The run in a file: one of `.hstrace`, else of `xentrace`, whose clock is told by a saved output
 * of `xl info` beside it, or by the person.
 */
export async function recordedRun(uri: Uri, memory: Memento): Promise<RecordedRun> {
  const name = fileNameOf(uri);
  const { buffer, byteOffset, byteLength } = await workspace.fs.readFile(uri);
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  if (name.endsWith('.hstrace')) return { name, source: { kind: 'trace', bytes } };
  const { clock: told, domains } = await besideTrace(uri);
  const clock = told ?? (await askedClock(uri, memory));
  return { name, source: { kind: 'xentrace', bytes, clock, domains } };
}

/** The clock in kHz that a person gives, once for each file. */
async function askedClock(uri: Uri, memory: Memento): Promise<number> {
  const key = `clock ${uri}`;
  const known = memory.get<number>(key);
  if (known !== undefined) return known;
  const given = await window.showInputBox({
    title: readTrace(fileNameOf(uri)),
    prompt: askClock(),
    ignoreFocusOut: true,
    validateInput: (text) => (kilohertzIn(text) === null ? noClockSuch() : undefined),
  });
  const clock = given === undefined ? null : kilohertzIn(given);
  if (clock === null) throw new Error(noClockGiven());
  await memory.update(key, clock);
  return clock;
}

/** A number of MHz, as `cpu_mhz` of `xl info`, in kHz. */
function kilohertzIn(text: string): number | null {
  const megahertz = Number(text.trim());
  return megahertz >= 1 && megahertz <= 1e6 ? Math.round(megahertz * 1000) : null;
}
