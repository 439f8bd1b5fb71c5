import { jsonAnswer } from './answer.ts';
import { runOnSystem, systemInputs } from './system-input.ts';
import type { Inputs, Tool } from './tool.ts';

interface RunReport {
  readonly tasks: readonly { readonly misses: number }[];
}

/** One run of a system, in numbers. */
export const simulate: Tool = {
  name: 'simulate',
  title: 'Simulate a system',
  description:
    'Runs a .hsched system, or one of its scenarios, exactly and deterministically, and answers jobs, misses and response times of each task, supply and longest gap of each VCPU, use of each core, and what became of each step of the scenario. ' +
    'Times are nanoseconds. A run without a miss proves nothing; `check` does.',
  inputs: {
    ...systemInputs,
    scenario: {
      type: 'string',
      description: 'The scenario to play. Left out: every domain starts at 0.',
      maxLength: 1000,
    },
    duration: {
      type: 'string',
      description:
        'The length of the run, as `500ms` or `2s`. Left out: a hyperperiod, at most 10 s.',
      maxLength: 40,
    },
    seed: {
      type: 'integer',
      description: 'Of all that is drawn.',
      minimum: 0,
      maximum: 0xffff_ffff,
    },
    worstCaseOf: {
      type: 'string',
      description:
        'A VCPU, as `guest1.v0`, that gets the least supply that its budget guarantees. For an unschedulable VCPU its miss is in the run.',
      maxLength: 1000,
    },
  },
  required: [],
  answer: async (inputs, host) => {
    const args = ['simulate', '--format', 'json', ...optionsOf(inputs)];
    const out = await runOnSystem(inputs, args, [], host);
    if (typeof out !== 'string') return out;
    const report: RunReport = JSON.parse(out);
    return jsonAnswer(report, () => ({
      ...report,
      leftOut: 'tasks without misses',
      tasks: report.tasks.filter(({ misses }) => misses > 0),
    }));
  },
};

function optionsOf({ scenario, duration, seed, worstCaseOf }: Inputs): readonly string[] {
  return [
    ...(scenario === undefined ? [] : [`--scenario=${scenario}`]),
    ...(duration === undefined ? [] : [`--for=${duration}`]),
    ...(seed === undefined ? [] : [`--seed=${seed}`]),
    ...(worstCaseOf === undefined ? [] : [`--supply=worst-case:${worstCaseOf}`]),
  ];
}
