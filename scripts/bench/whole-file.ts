import { AnalysisCache, analyze } from '../../scheduling/analyze.ts';
import type { SystemModel, Task } from '../../scheduling/model/model.ts';
import { type Benchmark, median, medianTime } from './benchmark.ts';
import { lowering, workload } from './workloads/workload.ts';

/**
 * The complete choice and proof of 200 domains and 2,000 tasks on 96 cores, at first and after an
 * edit of one task, and what the text of them takes to become a model.
 */
export const benchmarks: readonly Benchmark[] = [
  { name: 'analysis/editor-2000-lowered', unit: 'ms', goal: 20, run: lowered },
  { name: 'analysis/editor-2000-cold', unit: 'ms', goal: 100, run: cold },
  { name: 'analysis/editor-2000-one-edit', unit: 'ms', goal: 5, run: oneEdit },
];

const EDITOR_2000 = '../../../test/workloads/editor-2000.hsched';

async function lowered(): Promise<number> {
  return medianTime(15, 5, await lowering(EDITOR_2000));
}

async function cold(): Promise<number> {
  const model = await workload(EDITOR_2000);
  return medianTime(7, 2, () => {
    analyze(structuredClone(model), { cache: new AnalysisCache() });
  });
}

/**
 * Each edit concerns another task. The model is lowered anew, so the caches know its content only.
 */
async function oneEdit(): Promise<number> {
  const cache = new AnalysisCache();
  let model = await workload(EDITOR_2000);
  let previous = analyze(model, { cache }).completed;
  const times: number[] = [];
  for (let edit = 0; edit < 40; edit++) {
    model = structuredClone(withLongerTask(model, edit * 37));
    const start = performance.now();
    previous = analyze(model, { cache, previous }).completed;
    times.push(performance.now() - start);
  }
  return median(times.slice(10));
}

function withLongerTask(model: SystemModel, index: number): SystemModel {
  let at = 0;
  const longer = (task: Task): Task =>
    at++ === index ? { ...task, wcet: task.wcet + 1_000, bcet: task.bcet + 1_000 } : task;
  return {
    ...model,
    machines: model.machines.map((machine) => ({
      ...machine,
      domains: machine.domains.map((domain) => ({ ...domain, tasks: domain.tasks.map(longer) })),
    })),
  };
}
