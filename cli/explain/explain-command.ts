import { Command } from 'commander';
import { proving } from '../../messages/command/process.ts';
import { checkLoaded } from '../check/check-file.ts';
import { diagnosticLine } from '../check/diagnostic.ts';
import { exitCode } from '../exit-code.ts';
import { loadedFile } from '../loaded-file.ts';
import { shown, shownPath } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';
import { elementNames, namedSo } from './element-names.ts';
import { elementText } from './element-text.ts';
import { nearNames } from './near-names.ts';

/** `hypersched explain`: the proof of one element, with the numbers of its file. */
export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description('show how the verdict on one element comes about, with the numbers of its file')
    .argument('<file>', 'a .hsched file; - is standard input')
    .argument(
      '<element>',
      'what to explain: a machine, a domain, a scenario, or DOMAIN.VCPU, DOMAIN.TASK',
    )
    .action(async (file: string, wanted: string, _options: object, command: Command) => {
      const loaded = await terminal.during(proving(file), () => loadedFile(file, terminal));
      if (loaded.kind === 'refused') {
        terminal.err(`${shownPath(file)}: error: ${loaded.why}\n`);
        return terminal.finish(exitCode.badText);
      }
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
    near.length > 0
      ? `Did you mean ${near.join(' or ')}?`
      : names.length > 0
        ? `There are ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}.`
        : 'It declares nothing that could be explained.';
  return `error: ${file} has no element '${wanted}'. ${hint}`;
}
