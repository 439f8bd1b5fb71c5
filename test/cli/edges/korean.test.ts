import { beforeAll, expect, test } from 'vitest';
import { buildCommand, hypersched } from '../built-command.ts';

beforeAll(buildCommand);

const text = `machine m { servers periodic }
domain d on m { scheduler RM  vcpu v0  period 5ms  budget 2ms
  task t  period 5ms  wcet 2ms  deadline 4ms }
`;

test('in Korean the command says what can miss, with the words of the field and the file’s numbers', async () => {
  const env = { ...process.env, LC_ALL: 'ko_KR.UTF-8', NO_COLOR: '1' };
  const ran = await hypersched(['check', '-'], { input: text, env: definedOnly(env) });
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('마감시한을 4 ms만큼 놓칠 수 있습니다');
  expect(ran.out).toContain('의 예산이면 충분합니다.');
  expect(ran.out).toContain('스케줄 불가능');
  expect(ran.out).toMatch(/주기 +예산 +최소 +부하/);
  const help = await hypersched(['check', '--help'], { env: definedOnly(env) });
  expect(help.out).toContain('사용법: hypersched check');
});

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
