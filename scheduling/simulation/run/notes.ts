import type { LateRun } from '../../host/run/late-run.ts';
import { frameOf, traitsOf } from '../../model/policies.ts';
import { isOffAtFirst } from '../../plans/plans.ts';
import { type DomainRow, type Layout, policyOf } from '../engine/layout.ts';
import type { RunNote, ScenarioOutcome } from '../result.ts';
import type { WorstCase } from '../worst-case/worst-case.ts';

/** The VCPUs that the model keeps from running, with the reasons. */
export function notesOn(layout: Layout): readonly RunNote[] {
  const notes: RunNote[] = [];
  for (const row of layout.domains) {
    const { name } = row.domain;
    if (isOffAtFirst(policyOf(layout, row), name))
      notes.push({ kind: 'off-at-first', domain: name });
  }
  for (const { vcpu, domain, hostPool } of layout.vcpus) {
    const row = layout.domains[domain] as DomainRow;
    const name = { domain: row.domain.name, vcpu: vcpu.name };
    const policy = policyOf(layout, row);
    if (isOffAtFirst(policy, name.domain)) continue;
    if (hostPool < 0) notes.push({ kind: 'no-core', ...name });
    const { gives } = traitsOf(policy);
    if (gives === 'windows') {
      const given = frameOf(policy)?.windows.some(
        (window) => window.domain === name.domain && window.vcpu === name.vcpu && window.length > 0,
      );
      if (given !== true) notes.push({ kind: 'no-window', ...name });
    }
    if (gives === 'budgets' && (vcpu.budget === null || vcpu.period === null)) {
      notes.push({ kind: 'no-budget', ...name });
    }
  }
  return notes;
}

/** A note on the miss of a run that a verdict tells, if the run is long enough to show it. */
export function notesOnLate(
  { vcpu, due }: LateRun,
  { criticalInstant: start, horizon }: Pick<WorstCase, 'criticalInstant' | 'horizon'>,
): readonly RunNote[] {
  return start + due < horizon ? [{ kind: 'late-budget', ...vcpu, start, due: start + due }] : [];
}

/** A note if a scenario should start something and nothing ran. */
export function notesOnScenario(
  scenario: string | undefined,
  outcomes: readonly ScenarioOutcome[],
): readonly RunNote[] {
  if (scenario === undefined || outcomes.length === 0) return [];
  return outcomes.some(({ admitted }) => admitted) ? [] : [{ kind: 'all-refused', scenario }];
}
