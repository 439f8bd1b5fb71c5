import { formatAt } from '../../formats/formats.ts';
import { readXentrace } from '../../formats/xentrace/read-xentrace.ts';
import { type DomainNames, traceNaming } from '../../formats/xentrace/trace-names.ts';
import { clockNeeded } from '../../messages/command/compare.ts';
import { hasErrors } from '../../messages/command/monitor.ts';
import { nothingRecorded } from '../../messages/formats/xentrace.ts';
import { refusalText } from '../../messages/simulation/refusal.ts';
import { completeSystem } from '../../scheduling/complete.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import type { ComparedRun } from '../../scheduling/simulation/compare/compare-runs.ts';
import { SimulationRefused } from '../../scheduling/simulation/refused.ts';
import { createSimulation } from '../../scheduling/simulation/run/simulate.ts';
import { textDiagnostics } from '../check/text-diagnostics.ts';
import { loadedFile } from '../loaded-file.ts';
import { readTrace } from '../simulate/trace-files.ts';
import { readBytes } from '../source-bytes.ts';
import type { Terminal } from '../terminal.ts';

/** A run of the command line, or the reason that there is none. */
export type Loaded =
  | { readonly kind: 'run'; readonly run: ComparedRun; readonly notes: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string };

/** The parts of a command line that a file of `xentrace` needs. */
export interface RecordedOptions {
  /** In kHz. */
  readonly clock: number | null;
  readonly names: DomainNames;
}

export function isSystem(file: string): boolean {
  return file.endsWith('.hsched');
}

/** The system of a file, to be simulated. */
export async function loadSystem(
  file: string,
  terminal: Terminal,
): Promise<SystemModel | { readonly why: string }> {
  const loaded = await loadedFile(file, terminal);
  if (loaded.kind === 'refused') return { why: loaded.why };
  const isBroken = textDiagnostics(loaded).some(({ severity }) => severity === 'error');
  return isBroken ? { why: hasErrors() } : loaded.model;
}

/** Simulates a system; without a length, for as long as it takes by default. */
export function simulated(model: SystemModel, horizon: number | null): Loaded {
  try {
    const simulation = createSimulation(completeSystem(model), {
      ...(horizon === null ? {} : { horizon }),
      keepTrace: true,
    });
    simulation.runUntil(simulation.horizon);
    const result = simulation.result();
    const { trace } = result;
    if (trace === null) throw new Error('a run was made without its trace');
    return { kind: 'run', run: { ...result, trace }, notes: [] };
  } catch (error) {
    if (!(error instanceof SimulationRefused)) throw error;
    return { kind: 'refused', why: refusalText(error.refusal) };
  }
}

/** A run of a file; the system gives VCPUs of `xentrace` their names. */
export async function recorded(
  file: string,
  { clock, names }: RecordedOptions,
  system: SystemModel | null,
): Promise<Loaded> {
  if (formatAt(file, 'trace') !== undefined) {
    const read = await readTrace(file);
    if ('why' in read) return { kind: 'refused', why: read.why };
    const { trace, notes } = read.result;
    if (trace === null) throw new Error('a file of a run has its trace');
    return { kind: 'run', run: { ...read.result, trace }, notes };
  }
  if (clock === null) return { kind: 'refused', why: clockNeeded(file) };
  const bytes = await readBytes(file);
  if ('why' in bytes) return { kind: 'refused', why: bytes.why };
  const run = readXentrace(bytes.bytes, clock, traceNaming(names, system));
  if (run === null) return { kind: 'refused', why: nothingRecorded() };
  return { kind: 'run', run, notes: run.notes };
}
