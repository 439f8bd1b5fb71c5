import { systemVerdict } from './host/system-verdict.ts';
import type { Analysis, MachineAnalysis } from './model/analysis.ts';
import type { CompletedMachine } from './model/completed.ts';

/** Whether a search with this patience may decide some machine that no search has seen for long. */
export function isUndecided({ completed, machines }: Analysis, patience = 1): boolean {
  return machines.some(
    (host, index) => (host.patience ?? 0) < patience && isOpen(completed.machines[index], host),
  );
}

/** The machines whose verdicts a search has told. */
export function searchedIn({ machines }: Analysis): readonly MachineAnalysis[] {
  return machines.filter(({ patience }) => patience !== undefined);
}

/** The analysis with what a search elsewhere has told of the machines that it leaves open. */
export function withSearched(analysis: Analysis, searched: readonly MachineAnalysis[]): Analysis {
  if (searched.length === 0) return analysis;
  const machines = analysis.machines.map((host, index) => {
    const known = searched.find(({ machine }) => machine === host.machine);
    const isFarther = (known?.patience ?? 0) > (host.patience ?? 0);
    return known !== undefined && isFarther && isOpen(analysis.completed.machines[index], host)
      ? known
      : host;
  });
  return withMachines(analysis, machines);
}

/** The analysis with other verdicts on its machines. */
export function withMachines(analysis: Analysis, machines: readonly MachineAnalysis[]): Analysis {
  const verdict = systemVerdict(analysis.completed.machines, machines, analysis.domains);
  return { ...analysis, machines, verdict };
}

/** The analysis as it was before a search that spent its patience. */
export function atOnce(host: MachineAnalysis): MachineAnalysis {
  const { patience: _, verdict, ...rest } = host;
  return verdict.kind === 'unknown' && verdict.reason.kind === 'patience-spent'
    ? { ...rest, verdict: { kind: 'unknown', reason: verdict.reason.because } }
    : host;
}

/** Whether a search may decide the machine: its text is whole, and its window test refuses. */
export function isOpen(machine: CompletedMachine | undefined, host: MachineAnalysis): boolean {
  const { verdict } = atOnce(host);
  return (
    verdict.kind === 'unknown' &&
    verdict.reason.kind === 'window-test' &&
    machine?.domains.every(({ incomplete }) => !incomplete) === true
  );
}

/** The patience that a longer search has, as a multiple of the one before. */
const LONGER = 10;
const LONGEST = 3_600_000_000_000;

/**
 * The patience, in ns, with which a longer search of a machine could tell more; `null` where it is
 * decided, nothing is left to try, or no search was told of yet.
 */
export function longerPatience({ verdict }: Pick<MachineAnalysis, 'verdict'>): number | null {
  if (verdict.kind !== 'unknown' || verdict.reason.kind !== 'patience-spent') return null;
  const { patience, searches } = verdict.reason;
  const goesOn = searches.some(({ ended }) => ended === 'patience');
  return goesOn && patience < LONGEST ? Math.min(LONGER * patience, LONGEST) : null;
}
