import { registerHooks } from 'node:module';
import { expect, it, vi } from 'vitest';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { promised } from '../support/promised.ts';

const State = { Stopped: 1, Running: 2, Starting: 3, StartFailed: 4 };

/** The library's own module needs a VS Code around it. */
const library = `data:text/javascript,export const State = ${JSON.stringify(State)}`;
const hooks = registerHooks({
  resolve: (name, context, next) =>
    name === 'vscode-languageclient' ? { url: library, shortCircuit: true } : next(name, context),
});
const { serverAnswers } = await import('../../client/session.ts');
hooks.deregister();

/** A client in a state, whose start ends as `started` does. */
function clientIn(state: number, started: Promise<void> = Promise.resolve()) {
  const client = { state, start: vi.fn(() => started) };
  return { client, session: { client: client as unknown as BaseLanguageClient } };
}

it.each([
  ['runs', State.Running, true],
  ['was stopped', State.Stopped, false],
  ['could not start', State.StartFailed, false],
])('a server that %s is not started', async (_, state, answers) => {
  const { client, session } = clientIn(state);
  expect(await serverAnswers(session)).toBe(answers);
  expect(client.start).not.toHaveBeenCalled();
});

it.each([
  ['started', State.Running, true],
  ['failed to start', State.StartFailed, false],
])('a server that starts is awaited until it has %s', async (_, state, answers) => {
  const { promise, resolve, reject } = promised<void>();
  const { client, session } = clientIn(State.Starting, promise);
  const answered = vi.fn();
  const asked = serverAnswers(session).then(answered);
  await Promise.resolve();
  expect(answered).not.toHaveBeenCalled();
  client.state = state;
  if (answers) resolve();
  else reject(new Error('no server'));
  await asked;
  expect(answered).toHaveBeenCalledWith(answers);
});
