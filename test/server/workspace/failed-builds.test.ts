import { expect, it } from 'vitest';
import { startInProcess } from '../in-process.ts';

const uri = 'untitled:Untitled-1';
const withBudget = (budget: string) =>
  `machine m {}\ndomain d on m { vcpu v period 5ms budget ${budget} task t period 50ms wcet 5ms }\n`;

it('goes on where a change could not be followed: that is told, and the next one is', async () => {
  const { client, services } = await startInProcess();
  await client.open(uri, withBudget('4ms'));
  expect(await client.check()).toMatchObject([{ verdict: 'schedulable' }]);
  const fault = services.shared.workspace.DocumentBuilder.onUpdate(() => {
    throw new Error('a fault of a build');
  });
  await client.change(uri, withBudget('3ms'));
  await expect
    .poll(() => client.complaints)
    .toEqual([expect.stringContaining('a fault of a build')]);
  fault.dispose();
  await client.change(uri, withBudget('0.2ms'));
  expect(await client.check()).toMatchObject([{ verdict: 'unschedulable' }]);
  client.dispose();
});
