import { t } from '@vscode/l10n';
import { codes } from '../text/lists.ts';

export function standsOnNoMachine(name: string): string {
  return t('`{name}` stands on no machine: declare one, or import the file that does.', { name });
}

export interface OnWhichMachine {
  readonly name: string;
  /** All known machines, the first for the example. */
  readonly machines: readonly [string, ...string[]];
}

export function domainOnWhichMachine({ name, machines }: OnWhichMachine): string {
  return t(
    'Say which machine this domain is on: there are {machines}, as in `domain {name} on {machine}`.',
    { name, machines: codes(machines), machine: machines[0] },
  );
}

export function scenarioOnWhichMachine({ name, machines }: OnWhichMachine): string {
  return t(
    'Say which machine this scenario is on: there are {machines}, as in `scenario {name} on {machine}`.',
    { name, machines: codes(machines), machine: machines[0] },
  );
}

export function runByNoDomain(taskset: string): string {
  return t(
    'No domain runs `{taskset}`: its tasks are in no system. Write `run {taskset}` in a domain.',
    { taskset },
  );
}
