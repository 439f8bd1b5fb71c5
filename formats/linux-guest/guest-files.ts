import { isSealed } from '../sealed.ts';
import type { ExportedFile } from '../xen/export/export-files.ts';
import { fileName } from '../xen/export/names.ts';
import type { GuestPlan } from './plan.ts';
import { rtApp } from './rt-app.ts';
import { guestScript } from './script/guest-script.ts';

/**
 * The files of an export: for each domain a script, and its tasks for rt-app. `read` gives the
 * present text of a file of the folder, or `null`.
 */
export async function guestFiles(
  plans: readonly GuestPlan[],
  read: (name: string) => Promise<string | null>,
): Promise<readonly ExportedFile[]> {
  const files: ExportedFile[] = [];
  const taken = new Set<string>();
  for (const plan of plans) {
    const stem = freeName(fileName(plan.domain), taken);
    const [script, load] = [`${stem}.sh`, `${stem}.rt-app.json`];
    const before = await read(script);
    const free = before === null || isSealed(before);
    const text = free ? guestScript(plan, load) : null;
    files.push({ name: script, before, text, executable: true });
    files.push({ name: load, before: await read(load), text: rtApp(plan), executable: false });
  }
  return files;
}

/** A name that differs from those taken even where case counts for nothing. */
function freeName(stem: string, taken: Set<string>): string {
  let name = stem;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem}%${count}`;
  taken.add(name.toLowerCase());
  return name;
}
