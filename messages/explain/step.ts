import { t } from '@vscode/l10n';
import type {
  DerivationStep,
  StepData,
  StepSubject,
} from '../../scheduling/explain/derivation-step.ts';
import type { NoBudget } from '../../scheduling/guest/problem.ts';
import type { TestUsed, Verdict } from '../../scheduling/model/analysis.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { reasonText } from '../verdicts/reason.ts';
import { testName, testReference } from '../verdicts/tests.ts';

/** One step of a derivation as it is shown. */
export interface ToldStep {
  readonly title: string;
  /** In the symbols of the field. */
  readonly formula: string;
  /** The same with the numbers at hand, and what comes of it. */
  readonly withNumbers: string;
  /** Where it was published; `null` where it is arithmetic. */
  readonly reference: string | null;
}

/** Puts a step into words and formulas. */
export function tellStep(step: DerivationStep): ToldStep {
  const told = tell(step);
  const about = step.about ?? [];
  return { ...told, title: about.reduceRight(titleAbout, told.title) };
}

function titleAbout(title: string, subject: StepSubject): string {
  return subject.kind === 'name'
    ? t('{name}: {title}', { name: subject.name, title })
    : t('VCPU {number}: {title}', { number: subject.number, title: title.toLowerCase() });
}

function tell(step: StepData): ToldStep {
  switch (step.kind) {
    case 'worded':
      return step;
    case 'verdict':
      return {
        title: t('Verdict'),
        formula: conditionText(step.test),
        withNumbers: verdictText(step.verdict),
        reference: testReference(step.test),
      };
    case 'host-verdict':
      return {
        title:
          step.core === null
            ? t('Verdict on its machine')
            : t('Verdict on core {core}', { core: step.core }),
        formula: t('its budget comes within its deadline'),
        withNumbers:
          step.verdict.kind === 'schedulable' && step.margin !== null
            ? t('schedulable, {margin} left before its deadline by the test', {
                margin: formatDuration(step.margin),
              })
            : verdictText(step.verdict),
        reference: null,
      };
    case 'windows-verdict':
      return {
        title: t('{vcpu} on its windows', { vcpu: step.vcpu }),
        formula: t('its supply serves its tasks'),
        withNumbers:
          step.verdict.kind === 'schedulable' && step.margin !== null
            ? t('schedulable, {margin} to spare at its tightest', {
                margin: formatDuration(step.margin),
              })
            : verdictText(step.verdict),
        reference: null,
      };
    case 'no-bound':
      return {
        title: t('Supply'),
        formula: t('no bound exists'),
        withNumbers: reasonText(step.reason),
        reference: null,
      };
    case 'smallest-budget':
      return {
        title: t('Smallest budget for this period'),
        formula: t('the least Θ on the grid for which the test accepts'),
        withNumbers: budgetText(step.found),
        reference: null,
      };
  }
}

function conditionText(test: TestUsed): string {
  const name = testName(test);
  switch (test.kind) {
    case 'exact':
      return t('{test} (exact condition)', { test: name });
    case 'sufficient':
      return t('{test} (sufficient condition)', { test: name });
    case 'necessary':
      return t('{test} (necessary condition)', { test: name });
  }
}

function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'schedulable':
      return t('schedulable');
    case 'unschedulable':
      return t('unschedulable: {reason}', { reason: reasonText(verdict.reason) });
    case 'unknown':
      return t('unknown: {reason}', { reason: reasonText(verdict.reason) });
  }
}

function budgetText(found: Extract<StepData, { kind: 'smallest-budget' }>['found']): string {
  switch (found.kind) {
    case 'found':
      return formatDuration(found.budget);
    case 'none':
      return noBudgets[found.reason]();
    case 'unknown':
      return t('none: {reason}', { reason: reasonText(found.reason) });
  }
}

const noBudgets: Readonly<Record<NoBudget, () => string>> = {
  'too-coarse': () => t('none: the deadline is shorter than one step of the resolution'),
  'too-little': () =>
    t('none: even the largest budget that fits before the deadline is not enough'),
};
