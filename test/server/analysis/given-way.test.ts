import { OperationCancelled } from 'langium';
import { expect, it, vi } from 'vitest';
import { CodeActionRequest } from 'vscode-languageserver-protocol';
import { startInProcess } from '../in-process.ts';

it('offers quick fixes although their search had to give way to an analysis', async () => {
  const { client, services } = await startInProcess();
  const uri = 'untitled:a.hsched';
  await client.open(
    uri,
    'machine m {}\ndomain d on m { vcpu v period 10ms budget 1ms task t period 50ms wcet 10ms }\n',
  );
  await client.check(uri);
  vi.spyOn(services.worker, 'remedies').mockRejectedValueOnce(OperationCancelled);
  const [finding] = client.diagnostics(uri).filter(({ code }) => code === 'guest-unschedulable');
  if (finding === undefined) throw new Error('nothing is found');
  const actions = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: finding.range,
    context: { diagnostics: [finding] },
  });
  expect(actions?.some(({ title }) => title.startsWith('Set the budget of d.v'))).toBe(true);
  client.dispose();
});
