import { t } from '@vscode/l10n';
import type { CanMiss, Finding, FindingData } from '../../scheduling/findings/finding.ts';
import type { TestUsed } from '../../scheduling/model/analysis.ts';
import type { Action } from '../../scheduling/model/model.ts';
import type { Reason } from '../../scheduling/model/reason.ts';
import type { StepReason } from '../../scheduling/model/step-reason.ts';
import { actionText } from '../scenario/action.ts';
import { stepReasonText } from '../scenario/step-reason.ts';
import { formatDuration } from '../text/duration.ts';
import { sentence, sentences } from '../text/sentence.ts';
import { missText } from '../verdicts/guest-reasons.ts';
import { reasonText } from '../verdicts/reason.ts';
import { shortageOf } from '../verdicts/shortage.ts';
import { testName } from '../verdicts/tests.ts';
import { holdsBesideText } from './beside.ts';
import {
  alignedWouldDo,
  enoughBesideAnyText,
  enoughText,
  enoughWouldBeProvenText,
  remedyText,
} from './remedy.ts';
import { servedName } from './served.ts';
import { windowsText } from './windows.ts';

type Data<Code extends Finding['code']> = Extract<FindingData, { readonly code: Code }>['data'];

/** The sentences of findings. */
export function findingText(finding: FindingData): string {
  switch (finding.code) {
    case 'guest-unschedulable':
      return guestUnschedulable(finding.data);
    case 'not-proven':
      return notProven(finding.data);
    case 'soft-can-miss':
      return softCanMiss(finding.data);
    case 'budget-oversized':
      return t('The budget of {vcpu} is {budget}; {enough} would serve its tasks.', {
        vcpu: servedName(finding.data.served),
        budget: formatDuration(finding.data.budget),
        enough: formatDuration(finding.data.enough),
      });
    case 'vcpu-gets-nothing':
      return t(
        '{vcpu} has no tasks and no budget, so it is given no time. Write a period and a budget, or put a task on it.',
        { vcpu: servedName(finding.data.served) },
      );
    case 'core-unschedulable':
    case 'machine-unschedulable':
      return t('{machine}: {reason}.', inWords(finding.data));
    case 'credit-no-guarantee':
      return t('Nothing is proven on {machine}: {reason}.', inWords(finding.data));
    case 'windows-impossible':
    case 'windows-not-found':
      return windowsText(finding.data);
    case 'scenario-refused':
      return t('{action} is refused: {reason}.', ofStep(finding.data));
    case 'scenario-without-effect':
      return t('{action} has no effect: {reason}.', ofStep(finding.data));
  }
}

function guestUnschedulable(data: Data<'guest-unschedulable'>): string {
  const { served, what, remedy, beside } = data;
  const vcpu = servedName(served);
  if (beside !== null) {
    const holds = holdsBesideText(vcpu, what.kind === 'can-miss' ? what : null, beside);
    return sentences(holds, remedy?.kind === 'enough' ? enoughBesideAnyText(remedy.budget) : null);
  }
  const fails =
    what.kind === 'can-miss'
      ? sentence(canMissText(vcpu, what))
      : t('{vcpu}: {reason}.', { vcpu, reason: reasonText(what.reason) });
  return sentences(fails, remedy === null ? null : remedyText(remedy));
}

function softCanMiss({ served, what, enough, aligned, beside }: Data<'soft-can-miss'>): string {
  if (beside !== null) {
    const miss = what.kind === 'can-miss' ? what : null;
    const holds = holdsBesideText(servedName(served), miss, beside);
    return sentences(holds, enough === null ? null : enoughBesideAnyText(enough));
  }
  const clause =
    what.kind === 'can-miss' ? canMissText(servedName(served), what) : reasonText(what.reason);
  if (aligned === true) return sentences(sentence(clause), alignedWouldDo());
  return sentences(sentence(clause), enough === null ? null : enoughText(enough));
}

function notProven(data: Data<'not-proven'>): string {
  const reason = reasonText(data.reason);
  if (data.kind === 'host') {
    const { machine, test } = data;
    return sentences(t('{machine}: {reason}.', { machine, reason }), triedOn(data.reason, test));
  }
  const { served, test, enough, aligned, beside } = data;
  if (beside !== null) {
    const holds = holdsBesideText(servedName(served), null, beside);
    return sentences(holds, enough === null ? null : enoughBesideAnyText(enough));
  }
  return sentences(
    t('{vcpu} is not proven to serve its tasks: {reason}.', { vcpu: servedName(served), reason }),
    aligned === true ? alignedWouldDo() : null,
    enough === null ? null : enoughWouldBeProvenText(enough),
    triedOn(data.reason, test),
  );
}

/** The test tried, except of text that has errors, which say more. */
function triedOn(reason: Reason, test: TestUsed): string | null {
  return reason.kind === 'half-written' ? null : triedText(test);
}

function triedText(test: TestUsed): string {
  return t('Tried: {test}. A simulation can show more.', { test: testName(test) });
}

function canMissText(vcpu: string, { task, deadline, late, shortage }: CanMiss): string {
  return t('{miss}: {shortage}', {
    miss: missText(task, deadline, late),
    shortage: shortageOf(vcpu, shortage),
  });
}

function inWords({ machine, reason }: { machine: string; reason: Reason }) {
  return { machine, reason: reasonText(reason) };
}

function ofStep({ action, reason }: { action: Action; reason: StepReason }) {
  return { action: actionText(action), reason: stepReasonText(reason) };
}
