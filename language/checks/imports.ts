import { AstUtils, UriUtils } from 'langium';
import { importedAlready, noHyperschedFile, noSuchFile } from '../../messages/checks/imports.ts';
import type { File, Import } from '../generated/ast.ts';
import { isImport } from '../generated/ast.ts';
import { importedUri } from '../references/imports.ts';
import { type Check, type CheckContext, check, type Report } from './check.ts';

function checkExists(line: Import, report: Report, { isKnown }: CheckContext): void {
  if (line.path === undefined || isKnown(line.path)) return;
  const message = line.path.endsWith('.hsched')
    ? noSuchFile(line.path)
    : noHyperschedFile(line.path);
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
        message: importedAlready(line.path),
        node: line,
      });
  }
}

export const importChecks: readonly Check[] = [
  check('Import', 'import/not-found', 'error', checkExists),
  check('File', 'import/twice', 'warning', checkTwice),
];
