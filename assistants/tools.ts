import { jsonAnswer, plainAnswer } from './answer.ts';
import { languageReference } from './language-reference.ts';
import { type CheckReport, failingParts } from './report.ts';
import { simulate } from './simulate.ts';
import { smallestBudget } from './smallest-budget.ts';
import { runOnSystem, systemInputs } from './system-input.ts';
import type { Tool } from './tool.ts';

const check: Tool = {
  name: 'check',
  title: 'Check schedulability',
  description:
    'Proves whether every hard real-time deadline in a .hsched system holds, or says which can be missed, when, by how much, and what budget would do. ' +
    'Answers the report of `hypersched check --format json`: verdicts of machines, domains, VCPUs and tasks; a `witness` (a window with more demand than sure supply) for each failing VCPU; errors of the text with line and column. ' +
    'All times are nanoseconds. Ask this instead of reasoning about schedulability yourself.',
  inputs: systemInputs,
  required: [],
  answer: async (inputs, host) => {
    const out = await runOnSystem(inputs, ['check', '--format', 'json'], [], host);
    if (typeof out !== 'string') return out;
    const report: CheckReport = JSON.parse(out);
    return jsonAnswer(report, () => failingParts(report));
  },
};

const explain: Tool = {
  name: 'explain',
  title: 'Explain a verdict',
  description:
    'Shows the derivation of the verdict on one element step by step, with formulas, the numbers of the file, the witness and literature.',
  inputs: {
    ...systemInputs,
    element: {
      type: 'string',
      description:
        'A machine, a domain, a scenario, or a member such as `guest1.v0` or `guest1.actuate`.',
      maxLength: 1000,
    },
  },
  required: ['element'],
  answer: async (inputs, host) => {
    const out = await runOnSystem(inputs, ['explain'], [String(inputs.element)], host);
    return typeof out === 'string' ? plainAnswer(out) : out;
  },
};

/** The tools, all of which only read. */
export const tools: readonly Tool[] = [check, explain, smallestBudget, simulate, languageReference];

/** The introduction of the tools to a model. */
export const instructions =
  'Proves and simulates two-level real-time schedules (Xen, KVM, ARINC 653) written as .hsched files. Read language_reference before writing one, and check whatever you write.';
