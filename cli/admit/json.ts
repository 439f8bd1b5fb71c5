import { actionText } from '../../messages/scenario/action.ts';
import { stepReasonText } from '../../messages/scenario/step-reason.ts';
import type { Scenario } from '../../scheduling/model/model.ts';
import type { InterfaceChange } from '../../scheduling/open/decision.ts';
import { waitJson } from '../output/wait-json.ts';
import type { AdmittedStep } from './admitted-steps.ts';

/** The version, raised when a key changes its meaning or is removed. New keys do not raise it. */
const version = 1;

/**
 * The admissions of a scenario as one line of JSON, times in ns. Other programs rely on the keys
 * and their order.
 */
export function admissionJson(
  file: string,
  { name, machine }: Scenario,
  steps: readonly AdmittedStep[],
): string {
  const json = { version, file, scenario: name, machine, steps: steps.map(stepJson) };
  return `${JSON.stringify(json)}\n`;
}

function stepJson(step: AdmittedStep): object {
  const { at, action, admitted, reason, failing, asOne, inForce, wait } = step;
  const { changes, utilization } = step;
  return {
    at,
    action: actionText(action),
    admitted,
    reason: stepReasonText(reason),
    ...(failing === undefined ? {} : { failing }),
    ...(asOne === undefined ? {} : { asOne }),
    ...(inForce === undefined ? {} : { inForce }),
    ...(wait === undefined ? {} : { wait: waitJson(wait) }),
    changes: changes.map(changeJson),
    utilization: utilization.map(({ machine, share }) => ({
      machine,
      share: Math.round(share * 10_000) / 10_000,
    })),
  };
}

function changeJson({ domain, vcpu, before, after }: InterfaceChange): object {
  return { domain, vcpu, before, after };
}
