import { Command } from 'commander';
import { writeTraceFile } from '../../formats/trace-file.ts';
import { readXen } from '../../formats/xen/read.ts';
import { measuredVcpus } from '../../formats/xentrace/measured.ts';
import { stretchesOf } from '../../formats/xentrace/stretches.ts';
import { traceOf } from '../../formats/xentrace/to-trace.ts';
import { type DomainNames, traceNaming } from '../../formats/xentrace/trace-names.ts';
import { help } from '../../messages/command/help.ts';
import { lostRecords, nothingRecorded, traceBroke } from '../../messages/formats/xentrace.ts';
import { exitCode } from '../exit-code.ts';
import { shownPath } from '../output/shown.ts';
import { writeWhole } from '../output/write-whole.ts';
import { readBytes } from '../source-bytes.ts';
import type { Terminal } from '../terminal.ts';
import { readClock } from './read-clock.ts';
import { readTexts, refuse } from './read-texts.ts';
import { recordedText } from './recorded-text.ts';

interface Options {
  readonly clock: number;
  readonly domains?: string;
  readonly out?: string;
}

/** `hypersched import xentrace`: a recorded run of Xen, for the timeline, and what it measured. */
export function importXentraceCommand(terminal: Terminal): Command {
  return new Command('xentrace')
    .description(help.importXentrace())
    .argument('<file>', help.xentraceFile())
    .requiredOption('--clock <GHz>', help.stampClock(), readClock)
    .option('--domains <file>', help.domainNames())
    .option('--out <file.hstrace>', help.outTrace())
    .action(async (file: string, { clock, domains, out }: Options) => {
      const bytes = await readBytes(file);
      if ('why' in bytes) return refuse(`${shownPath(file)}: ${bytes.why}`, terminal);
      const names = await namesOf(domains, terminal);
      if (names === null) return;
      const run = stretchesOf(bytes.bytes, Math.round(clock * 1_000_000));
      if (run.read.damaged)
        terminal.err(`${traceBroke(shownPath(file), run.read.at, run.read.skipped)}\n`);
      if (run.stretches.length === 0) return refuse(nothingRecorded(), terminal);
      const measured = measuredVcpus(run);
      const naming = traceNaming(names);
      if (run.lost > 0) terminal.err(`${lostRecords(run.lost)}\n`);
      if (out !== undefined) {
        const { trace, ...told } = traceOf(run, measured, naming);
        const problem = await writeWhole(out, [writeTraceFile(told, trace)]);
        if (problem !== null) return refuse(problem, terminal);
      }
      terminal.out(recordedText(run, measured, naming));
      terminal.finish(exitCode.proven);
    });
}

async function namesOf(file: string | undefined, terminal: Terminal): Promise<DomainNames | null> {
  if (file === undefined) return new Map();
  const texts = await readTexts([file], terminal);
  if (texts === null) return null;
  const { domains } = readXen(texts);
  const named = [...domains].flatMap(([name, { id }]) =>
    id === null ? [] : [[id, name] as const],
  );
  return new Map(named);
}
