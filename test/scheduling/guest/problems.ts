import { analyzeVcpu } from '../../../scheduling/guest/analyze-vcpu.ts';
import type { BudgetProblem, GuestResult, VcpuProblem } from '../../../scheduling/guest/problem.ts';
import type { GuestPolicy, ServerKind, Task } from '../../../scheduling/model/model.ts';
import type { Supply } from '../../../scheduling/supply/supply.ts';

export const FULL: Supply = { kind: 'full' };

export function resource(
  server: ServerKind,
  period: number,
  budget: number,
  deadline = period,
): Supply {
  return { kind: 'budget', server, period, budget, deadline };
}

/** A guest by the name of its policy; a turn of RR is 2. */
export function problem(
  kind: GuestPolicy['kind'],
  supply: Supply,
  tasks: readonly Task[],
  overheads: { readonly kernelLatency?: number; readonly taskSwitch?: number } = {},
): VcpuProblem {
  const policy: GuestPolicy = kind === 'RR' ? { kind, quantum: 2 } : { kind };
  return {
    policy,
    tasks,
    kernelLatency: 0,
    taskSwitch: 0,
    ...overheads,
    supply: { safe: supply, necessary: supply },
  };
}

export function judged(...args: Parameters<typeof problem>): GuestResult {
  return analyzeVcpu(problem(...args));
}

/** The same guest on a server with an open budget. */
export function openBudget(
  kind: GuestPolicy['kind'],
  server: ServerKind,
  period: number,
  tasks: readonly Task[],
  more: Partial<BudgetProblem> = {},
): BudgetProblem {
  const { supply: _, ...load } = problem(kind, FULL, tasks);
  return { ...load, server, period, deadline: period, resolution: 1, ...more };
}
