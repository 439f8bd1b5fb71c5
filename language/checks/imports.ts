import { AstUtils } from 'langium';
import {
  importedAlready,
  noHyperschedFile,
  noSuchFile,
  specialFile,
} from '../../messages/checks/imports.ts';
import type { File, Import } from '../generated/ast.ts';
import { isImport } from '../generated/ast.ts';
import { importedUri } from '../references/imports.ts';
import { type Check, type CheckContext, check, type Report } from './check.ts';

function checkExists(line: Import, report: Report, { isKnown, isSpecial }: CheckContext): void {
  if (line.path === undefined || isKnown(line.path)) return;
  const message = isSpecial(line.path)
    ? specialFile(line.path)
    : line.path.endsWith('.hsched')
      ? noSuchFile(line.path)
      : noHyperschedFile(line.path);
  report({ message, node: line, property: 'path', data: { path: line.path } });
}

function checkTwice(file: File, report: Report): void {
  const { uri } = AstUtils.getDocument(file);
  const seen = new Set<string | undefined>();
  for (const line of file.members.filter(isImport)) {
    if (line.path === undefined) continue;
    const meant = importedUri(uri, line.path)?.toString();
    if (seen.has(meant))
      report({
        message: importedAlready(line.path),
        node: line,
      });
    seen.add(meant);
  }
}

export const importChecks: readonly Check[] = [
  check('Import', 'import/not-found', 'error', checkExists),
  check('File', 'import/twice', 'warning', checkTwice),
];
