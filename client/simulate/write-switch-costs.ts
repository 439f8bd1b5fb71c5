import { type Memento, type Uri, window, workspace } from 'vscode';
import { overheadsLines } from '../../formats/measured/overheads-lines.ts';
import { switchDirections } from '../../formats/measured/switch-directions.ts';
import { readTraceFile } from '../../formats/trace-file.ts';
import { readXentrace } from '../../formats/xentrace/read-xentrace.ts';
import { traceNaming } from '../../formats/xentrace/trace-names.ts';
import {
  noFileForCosts,
  noSwitches,
  pickForCosts,
  writeCostsTitle,
} from '../../messages/client/traces.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import type { Trace } from '../../scheduling/simulation/trace.ts';
import { fileItems } from '../dialogs/file-items.ts';
import { putOverheads } from '../import/put-overheads.ts';
import type { Session } from '../session.ts';
import type { RecordedRun } from '../timeline/messages.ts';
import { recordedRun } from './recorded-run.ts';
import { fileBeside, systemOf } from './system-beside.ts';

/** The name of the block that is written. */
const blockName = 'recorded';

/** Writes the costs of switches that a run has into a file, as one edit. */
export async function writeSwitchCosts(
  trace: Uri,
  session: Session,
  memory: Memento,
): Promise<void> {
  const target = (await fileBeside(trace, memory)) ?? (await pickedFile());
  if (target === undefined) return;
  const system = await systemOf(target, session);
  const read = traceIn(await recordedRun(trace, memory), system);
  const directions = read === null ? [] : switchDirections(read);
  if (directions.length === 0) {
    void window.showInformationMessage(noSwitches());
    return;
  }
  const machines = system?.machines ?? [];
  const domains = new Set(machines.flatMap(({ domains }) => domains.map(({ name }) => name)));
  const lines = overheadsLines(directions, (domain) => domains.has(domain));
  const block = [`overheads ${blockName} {`, ...lines.map((line) => `  ${line}`), '}', ''];
  const document = await workspace.openTextDocument(target);
  await window.showTextDocument(document, { preview: false });
  await putOverheads(blockName, block.join('\n'), session, document);
}

function traceIn({ source }: RecordedRun, system: SystemModel | null): Trace | null {
  switch (source.kind) {
    case 'trace':
      return readTraceFile(new Uint8Array(source.bytes)).trace;
    case 'xentrace': {
      const naming = traceNaming(new Map(source.domains), system);
      return readXentrace(new Uint8Array(source.bytes), source.clock, naming)?.trace ?? null;
    }
    case 'system':
      return null;
  }
}

async function pickedFile(): Promise<Uri | undefined> {
  const items = await fileItems();
  if (items.length === 0) {
    void window.showInformationMessage(noFileForCosts());
    return undefined;
  }
  const picked = await window.showQuickPick(items, {
    title: writeCostsTitle(),
    placeHolder: pickForCosts(),
  });
  return picked?.uri;
}
