import { Command, InvalidArgumentError, Option } from 'commander';
import { formatAt } from '../../formats/formats.ts';
import { help } from '../../messages/command/help.ts';
import { preparingRun, writingResults } from '../../messages/command/process.ts';
import {
  badSeed,
  noLateRun,
  noSuchVcpu,
  runHasBeen,
  supplyTakes,
} from '../../messages/command/usage.ts';
import { refusalText } from '../../messages/simulation/refusal.ts';
import { type ToldRun, tellRun } from '../../messages/simulation/told-run.ts';
import { analyze } from '../../scheduling/analyze.ts';
import { completeSystem } from '../../scheduling/complete.ts';
import { decide } from '../../scheduling/decide.ts';
import { type LateRun, lateRunsOf } from '../../scheduling/host/run/late-run.ts';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { VcpuName } from '../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../scheduling/model/completed.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import { SimulationRefused } from '../../scheduling/simulation/refused.ts';
import { createSimulation } from '../../scheduling/simulation/run/simulate.ts';
import { isSound, readableFile } from '../check/readable-file.ts';
import { durationOption } from '../duration-option.ts';
import { exitCode } from '../exit-code.ts';
import { checkOutputs } from '../output/check-outputs.ts';
import { shown, shownPath } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';
import { Interruption, pausing } from './drive.ts';
import { simulationJson } from './json.ts';
import { ProgressBar } from './progress-bar.ts';
import { simulationText } from './text.ts';
import { readTrace, writeJobs, writeTrace } from './trace-files.ts';

interface Options {
  readonly scenario?: string;
  readonly for?: number;
  readonly seed: number;
  readonly supply?: string;
  readonly late?: string;
  readonly format: 'text' | 'json';
  readonly jobs?: string;
  readonly trace?: string;
}

/** `hypersched simulate`: runs a system, or reads a saved run, and reports its results. */
export function simulateCommand(terminal: Terminal): Command {
  return new Command('simulate')
    .description(help.simulate())
    .argument('<file>', help.fileOrRun())
    .addOption(new Option('--scenario <name>', help.scenario()))
    .addOption(
      new Option('--for <duration>', help.length()).argParser((text) => durationOption(text, 1)),
    )
    .addOption(new Option('--seed <n>', help.seed()).default(1).argParser(seedOption))
    .addOption(new Option('--supply <worst-case:DOMAIN.VCPU>', help.supply()))
    .addOption(new Option('--late <DOMAIN.VCPU>', help.late()).conflicts(['supply', 'scenario']))
    .addOption(
      new Option('--format <format>', help.outputFormat())
        .choices(['text', 'json'])
        .default('text'),
    )
    .addOption(new Option('--jobs <file>', help.jobs()))
    .addOption(new Option('--trace <file>', help.trace()))
    .action(async (file: string, options: Options, command: Command) => {
      const isRun = formatAt(file, 'trace') !== undefined;
      const result = isRun
        ? await writtenRun(file, options, terminal, command)
        : await run(file, options, terminal, command);
      if (result === 'stopped') return terminal.finish(exitCode.interrupted);
      if (result === null) return terminal.finish(exitCode.badText);
      const writing = () => written(result, options, terminal);
      if (!(await terminal.during(writingResults(), writing)))
        return terminal.finish(exitCode.badText);
      terminal.out(
        options.format === 'json' ? simulationJson(result) : simulationText(result, terminal.style),
      );
      terminal.finish(exitCode.proven);
    });
}

async function run(
  file: string,
  options: Options,
  terminal: Terminal,
  command: Command,
): Promise<ToldRun | 'stopped' | null> {
  const loaded = await readableFile(file, preparingRun(file), terminal);
  if (loaded === null) return null;
  const sources = loaded.documents.map(({ uri }) => loaded.nameOf(uri.toString()));
  if (!(await outputsAreGood(sources, options, terminal, command))) return null;
  if (!isSound(loaded, terminal)) return null;
  const supply =
    options.supply === undefined ? undefined : supplyOf(options.supply, loaded.model, command);
  const progress = new ProgressBar(process.stderr);
  const interruption = new Interruption(process);
  try {
    const wanted = options.late;
    const prepare = async () => toRun(loaded.model, wanted);
    const { system, late } = await terminal.during(preparingRun(file), prepare);
    if (wanted !== undefined && late === undefined) return command.error(shown(noLateRun(wanted)));
    const simulation = createSimulation(system, {
      ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
      ...(options.for === undefined ? {} : { horizon: options.for }),
      ...(supply === undefined ? {} : { supply }),
      ...(late === undefined ? {} : { late }),
      seed: options.seed,
      written: loaded.model,
      keepTrace: options.jobs !== undefined || options.trace !== undefined,
      onProgress: pausing(progress),
      aroundSteps: interruption.atOnce,
    });
    const stopped = await interruption.drive(simulation);
    if (stopped === null) return tellRun(simulation.result());
    progress.clear();
    terminal.err(`${stopped}\n`);
    return 'stopped';
  } catch (error) {
    if (!(error instanceof SimulationRefused)) throw error;
    return command.error(shown(`error: ${refusalText(error.refusal)}`));
  } finally {
    progress.clear();
  }
}

/** The system, and the run in which the budget of the wanted VCPU comes late, if one is told. */
function toRun(
  model: SystemModel,
  wanted: string | undefined,
): { readonly system: CompletedModel; readonly late?: LateRun } {
  if (wanted === undefined) return { system: completeSystem(model) };
  const analysis = decide(analyze(model));
  const late = lateRunsOf(analysis).find(({ vcpu }) => vcpuLabel(vcpu) === wanted);
  return { system: analysis.completed, ...(late === undefined ? {} : { late }) };
}

async function writtenRun(
  file: string,
  options: Options,
  terminal: Terminal,
  command: Command,
): Promise<ToldRun | null> {
  const { scenario, for: length, supply, late } = options;
  if ([scenario, length, supply, late].some((option) => option !== undefined))
    command.error(runHasBeen(file));
  if (!(await outputsAreGood([file], options, terminal, command))) return null;
  const read = await readTrace(file);
  if ('why' in read) {
    terminal.err(`${shownPath(file)}: error: ${read.why}\n`);
    return null;
  }
  return read.result;
}

/**
 * Whether the results can be written to their files. A wrong command line ends here, before the
 * run.
 */
async function outputsAreGood(
  inputs: readonly string[],
  { jobs, trace }: Options,
  terminal: Terminal,
  command: Command,
): Promise<boolean> {
  const outputs = [jobs, trace].filter((path) => path !== undefined);
  const problem = await checkOutputs(
    inputs.filter((path) => path !== '-'),
    outputs,
  );
  if (problem === null) return true;
  if (problem.kind === 'misnamed') return command.error(shown(problem.message));
  terminal.err(`error: ${shown(problem.message)}\n`);
  return false;
}

/** Writes the requested files; `false` if a file could not be written. */
async function written(result: ToldRun, options: Options, terminal: Terminal): Promise<boolean> {
  const { trace } = result;
  if (trace === null) return true;
  const problems = [
    options.jobs === undefined ? null : await writeJobs(options.jobs, trace),
    options.trace === undefined ? null : await writeTrace(options.trace, result, trace),
  ];
  for (const problem of problems) if (problem !== null) terminal.err(`error: ${problem}\n`);
  return problems.every((problem) => problem === null);
}

function seedOption(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed > 0xffff_ffff) {
    throw new InvalidArgumentError(badSeed());
  }
  return seed;
}

/** Names may contain dots, so the model decides the meaning of `DOMAIN.VCPU`. */
function supplyOf(text: string, { machines }: SystemModel, command: Command): VcpuName {
  const wanted = /^worst-case:(.+)$/.exec(text)?.[1];
  if (wanted === undefined) command.error(supplyTakes(text));
  const all = machines.flatMap(({ domains }) =>
    domains.flatMap((domain) =>
      domain.vcpus.map((vcpu) => ({ domain: domain.name, vcpu: vcpu.name })),
    ),
  );
  const found = all.find(({ domain, vcpu }) => `${domain}.${vcpu}` === wanted);
  if (found !== undefined) return found;
  return command.error(shown(noSuchVcpu(wanted, all.map(vcpuLabel), 8)));
}
