import { driftFrom, type FoundDrift, type XenBudget } from '../../formats/xen/drift/drift.ts';
import { machinesOfHost } from '../../formats/xen/drift/pairing.ts';
import { readXen } from '../../formats/xen/read.ts';
import type { XenReading } from '../../formats/xen/reading.ts';
import type { PollProblem } from '../../messages/command/monitor.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { CpuShare } from './cpu-share.ts';
import type { Poll } from './poll-host.ts';
import type { Prover } from './proof-of-host.ts';
import type { Written } from './written-file.ts';

/** The result of one poll, set against the file. */
export type HostReport =
  | { readonly kind: 'lost'; readonly at: number; readonly problem: PollProblem }
  | {
      readonly kind: 'seen';
      readonly at: number;
      readonly reading: XenReading;
      readonly shares: CpuShare;
      readonly written: Written | null;
      readonly drift: readonly FoundDrift[];
      /** The analysis of what is there; `null` if it cannot be described. */
      readonly analysis: Analysis | null;
    };

/** The parts of a monitor that remember earlier polls. */
export interface Memory {
  readonly shares: CpuShare;
  readonly prover: Prover;
  readonly machine: string | undefined;
}

export async function reportOn(
  { at, answer }: Poll,
  written: Written | null,
  { shares, prover, machine }: Memory,
): Promise<HostReport> {
  if (answer.kind === 'failed') return { kind: 'lost', at, problem: answer.problem };
  const reading = readXen([{ file: 'xl', text: answer.text }]);
  if (reading.domains.size === 0) return { kind: 'lost', at, problem: problemIn(answer.text) };
  shares.add(at, reading);
  const system = written?.kind === 'system' ? written.system : null;
  const machines =
    system === null ? [] : machinesOfHost(system.completed.machines, reading, machine);
  const xenBudget: XenBudget = system?.xenBudget ?? (() => null);
  const drift = driftFrom(machines, reading, xenBudget);
  const analysis = await prover.prove(machines, reading, xenBudget);
  return { kind: 'seen', at, reading, shares, written, drift, analysis };
}

/** The problem of an answer in which no domain stands. */
function problemIn(text: string): PollProblem {
  const lines = text.split('\n');
  if (lines.includes('[exit 127]')) return { kind: 'no-xl' };
  const said = lines.filter((line) => line !== '' && !/^(?:\$ |\[exit )/.test(line));
  return { kind: 'xl-failed', said: said.at(0)?.trim() ?? '' };
}
