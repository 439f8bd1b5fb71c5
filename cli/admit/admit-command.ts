import { Command, Option } from 'commander';
import { noScenario, noSuchScenario, severalScenarios } from '../../messages/command/admit.ts';
import { help } from '../../messages/command/help.ts';
import { proving } from '../../messages/command/process.ts';
import type { Scenario, SystemModel } from '../../scheduling/model/model.ts';
import { isSound, readableFile } from '../check/readable-file.ts';
import { exitCode } from '../exit-code.ts';
import { shown } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';
import { admittedSteps } from './admitted-steps.ts';
import { comparedPlacements, comparisonJson, comparisonText } from './compare.ts';
import { admissionJson } from './json.ts';
import { admissionText } from './text.ts';

interface Options {
  readonly scenario?: string;
  readonly format: 'text' | 'json';
  readonly compare?: true;
}

/** `hypersched admit`: decides the actions of a scenario one after another, without a run. */
export function admitCommand(terminal: Terminal): Command {
  return new Command('admit')
    .description(help.admit())
    .argument('<file>', help.file())
    .addOption(new Option('--scenario <name>', help.admittedScenario()))
    .addOption(new Option('--compare', help.compared()))
    .addOption(
      new Option('--format <format>', help.outputFormat())
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async (file: string, options: Options, command: Command) => {
      const { scenario: wanted, format } = options;
      const loaded = await readableFile(file, proving(file), terminal);
      if (loaded === null || !isSound(loaded, terminal)) return terminal.finish(exitCode.badText);
      const scenario = scenarioOf(loaded.model, file, wanted, command);
      if (options.compare === true) {
        const play = async () => comparedPlacements(loaded.model, scenario.name);
        const comparison = await terminal.during(proving(file), play);
        terminal.out(
          format === 'json'
            ? comparisonJson(file, comparison)
            : comparisonText(comparison, terminal.style),
        );
        return terminal.finish(exitCode.proven);
      }
      const decide = async () => admittedSteps(loaded.model, scenario);
      const steps = await terminal.during(proving(file), decide);
      terminal.out(
        format === 'json'
          ? admissionJson(file, scenario, steps)
          : admissionText(steps, terminal.style),
      );
      const all = steps.every(({ admitted }) => admitted);
      terminal.finish(all ? exitCode.proven : exitCode.notProven);
    });
}

/** The scenario of that name, or the only one. */
function scenarioOf(
  { scenarios }: SystemModel,
  file: string,
  wanted: string | undefined,
  command: Command,
): Scenario {
  const [first, ...others] = scenarios;
  if (first === undefined) return command.error(shown(noScenario(file)));
  const names = scenarios.map(({ name }) => name).join(', ');
  if (wanted === undefined)
    return others.length === 0 ? first : command.error(shown(severalScenarios(file, names)));
  const found = scenarios.find(({ name }) => name === wanted);
  return found ?? command.error(shown(noSuchScenario(file, wanted, names)));
}
