import { strict as assert } from 'node:assert';
import { type Task, type TaskProcessEndEvent, tasks } from 'vscode';
import { closeAll, open } from './workspace.ts';

describe('a task of type hypersched', () => {
  afterEach(closeAll);

  it('checks the files of the folder and tells by its exit code', async () => {
    await open('paper-testbed.hsched');
    const found = await tasks.fetchTasks({ type: 'hypersched' });
    assert.deepEqual(found.map(({ name }) => name).sort(), ['check', 'watch']);
    const check = found.find(({ name }) => name === 'check');
    assert.ok(check);
    assert.deepEqual(check.problemMatchers, ['$hypersched']);
    assert.equal(await exitCodeOf(check), 1);
  });
});

async function exitCodeOf(task: Task): Promise<number | undefined> {
  const ended = new Promise<TaskProcessEndEvent>((resolve) => {
    const listener = tasks.onDidEndTaskProcess((event) => {
      if (event.execution.task.name !== task.name) return;
      listener.dispose();
      resolve(event);
    });
  });
  await tasks.executeTask(task);
  return (await ended).exitCode;
}
