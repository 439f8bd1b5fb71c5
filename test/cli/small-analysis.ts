import type { Analysis, TestUsed } from '../../scheduling/model/analysis.ts';
import type { CompletedDomain } from '../../scheduling/model/completed.ts';
import type { Task } from '../../scheduling/model/model.ts';

const test: TestUsed = { name: 'guest-responses', kind: 'exact' };
const schedulable = { kind: 'schedulable' } as const;
const unschedulable = {
  kind: 'unschedulable',
  reason: {
    kind: 'miss',
    task: 'actuate',
    deadline: 15_000_000,
    late: 850_000,
    shortage: { kind: 'window', time: 15_000_000, demand: 5_050_000, supply: 4_600_000 },
  },
} as const;

const actuate: Task = {
  name: 'actuate',
  vcpu: 'v0',
  period: 20_000_000,
  wcet: 3_000_000,
  bcet: 3_000_000,
  deadline: 15_000_000,
  offset: 0,
  jitter: 0,
  blocking: 0,
  sporadic: false,
};

const guest: CompletedDomain = {
  name: 'guest1',
  type: 'pv',
  policy: { kind: 'RM' },
  global: false,
  kernelLatency: 50_000,
  taskSwitch: 0,
  weight: 256,
  vcpus: [
    {
      name: 'v0',
      period: 5_000_000,
      deadline: 5_000_000,
      budget: 2_300_000,
      core: 0,
      extratime: false,
      computed: { period: false, budget: false, core: true },
    },
  ],
  tasks: [actuate],
  incomplete: false,
};

/** One guest that can miss, on a machine that passes: the prover's result, written by hand. */
export const smallAnalysis: Analysis = {
  completed: {
    machines: [
      {
        name: 'testbed',
        host: 'testbed',
        cores: [0, 1],
        policy: { kind: 'EDF', placement: 'partitioned' },
        servers: 'deferrable',
        resolution: 1_000,
        switchCosts: [],
        admission: { where: 'dom0', cost: 0 },
        domains: [guest],
      },
    ],
    scenarios: [],
  },
  verdict: 'unschedulable',
  machines: [
    {
      machine: 'testbed',
      verdict: schedulable,
      test,
      utilization: 0.507126,
      cores: [
        {
          core: 0,
          utilization: 0.507126,
          verdict: schedulable,
          vcpus: [{ domain: 'guest1', vcpu: 'v0' }],
        },
      ],
      vcpus: [
        {
          domain: 'guest1',
          vcpu: 'v0',
          verdict: schedulable,
          grossBudget: 2_535_632,
          response: 3_000_000,
          margin: 2_000_000,
        },
      ],
    },
  ],
  domains: [
    {
      domain: 'guest1',
      machine: 'testbed',
      verdict: unschedulable,
      vcpus: [
        {
          vcpu: 'v0',
          verdict: unschedulable,
          test,
          minBudget: 2_513_000,
          longestGap: 5_400_000,
          witness: { task: 'actuate', time: 15_000_000, demand: 5_050_000, supply: 4_600_000 },
          margin: -450_000,
        },
      ],
      tasks: [
        {
          task: 'actuate',
          vcpu: 'v0',
          soft: false,
          verdict: unschedulable,
          deadline: 15_000_000,
          response: 15_850_000,
          responseIsBound: false,
          slack: -850_000,
        },
      ],
    },
  ],
  scenarios: [
    {
      scenario: 'evening',
      steps: [
        {
          index: 0,
          at: 200_000_000,
          action: { kind: 'start', domains: ['guest1'] },
          admitted: false,
          reason: {
            kind: 'would-fail',
            element: { kind: 'vcpu', domain: 'guest1', vcpu: 'v0' },
            verdict: unschedulable,
          },
          failing: { kind: 'vcpu', domain: 'guest1', vcpu: 'v0' },
          running: [],
        },
      ],
    },
  ],
};
