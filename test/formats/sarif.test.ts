import { describe, expect, test } from 'vitest';
import { type SarifFinding, writeSarif } from '../../formats/sarif.ts';

const finding: SarifFinding = {
  file: 'boards/paper testbed.hsched',
  line: 41,
  column: 3,
  endLine: 41,
  endColumn: 40,
  severity: 'error',
  code: 'guest-unschedulable',
  message: 'actuate can miss its 15 ms deadline.',
  related: [
    {
      file: '/lib/b.hsched',
      line: 1,
      column: 2,
      endLine: 1,
      endColumn: 9,
      message: 'It runs on this machine.',
    },
  ],
};

const rules = [
  { code: 'never-found', summary: 'Stands in the list all the same.', severity: 'hint' },
  { code: 'guest-unschedulable', summary: 'A task can miss its deadline.', severity: 'error' },
] as const;

describe('SARIF', () => {
  test('is the log that the standard asks for', () => {
    expect(JSON.parse(writeSarif([finding], rules, '1.2.3'))).toEqual({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'hypersched',
              semanticVersion: '1.2.3',
              rules: [
                {
                  id: 'never-found',
                  shortDescription: { text: 'Stands in the list all the same.' },
                  defaultConfiguration: { level: 'note' },
                },
                {
                  id: 'guest-unschedulable',
                  shortDescription: { text: 'A task can miss its deadline.' },
                  defaultConfiguration: { level: 'error' },
                },
              ],
            },
          },
          columnKind: 'utf16CodeUnits',
          results: [
            {
              ruleId: 'guest-unschedulable',
              ruleIndex: 1,
              level: 'error',
              message: { text: 'actuate can miss its 15 ms deadline.' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'boards/paper%20testbed.hsched' },
                    region: { startLine: 41, startColumn: 3, endLine: 41, endColumn: 40 },
                  },
                },
              ],
              relatedLocations: [
                {
                  id: 0,
                  physicalLocation: {
                    artifactLocation: { uri: 'file:///lib/b.hsched' },
                    region: { startLine: 1, startColumn: 2, endLine: 1, endColumn: 9 },
                  },
                  message: { text: 'It runs on this machine.' },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test.each([
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'note'],
    ['hint', 'note'],
  ] as const)('%s is the level %s', (severity, level) => {
    const log = JSON.parse(writeSarif([{ ...finding, severity }], [], '1.0.0'));
    expect(log.runs[0].results[0].level).toBe(level);
  });

  test.each([
    ['a.hsched', 'a.hsched'],
    ['../제어 #1.hsched', '../%EC%A0%9C%EC%96%B4%20%231.hsched'],
    ['sub\\b.hsched', 'sub/b.hsched'],
    ['/root/c.hsched', 'file:///root/c.hsched'],
    ['C:\\boards\\d.hsched', 'file:///C:/boards/d.hsched'],
    ['\\\\server\\share\\e.hsched', 'file://server/share/e.hsched'],
  ])('%s becomes the URI %s', (file, uri) => {
    const log = JSON.parse(writeSarif([{ ...finding, file }], [], '1.0.0'));
    expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  test('a code without a rule becomes one, once', () => {
    const log = JSON.parse(writeSarif([finding, finding], [], '1.0.0'));
    expect(log.runs[0].tool.driver.rules).toEqual([{ id: 'guest-unschedulable' }]);
    expect(log.runs[0].results.map((result: { ruleIndex: number }) => result.ruleIndex)).toEqual([
      0, 0,
    ]);
  });

  test('no findings are an empty list of results, which says that all is well', () => {
    expect(JSON.parse(writeSarif([], rules, '1.0.0')).runs[0].results).toEqual([]);
  });
});
