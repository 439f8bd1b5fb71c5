import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { URI } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { checkCodes } from '../../language/checks/table.ts';
import { loadText } from '../../language/load.ts';
import { createHyperschedServices } from '../../language/module.ts';
import { type Expectation, readMarked } from './marked.ts';

/*
 * A rule's test is a file in test/language/checks. `// $TEST$ error "code"` says that each marked
 * range below it, up to the next such comment, carries that problem and no other of its code. `//
 * $TEST$ no error "code"` says that none does, or without marks that no place in the file does. A
 * file of problems may hold no problem that it does not announce by its code.
 */

const folder = fileURLToPath(new URL('./checks/', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.hsched') && !name.includes('imported'))
  .sort();
const severities = { error: 1, warning: 2, hint: 4 } as const;

async function problemsOf(text: string, file: string): Promise<readonly Diagnostic[]> {
  const { shared } = createHyperschedServices(NodeFileSystem);
  const document = await loadText(shared, text, URI.file(`${folder}${file}`));
  return document.diagnostics ?? [];
}

function shown({ range, code, severity, message }: Diagnostic): string {
  return `${range.start.line + 1}:${range.start.character + 1}-${range.end.line + 1}:${range.end.character + 1} ${severity} ${code}: ${message}`;
}

function isAt(diagnostic: Diagnostic, { severity, code }: Expectation): boolean {
  return diagnostic.code === code && diagnostic.severity === severities[severity];
}

function equalRange(a: Diagnostic['range'], b: Diagnostic['range']): boolean {
  return JSON.stringify([a.start, a.end]) === JSON.stringify([b.start, b.end]);
}

describe.each(files)('%s', async (file) => {
  const marked = readMarked(readFileSync(`${folder}${file}`, 'utf8'));
  const problems = await problemsOf(marked.text, file);

  test.each(
    marked.expectations.map(
      (expectation) => [`line ${expectation.line}: ${expectation.code}`, expectation] as const,
    ),
  )('%s', (_, expectation) => {
    const of = problems.filter((problem) => isAt(problem, expectation));
    if (expectation.marks.length === 0) {
      expect(of.length > 0, of.map(shown).join('\n')).toBe(expectation.present);
    }
    for (const mark of expectation.marks) {
      const there = of.filter(({ range }) => equalRange(range, mark)).length;
      expect(there, `at line ${mark.start.line + 1}:\n${problems.map(shown).join('\n')}`).toBe(
        expectation.present ? 1 : 0,
      );
    }
  });

  test('nothing else is found', () => {
    const announced = new Set(
      marked.expectations.filter(({ present }) => present).map(({ code }) => code),
    );
    expect(problems.filter(({ code }) => !announced.has(String(code))).map(shown)).toEqual([]);
  });

  test('every problem with an announced code stands at a mark', () => {
    const expected = marked.expectations.filter(
      ({ present, marks }) => present && marks.length > 0,
    );
    const free = new Set(
      marked.expectations
        .filter(({ present, marks }) => present && marks.length === 0)
        .map(({ code }) => code),
    );
    const elsewhere = problems.filter(
      (problem) =>
        !free.has(String(problem.code)) &&
        !expected.some(
          (expectation) =>
            isAt(problem, expectation) &&
            expectation.marks.some((mark) => equalRange(problem.range, mark)),
        ),
    );
    expect(elsewhere.map(shown)).toEqual([]);
  });
});

test('every code has a test', () => {
  const tested = new Set(
    files.flatMap((file) =>
      readMarked(readFileSync(`${folder}${file}`, 'utf8'))
        .expectations.filter(({ present }) => present)
        .map(({ code }) => code),
    ),
  );
  expect(checkCodes.filter((code) => !tested.has(code))).toEqual([]);
});
