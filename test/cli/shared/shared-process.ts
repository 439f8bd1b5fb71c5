import { type ChildProcess, spawn } from 'node:child_process';
import { oldestNode } from '../../../scripts/node/oldest-node.ts';
import { nodeProgram } from '../../../scripts/node-programs.ts';
import { type Ran, type RunOptions, withoutColors } from './run.ts';

interface SharedRun extends Pick<RunOptions, 'cwd' | 'input'> {
  readonly args: readonly string[];
}

/** The process of the shared runs (`many-commands.mjs`), and the end of the last of them. */
let running: ChildProcess | null = null;
let last: Promise<unknown> = Promise.resolve();

/** Runs the built command when the shared runs before it have ended. */
export function inSharedProcess(run: SharedRun): Promise<Ran> {
  const ran = last.then(() => runIn(running ?? started(), run));
  last = ran.catch(() => {});
  return ran;
}

function started(): ChildProcess {
  const child = spawn(
    oldestNode(),
    ['test/cli/shared/many-commands.mjs', nodeProgram('cli/hypersched')],
    {
      env: withoutColors(),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    },
  );
  child.once('exit', () => {
    running = null;
  });
  running = child;
  return child;
}

function runIn(child: ChildProcess, run: SharedRun): Promise<Ran> {
  return new Promise((ended, reject) => {
    const leave = (): void => {
      child.off('message', done).off('exit', died);
      child.unref();
      child.channel?.unref();
    };
    const done = (ran: unknown): void => {
      leave();
      ended(ran as Ran);
    };
    const died = (code: number | null): void => {
      leave();
      reject(new Error(`hypersched ${run.args.join(' ')} ended its process with ${code}`));
    };
    // A test waits for the process only as long as for a run.
    child.ref();
    child.channel?.ref();
    child.once('message', done).once('exit', died);
    child.send(run);
  });
}
