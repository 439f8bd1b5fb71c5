import type { TestProject } from 'vitest/node';
import { type Lab, lab } from '../../scripts/xen-lab/lab.ts';
import { buildCommand } from '../cli/built-command.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The parts that a Xen boots from. */
    lab: Lab;
  }
}

/** Makes the lab where it is not made yet, and the command that the tests run. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('lab', lab());
  await buildCommand();
}
