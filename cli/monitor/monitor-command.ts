import { Command, InvalidArgumentError, Option } from 'commander';
import { help } from '../../messages/command/help.ts';
import { noPrefix, pollsTooOften, thisHost } from '../../messages/command/monitor.ts';
import { durationOption } from '../duration-option.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { CpuShare } from './cpu-share.ts';
import { hostReportJson } from './json.ts';
import { pollHost } from './poll-host.ts';
import { Prover } from './proof-of-host.ts';
import { type HostReport, reportOn } from './report.ts';
import { splitArguments } from './split-arguments.ts';
import { hostReportText } from './text.ts';
import { WrittenFile } from './written-file.ts';

interface Options {
  readonly via: readonly string[];
  readonly once?: true;
  readonly every: number;
  readonly patience: number;
  readonly machine?: string;
  readonly format: 'text' | 'json';
}

const second = 1_000_000_000;

/** `hypersched monitor`: reads a Xen host again and again, and holds it against a file. */
export function monitorCommand(terminal: Terminal): Command {
  return new Command('monitor')
    .description(help.monitor())
    .argument('[file]', help.monitoredFile())
    .addOption(new Option('--via <prefix>', help.via()).argParser(readPrefix).default([], '""'))
    .option('--once', help.once())
    .addOption(
      new Option('--every <duration>', help.every()).argParser(readPace).default(2 * second, '2s'),
    )
    .addOption(
      new Option('--patience <duration>', help.pollPatience())
        .argParser((text) => durationOption(text, 1))
        .default(10 * second, '10s'),
    )
    .option('--machine <name>', help.monitoredMachine())
    .addOption(
      new Option('--format <format>', help.outputFormat())
        .choices(['text', 'json'])
        .default('text'),
    )
    .action((file: string | undefined, options: Options) => monitor(file, options, terminal));
}

async function monitor(
  file: string | undefined,
  { via, once, every, patience, machine, format }: Options,
  terminal: Terminal,
): Promise<void> {
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  const written = file === undefined ? null : new WrittenFile(file, machine, terminal);
  const memory = { shares: new CpuShare(), prover: new Prover(), machine };
  const host = via.length === 0 ? thisHost() : via.join(' ');
  const pace = { every: every / 1e6, patience: patience / 1e6 };
  try {
    for await (const poll of pollHost(via, pace, stop.signal)) {
      const report = await reportOn(poll, (await written?.now()) ?? null, memory);
      terminal.out(
        format === 'json'
          ? `${hostReportJson(report)}\n`
          : hostReportText(report, host, file, terminal.style),
      );
      terminal.finish(exitCodeOf(report));
      if (once === true) return;
    }
    terminal.finish(exitCode.interrupted);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted);
  }
}

function exitCodeOf(report: HostReport): ExitCode {
  if (report.kind === 'lost' || report.written?.kind === 'refused') return exitCode.badText;
  const isGood = report.drift.length === 0 && report.analysis?.verdict !== 'unschedulable';
  return isGood ? exitCode.proven : exitCode.notProven;
}

function readPrefix(text: string): readonly string[] {
  const prefix = splitArguments(text);
  if (prefix === null) throw new InvalidArgumentError(noPrefix(text));
  return prefix;
}

function readPace(text: string): number {
  const every = durationOption(text, 1);
  if (every < second) throw new InvalidArgumentError(pollsTooOften());
  return every;
}
