import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportFiles } from '../../../../formats/xen/export/export-files.ts';
import { loaderSource } from '../../../../formats/xen/export/files.ts';
import { type MadePlan, makePlan } from '../../../../formats/xen/export/make-plan.ts';
import type { XenPlan } from '../../../../formats/xen/export/plan.ts';
import { xenProblemText } from '../../../../messages/formats/xen-export/problem.ts';
import { analyze } from '../../../../scheduling/analyze.ts';
import { modelOf } from '../../../support/model-of.ts';

/** The plan of the first machine of a text, and what stands against it. */
export async function planned(text: string): Promise<MadePlan> {
  const model = await modelOf(text);
  return makePlan(analyze(model), model.machines[0]?.host ?? '');
}

/** Writes the export of a text, with switches measured or not, into a folder; all guests boot. */
export async function exportInto(folder: string, text: string): Promise<XenPlan> {
  const made = await planned(text);
  const { plan } = made;
  const problems = made.problems.filter(({ kind }) => kind !== 'free-switches');
  if (problems.length > 0) throw new Error(problems.map(xenProblemText).join('\n'));
  await writeExport(folder, plan);
  return plan;
}

async function writeExport(folder: string, plan: XenPlan): Promise<void> {
  const own = { kernel: '/boot/guest', memory: 16 };
  for (const { name, text } of await exportFiles(plan, own, async () => null)) {
    if (text === null) throw new Error(`${name} was edited`);
    writeFileSync(join(folder, name), text);
    if (name === loaderSource) fakeLoader(folder);
  }
}

/** Puts a program in the place of the compiled loader. */
function fakeLoader(folder: string): void {
  copyFileSync(join(import.meta.dirname, 'fake-arinc653.sh'), join(folder, 'arinc653'));
  chmodSync(join(folder, 'arinc653'), 0o755);
}

/** A folder of its own for a test. */
export async function inFolder(use: (folder: string) => Promise<void> | void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
