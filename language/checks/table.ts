import type { Check } from './check.ts';
import { domainChecks } from './domain.ts';
import { importChecks } from './imports.ts';
import { machineChecks } from './machines/machine.ts';
import { openWindowChecks } from './machines/open-windows.ts';
import { planChecks } from './machines/plans.ts';
import { poolChecks } from './machines/pools.ts';
import { windowChecks } from './machines/windows.ts';
import { nameChecks } from './names.ts';
import { scenarioChecks } from './scenario.ts';
import { taskChecks } from './task.ts';
import { valueChecks } from './values.ts';
import { vcpuChecks } from './vcpu.ts';

/** The rules that run while a person types. */
export const checks: readonly Check[] = [
  ...importChecks,
  ...nameChecks,
  ...valueChecks,
  ...machineChecks,
  ...windowChecks,
  ...openWindowChecks,
  ...poolChecks,
  ...planChecks,
  ...domainChecks,
  ...vcpuChecks,
  ...taskChecks,
  ...scenarioChecks,
];

/** The codes of the lexer's, the parser's and the linker's errors. */
const syntaxCodes = ['syntax/character', 'syntax/unexpected', 'name/unknown'] as const;

/** Every code that a problem of the text can carry. */
export const checkCodes: readonly string[] = [
  ...new Set([...syntaxCodes, ...checks.flatMap(({ codes }) => codes)]),
];
