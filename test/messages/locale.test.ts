import { afterEach, describe, expect, it } from 'vitest';
import { simulatePanelHtml } from '../../client/simulate/simulate-panel-html.ts';
import { noSuchFile } from '../../messages/checks/imports.ts';
import { speak } from '../../messages/locale.ts';
import { misses } from '../../messages/page/bar.ts';

const korean = {
  'There is no file "{path}": the path is relative to this file.':
    '"{path}" 파일이 없습니다: 경로는 이 파일에 상대적입니다.',
};

afterEach(() => speak({}));

describe('a language', () => {
  it('is spoken from when it is set, with the data where that language wants them', () => {
    speak(korean);
    expect(noSuchFile('a.hsched')).toBe(
      '"a.hsched" 파일이 없습니다: 경로는 이 파일에 상대적입니다.',
    );
  });

  it('says in English what it lacks', () => {
    speak(korean);
    expect(misses(2)).toBe('2 misses ▸');
  });

  it('reaches the timeline in its page, whatever is in it', () => {
    const page = (translations: Readonly<Record<string, string>> | undefined) =>
      simulatePanelHtml({
        start: '',
        script: '',
        style: '',
        worker: '',
        cspSource: '',
        uri: '',
        horizon: '',
        title: '',
        language: 'ko',
        translations,
      });
    expect(page(undefined)).not.toContain('data-translations');
    expect(page({ 'a "b"': '<c>' })).toContain(
      'data-translations="{&quot;a \\&quot;b\\&quot;&quot;:&quot;&lt;c&gt;&quot;}"',
    );
  });
});
