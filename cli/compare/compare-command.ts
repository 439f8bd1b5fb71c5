import { Command, InvalidArgumentError, Option } from 'commander';
import { readXen } from '../../formats/xen/read.ts';
import type { DomainNames } from '../../formats/xentrace/trace-names.ts';
import { shiftOrBest } from '../../messages/command/compare.ts';
import { help } from '../../messages/command/help.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import { bestShift } from '../../scheduling/simulation/compare/align.ts';
import { compareRuns } from '../../scheduling/simulation/compare/compare-runs.ts';
import { durationOption } from '../duration-option.ts';
import { exitCode } from '../exit-code.ts';
import { readClock } from '../import/read-clock.ts';
import { readTexts } from '../import/read-texts.ts';
import { shownPath } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';
import { comparisonJson } from './json.ts';
import { isSystem, type Loaded, loadSystem, recorded, simulated } from './load-run.ts';
import { comparisonText } from './text.ts';

interface Options {
  readonly shift: number | 'best';
  readonly tolerance: number;
  readonly clock?: number;
  readonly domains?: string;
  readonly format: 'text' | 'json';
}

/** `hypersched compare`: two runs on one time axis, and what differs. */
export function compareCommand(terminal: Terminal): Command {
  return new Command('compare')
    .description(help.compare())
    .argument('<first>', help.comparedFile())
    .argument('<second>', help.comparedFile())
    .addOption(
      new Option('--shift <duration|best>', help.shift()).argParser(readShift).default(0, '0s'),
    )
    .addOption(
      new Option('--tolerance <duration>', help.tolerance())
        .argParser((text) => durationOption(text, 0))
        .default(0, '0s'),
    )
    .option('--clock <GHz>', help.comparedClock(), readClock)
    .option('--domains <file>', help.domainNames())
    .addOption(
      new Option('--format <format>', help.outputFormat())
        .choices(['text', 'json'])
        .default('text'),
    )
    .action((first: string, second: string, options: Options) =>
      compare([first, second], options, terminal),
    );
}

async function compare(
  files: readonly [string, string],
  { shift, tolerance, clock, domains, format }: Options,
  terminal: Terminal,
): Promise<void> {
  const names = await namesIn(domains, terminal);
  if (names === null) return;
  const kilohertz = clock === undefined ? null : Math.round(clock * 1_000_000);
  const runs = await bothRuns(files, { clock: kilohertz, names }, terminal);
  const refused = runs.flatMap((run, at) =>
    run.kind === 'refused' ? [`${shownPath(files[at] ?? '')}: error: ${run.why}\n`] : [],
  );
  const [first, second] = runs;
  if (first.kind === 'refused' || second.kind === 'refused') {
    for (const line of refused) terminal.err(line);
    return terminal.finish(exitCode.badText);
  }
  for (const [at, { notes }] of [first, second].entries())
    for (const note of notes) terminal.err(`${shownPath(files[at] ?? '')}: ${note}\n`);
  const comparison = compareRuns(first.run, second.run, {
    shift: shift === 'best' ? bestShift(first.run, second.run) : shift,
    tolerance,
  });
  terminal.out(
    format === 'json'
      ? `${comparisonJson(files, comparison)}\n`
      : comparisonText(files, comparison, terminal.style),
  );
  const isSame = comparison.firstDifference === null;
  terminal.finish(isSame ? exitCode.proven : exitCode.notProven);
}

/** A system is simulated for as long as the run beside it, whose VCPUs it names. */
async function bothRuns(
  files: readonly [string, string],
  options: Parameters<typeof recorded>[1],
  terminal: Terminal,
): Promise<readonly [Loaded, Loaded]> {
  const systems: (SystemModel | null)[] = [null, null];
  const loaded: (Loaded | null)[] = [null, null];
  for (const [at, file] of files.entries()) {
    if (!isSystem(file)) continue;
    const system = await loadSystem(file, terminal);
    if ('why' in system) loaded[at] = { kind: 'refused', why: system.why };
    else systems[at] = system;
  }
  const [naming = null] = systems.filter((system) => system !== null);
  for (const [at, file] of files.entries())
    if (!isSystem(file)) loaded[at] = await recorded(file, options, naming);
  const known = loaded.find((run) => run?.kind === 'run');
  const horizon = known?.kind === 'run' ? known.run.end : null;
  const finished = systems.map((system, at): Loaded => {
    const own = loaded[at] ?? null;
    if (own !== null) return own;
    return system === null ? { kind: 'refused', why: '' } : simulated(system, horizon);
  });
  const [first = finished[0], second = finished[1]] = finished;
  if (first === undefined || second === undefined) throw new Error('two files have two runs');
  return [first, second];
}

async function namesIn(file: string | undefined, terminal: Terminal): Promise<DomainNames | null> {
  if (file === undefined) return new Map();
  const texts = await readTexts([file], terminal);
  if (texts === null) return null;
  const named = [...readXen(texts).domains].flatMap(([name, { id }]) =>
    id === null ? [] : [[id, name] as const],
  );
  return new Map(named);
}

function readShift(text: string): number | 'best' {
  if (text === 'best') return text;
  try {
    return text.startsWith('-') ? -durationOption(text.slice(1), 0) : durationOption(text, 0);
  } catch {
    throw new InvalidArgumentError(shiftOrBest(text));
  }
}
