import { afterEach, expect, it } from 'vitest';
import { speak } from '../../messages/locale.ts';
import { startInProcess } from './in-process.ts';

const uri = 'untitled:a.hsched';

afterEach(() => speak({}));

it('says its findings in the language that the client brings', async () => {
  const { client } = await startInProcess({
    translations: {
      '`{name}` stands on no machine: declare one, or import the file that does.':
        '`{name}`이(가) 놓일 기계가 없습니다: 하나를 선언하거나, 선언한 파일을 가져오세요.',
    },
  });
  await client.open(uri, 'domain d { vcpu v }\n');
  await client.check(uri);
  expect(client.diagnostics(uri).map(({ message }) => message)).toContain(
    '`d`이(가) 놓일 기계가 없습니다: 하나를 선언하거나, 선언한 파일을 가져오세요.',
  );
  client.dispose();
});
