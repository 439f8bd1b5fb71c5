import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkFile } from '../../cli/check/check-file.ts';
import type { Diagnostic } from '../../cli/check/diagnostic.ts';
import { sarifRules as rulesOfReports } from '../../cli/check/rules.ts';
import { provenSystem } from '../../cli/export/proven-system.ts';
import { linuxTelling, problemDiagnostics, xenTelling } from '../../cli/export/report-problems.ts';
import { makeGuestPlans } from '../../formats/linux-guest/make-plan.ts';
import { hostsOf, makePlan } from '../../formats/xen/export/make-plan.ts';
import { checkCodes } from '../../language/checks/table.ts';
import { findingTitles } from '../../messages/findings/titles.ts';
import { linuxRules } from '../../messages/formats/linux-guest/rules.ts';
import { xenRules } from '../../messages/formats/xen-export/rules.ts';
import { inDirectory } from '../cli/directory.ts';
import { silent } from '../cli/silent-terminal.ts';

const sarifRules = rulesOfReports();
const folder = 'docs/codes';
/** The command's own codes, which no check of a text gives. */
const ownCodes = ['expectation-unmet', 'file-unreadable'];
/** The codes of an export to Xen. */
const xenCodes = Object.keys(xenRules).map((kind) => `xen/${kind}`);
/** The codes of an export to Linux guests. */
const linuxCodes = Object.keys(linuxRules).map((kind) => `linux/${kind}`);
const codes = [
  ...[...checkCodes, ...Object.keys(findingTitles), ...ownCodes],
  ...[...xenCodes, ...linuxCodes],
].toSorted();

test('every code has a page, and every page a code', () => {
  const pages = globSync(`${folder}/**/*.md`).map((path) =>
    path.slice(folder.length + 1, -'.md'.length),
  );
  expect(pages.toSorted()).toEqual(codes);
});

test('every code has a sentence that says what it stands for', () => {
  expect(sarifRules.map(({ code }) => code).toSorted()).toEqual(codes);
});

test.each(sarifRules)('the page of $code begins with what it stands for', ({ code, summary }) => {
  expect(pageOf(code).startsWith(`# ${code}\n\n${summary}\n`)).toBe(true);
});

describe.each(sarifRules.filter(({ code }) => !ownCodes.includes(code)))(
  'the page of $code',
  ({ code, severity }) => {
    const page = pageOf(code);

    test('shows a text that is wrong in this way', async () => {
      const found = (await diagnostics(page, 'wrong', code)).filter((each) => each.code === code);
      expect(found.map((each) => each.severity)).toContain(severity);
    });

    test('shows one that is right', async () => {
      const found = await diagnostics(page, 'right', code);
      expect(found.filter((each) => each.code === code || each.severity === 'error')).toEqual([]);
    });
  },
);

function pageOf(code: string): string {
  return readFileSync(`${folder}/${code}.md`, 'utf8');
}

/**
 * The diagnostics of the page's block of that name, together with the files that the page names.
 */
async function diagnostics(
  page: string,
  block: 'wrong' | 'right',
  code: string,
): Promise<readonly Diagnostic[]> {
  const blocks = new Map(
    Array.from(page.matchAll(/^```hsched (\S+)\n(.*?)^```$/gms), ([, name = '', text = '']) => [
      name,
      text,
    ]),
  );
  const text = blocks.get(block);
  if (text === undefined) throw new Error(`The page has no block "${block}".`);
  const files = Object.fromEntries([...blocks].filter(([name]) => name.endsWith('.hsched')));
  let found: readonly Diagnostic[] = [];
  await inDirectory({ ...files, 'guest.hsched': text }, async (directory) => {
    const file = `${directory}/guest.hsched`;
    found = [...xenCodes, ...linuxCodes].includes(code)
      ? await exportDiagnostics(file, xenCodes.includes(code))
      : (await checkFile(file, silent)).diagnostics;
  });
  return found;
}

/** The problems of an export to Linux guests, or of the file's first machine to Xen. */
async function exportDiagnostics(file: string, toXen: boolean): Promise<readonly Diagnostic[]> {
  const system = await provenSystem(file, silent);
  if (system === null) throw new Error('The text has errors.');
  const { analysis, loaded } = system;
  if (!toXen) return problemDiagnostics(makeGuestPlans(analysis).problems, linuxTelling, loaded);
  const [host = ''] = hostsOf(analysis);
  return problemDiagnostics(makePlan(analysis, host).problems, xenTelling, loaded);
}
