import { AstUtils, UriUtils } from 'langium';
import type { File, Import } from '../generated/ast.ts';
import { isImport } from '../generated/ast.ts';
import { importedUri } from '../references/imports.ts';
import { type Check, type CheckContext, check, type Report } from './check.ts';

function checkExists(line: Import, report: Report, { isKnown }: CheckContext): void {
  if (line.path === undefined || isKnown(line.path)) return;
  const message = line.path.endsWith('.hsched')
    ? `There is no file "${line.path}": the path is relative to this file.`
    : `"${line.path}" is no .hsched file: only those can be imported.`;
  report({ message, node: line, property: 'path', data: { path: line.path } });
}

function checkTwice(file: File, report: Report): void {
  const { uri } = AstUtils.getDocument(file);
  const seen: Import[] = [];
  for (const line of file.members.filter(isImport)) {
    if (line.path === undefined) continue;
    const meant = importedUri(uri, line.path);
    const before = seen.find((other) => UriUtils.equals(importedUri(uri, other.path), meant));
    if (before === undefined) seen.push(line);
    else
      report({
        message: `"${line.path}" is imported already: this line adds nothing.`,
        node: line,
      });
  }
}

export const importChecks: readonly Check[] = [
  check('Import', 'import/not-found', 'error', checkExists),
  check('File', 'import/twice', 'warning', checkTwice),
];
