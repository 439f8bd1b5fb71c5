import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { askUntil, type Workbench } from '../../scripts/workbench.ts';
import { type FakeHost, fakeHostIn } from '../cli/monitor/fake-host.ts';
import { openAlone, screenshot } from './workbench.ts';

/** The recorded host but for one budget, and a domain that is not written. */
const text = `machine board { cores 1 scheduler RTDS }
domain dom0 on board { type dom0 vcpu v0 period 10ms budget 5ms extratime }
domain rt1 on board { vcpu v0 period 10ms budget 2ms task t period 20ms wcet 1ms }
domain rt2 on board { vcpu v0 period 20ms budget 7ms task u period 40ms wcet 2ms }
`;

/** A host behind a command that the settings of the workspace name. */
describe('a person monitors Dom0', () => {
  let workbench: Workbench;
  let host: FakeHost;

  beforeAll(async () => {
    host = fakeHostIn(mkdtempSync(join(inject('directory'), 'host-')));
    const via = host.via.map((word) => `'${word}'`).join(' ');
    const settings = { 'hypersched.monitor.via': via, 'hypersched.monitor.every': 1 };
    workbench = await openAlone('board.hsched', text, {
      '.vscode/settings.json': JSON.stringify(settings),
    });
    await workbench.line('domain rt1 on board').waitFor();
  });
  // Other specs look at the view that made room.
  afterAll(() => unfold('true'));

  const unfold = (expanded: 'true' | 'false') => {
    const other = workbench.page.locator('.pane-header', { hasText: 'Schedulability' });
    const state = workbench.page.locator(`[aria-expanded=${expanded}]`);
    return askUntil(other.and(state), () => other.click());
  };
  const rows = () => workbench.page.locator('.pane-body .monaco-list-row');
  const row = (words: string) => rows().filter({ hasText: words }).first();
  const says = (words: string) =>
    workbench.page.locator('.pane-body .message', { hasText: words }).first().waitFor();

  it('and sees what is there against what is written', async () => {
    // The settings of a folder count once VS Code has noticed them.
    await askUntil(row('Pool-0'), async () => {
      await workbench.page.keyboard.press('Escape');
      await workbench.start('Hypersched: Monitor Dom0');
    });
    // A tree renders the rows alone that fit into its pane.
    await unfold('false');
    await row('2.5 ms of 10 ms · written 2 ms of 10 ms').waitFor();
    await row('not in the file').waitFor();
    await says('As it is there: unschedulable. 2 things differ from the file.');
  });

  it('sees a budget that differs at its place in the text', async () => {
    const entry = await workbench.problems('has a budget of 2.5 ms');
    await entry.first().waitFor();
    expect(await entry.first().textContent()).toContain('[Ln 3, Col 43]');
  });

  it('sees what a domain takes', async () => {
    const listed = readFileSync(join(host.folder, 'vcpu-list'), 'utf8');
    let seconds = 1.5;
    const later = async () => {
      seconds += 0.3;
      host.print('vcpu-list', listed.replace(/ 1\.5 {2}/, ` ${seconds.toFixed(1)}  `));
      return /[▂▃▄▅▆]/.test((await row('2.5 ms of 10 ms').textContent()) ?? '');
    };
    await expect.poll(later, { interval: 1_000 }).toBe(true);
  });

  it.each([
    ['light', 'Light Modern'],
    ['high-contrast', 'Dark High Contrast'],
    ['dark', 'Dark Modern'],
  ])('finds it readable in a %s theme', async (name, theme) => {
    await workbench.theme(theme);
    await row('Pool-0').waitFor();
    await screenshot(workbench, `monitor-${name}`);
  });

  it('loses the connection, is told so, and is connected again', async () => {
    host.become('dies');
    host.hangUp();
    await says('Connection to dom0 closed');
    await row('Pool-0').waitFor();
    host.become('answers');
    await says('As it is there');
  });

  it('takes the quick fix that writes what the host has', async () => {
    const fix = (title: string) => workbench.fix('domain rt1 on board', 'budget', title);
    await fix('Copy the command that sets the host: xl sched-rtds');
    await screenshot(workbench, 'monitor-quick-fix');
    await (await fix('Write what the host has: budget 2.5ms')).click();
    await workbench.line('domain rt1 on board { vcpu v0 period 10ms budget 2.5ms').waitFor();
    await workbench.page.keyboard.press('Control+S');
    await says('As it is there: unschedulable. 1 thing differs from the file.');
  });

  it('mends the file, and nothing differs any more', async () => {
    await workbench.retype(
      'domain rt1 on board',
      'domain rt1 on board { vcpu v0 period 10ms budget 2.5ms task t period 20ms wcet 1ms } domain hog on board { vcpu v0 period 50ms budget 10ms }',
    );
    await workbench.page.keyboard.press('Control+S');
    await says('Nothing differs from the file.');
  });

  it('ends it', async () => {
    await workbench.command('Hypersched: Stop Monitoring');
    await row('Pool-0').waitFor({ state: 'detached' });
  });
});
