import { EmptyFileSystem } from 'langium';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { loadText } from '../language/load.ts';
import { lower } from '../language/lowering/lower.ts';
import { createHyperschedServices } from '../language/module.ts';
import { errorAt, textHasErrors } from '../messages/library/faults.ts';
import type { SystemModel } from '../scheduling/model/model.ts';
import { InputFault } from './input-fault.ts';

/**
 * Reads the text of a `.hsched` file as a system model. The text is read alone: an import is an
 * error. Throws an {@link InputFault} with each error of the text.
 */
export async function readSystem(text: string): Promise<SystemModel> {
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  const document = await loadText(shared, text);
  const problems = (document.diagnostics ?? [])
    .filter(({ severity }) => severity === DiagnosticSeverity.Error)
    .map(({ range, message }) => ({
      line: range.start.line + 1,
      column: range.start.character + 1,
      message: typeof message === 'string' ? message : message.value,
    }));
  if (problems.length > 0) {
    const lines = problems.map(({ line, column, message }) => errorAt(line, column, message));
    throw new InputFault(textHasErrors(lines.join('\n')), problems);
  }
  return lower(document, Hypersched).model;
}
