import { expect, it } from 'vitest';
import { promised } from '../../support/promised.ts';
import { startInProcess } from '../in-process.ts';
import { MemoryFiles } from '../memory-files.ts';

const text = 'machine m {}\ndomain d on m { vcpu v period 10ms task t period 10ms wcet 1ms }\n';

/** Files that answer slowly, as those that the editor is asked for. */
class SlowFiles extends MemoryFiles {
  readonly answered = promised<void>();

  override async exists(uri: Parameters<MemoryFiles['exists']>[0]): Promise<boolean> {
    await this.answered.promise;
    return super.exists(uri);
  }
}

it('builds a file while the new text that was saved as it is being closed', async () => {
  const files = new SlowFiles();
  const { client } = await startInProcess({ files });
  const verdicts = async () =>
    (await client.check()).map(({ uri, verdict }) => `${uri} ${verdict}`).toSorted();
  await client.open('untitled:Untitled-1', text);
  expect(await verdicts()).toEqual(['untitled:Untitled-1 schedulable']);
  await client.close('untitled:Untitled-1');
  await client.open('file:///board.hsched', text);
  expect(await verdicts()).toContain('file:///board.hsched schedulable');
  files.answered.resolve();
  await expect.poll(verdicts).toEqual(['file:///board.hsched schedulable']);
  client.dispose();
});
