import { Command } from 'commander';
import { elementNames, namedSo } from '../../language/elements/element-names.ts';
import { nearNames } from '../../language/elements/near-names.ts';
import { help } from '../../messages/command/help.ts';
import { proving } from '../../messages/command/process.ts';
import {
  declaresNothing,
  didYouMean,
  noSuchElement,
  thereAre,
} from '../../messages/command/usage.ts';
import { checkLoaded } from '../check/check-file.ts';
import { diagnosticLine } from '../check/diagnostic.ts';
import { readableFile } from '../check/readable-file.ts';
import { exitCode } from '../exit-code.ts';
import { shown } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';
import { elementText } from './element-text.ts';

/** `hypersched explain`: the proof of one element, with the numbers of its file. */
export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description(help.explain())
    .argument('<file>', help.file())
    .argument('<element>', help.element())
    .action(async (file: string, wanted: string, _options: object, command: Command) => {
      const loaded = await readableFile(file, proving(file), terminal);
      if (loaded === null) return terminal.finish(exitCode.badText);
      const prove = async () => checkLoaded(file, loaded);
      const checked = await terminal.during(proving(file), prove);
      const names = elementNames(loaded.model);
      const meant = namedSo(names, wanted);
      const textErrors = checked.diagnostics.filter(
        ({ origin, severity }) => origin === 'text' && severity === 'error',
      );
      for (const error of textErrors) terminal.err(`${diagnosticLine(error).join('')}\n`);
      if (meant.length === 0)
        command.error(
          shown(
            unknownElement(
              wanted,
              file,
              names.map(({ name }) => name),
            ),
          ),
        );
      const parts = meant.map(({ name, element }) => {
        return `${terminal.style('bold', shown(name))}\n${elementText(element, checked.analysis, terminal.style)}`;
      });
      terminal.out(parts.join('\n'));
      terminal.finish(textErrors.length > 0 ? exitCode.badText : exitCode.proven);
    });
}

function unknownElement(wanted: string, file: string, names: readonly string[]): string {
  const near = nearNames(names, wanted);
  const hint =
    near.length > 0 ? didYouMean(near) : names.length > 0 ? thereAre(names, 8) : declaresNothing();
  return noSuchElement(file, wanted, hint);
}
