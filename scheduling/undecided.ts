import { unplaced } from './host/partitioned/placements/search-placements.ts';
import { systemVerdict } from './host/system-verdict.ts';
import type { Analysis, CoreAnalysis, MachineAnalysis, Verdict } from './model/analysis.ts';
import type { CompletedMachine } from './model/completed.ts';
import { serverKind } from './model/policies.ts';
import { servers as serverTable } from './model/servers.ts';

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
  const { patience: _, ...rest } = host;
  const cores = host.cores.map((core) => ({ ...core, verdict: unspent(core.verdict) }));
  return { ...rest, cores, verdict: unspent(host.verdict) };
}

function unspent(verdict: Verdict): Verdict {
  return verdict.kind === 'unknown' && verdict.reason.kind === 'patience-spent'
    ? { kind: 'unknown', reason: verdict.reason.because }
    : verdict;
}

/**
 * Whether a search may decide the machine, or one of its cores: its text is whole, and its window
 * test refuses, or cores are open.
 */
export function isOpen(machine: CompletedMachine | undefined, host: MachineAnalysis): boolean {
  if (machine?.domains.every(({ incomplete }) => !incomplete) !== true) return false;
  const verdict = unspent(host.verdict);
  const isWindowTest = verdict.kind === 'unknown' && verdict.reason.kind === 'window-test';
  return isWindowTest || hasOpenPlacements(machine, host) || openCores(machine, host).length > 0;
}

/** Whether a search may show that no placement of VCPUs works, as with {@link openCores}. */
export function hasOpenPlacements(machine: CompletedMachine, host: MachineAnalysis): boolean {
  const { kind } = host.verdict;
  return kind === 'unknown' && carriesIn(machine) && unplaced(host).length > 0;
}

/**
 * The cores that a search may decide: their test refuses because budgets can be used twice in a
 * row. Where they cannot be, the necessary test of a core knows all runs in which switches cost
 * nothing.
 */
export function openCores(
  machine: CompletedMachine,
  { cores }: MachineAnalysis,
): readonly CoreAnalysis[] {
  if (!carriesIn(machine)) return [];
  return cores.filter(({ verdict: before }) => {
    const verdict = unspent(before);
    return verdict.kind === 'unknown' && verdict.reason.kind === 'core-with-charges';
  });
}

function carriesIn(machine: CompletedMachine): boolean {
  return serverTable[serverKind(machine)].carriesIn;
}

/** The patience that a longer search has, as a multiple of the one before. */
const LONGER = 10;
const LONGEST = 3_600_000_000_000;

/**
 * The patience, in ns, with which a longer search of a machine could tell more; `null` where it is
 * decided, nothing is left to try, or no search was told of yet.
 */
export function longerPatience({ verdict, cores }: MachineAnalysis): number | null {
  const longer = [verdict, ...cores.map((core) => core.verdict)].flatMap(
    (part) => longerPatienceFor(part) ?? [],
  );
  return longer.length === 0 ? null : Math.max(...longer);
}

/** The {@link longerPatience} for one verdict. */
export function longerPatienceFor(verdict: Verdict): number | null {
  if (verdict.kind !== 'unknown' || verdict.reason.kind !== 'patience-spent') return null;
  const { patience, searches } = verdict.reason;
  const goesOn = searches.some(({ ended }) => ended === 'patience');
  return goesOn && patience < LONGEST ? Math.min(LONGER * patience, LONGEST) : null;
}
