import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { hostAfter } from '../../formats/xen/export/host-after.ts';
import type { XenPlan } from '../../formats/xen/export/plan.ts';
import { hostOf } from '../../formats/xen/host.ts';
import { writeXenHost } from '../../formats/xen/host-text.ts';
import { readXen } from '../../formats/xen/read.ts';
import { xenNoteText } from '../../messages/formats/xen.ts';
import { nothingDiffers, thereAndThen } from '../../messages/formats/xen-export/command.ts';
import { exitCode } from '../exit-code.ts';
import { readTexts } from '../import/read-texts.ts';
import { shown } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';

/** The host as it is and as it will be, each as a text of the language. */
interface Compared {
  readonly before: string;
  readonly after: string;
}

/**
 * Shows what a plan changes on a host of which outputs were saved: in a file, in a folder, or on
 * standard input for `-`.
 */
export async function tellAgainst(
  saved: string,
  plan: XenPlan,
  format: 'text' | 'json',
  terminal: Terminal,
): Promise<void> {
  const texts = await readTexts(await filesOf(saved), terminal);
  if (texts === null) return;
  const reading = readXen(texts);
  const found = hostOf(reading);
  for (const note of [...reading.notes, ...(found?.notes ?? [])])
    terminal.err(`${shown(xenNoteText(note))}\n`);
  const there = found?.host ?? null;
  const compared: Compared = {
    before: there === null ? '' : writeXenHost(there, plan.host, plan.host),
    after: writeXenHost(hostAfter(there, plan), plan.host, plan.host),
  };
  terminal.out(format === 'json' ? `${JSON.stringify(compared)}\n` : patch(compared));
  terminal.finish(exitCode.proven);
}

async function filesOf(saved: string): Promise<readonly string[]> {
  if (saved === '-') return [saved];
  const found = await stat(saved).catch(() => undefined);
  if (found?.isDirectory() !== true) return [saved];
  const names = await readdir(saved, { withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(saved, name))
    .toSorted();
}

/** The lines that differ, each with three around it. */
function patch({ before, after }: Compared): string {
  if (before === after) return `${nothingDiffers()}\n`;
  const [title, other] = thereAndThen();
  const text = createTwoFilesPatch(title, other, before, after, undefined, undefined, {
    context: 3,
  });
  return text.replace(/^=+\n/, '');
}
