import { describe, expect, it } from 'vitest';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { DiagnosticsBoard } from '../../../server/analysis/diagnostics-board.ts';

const diagnostic = (message: string): Diagnostic => ({
  message,
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
});

function boardWithLog() {
  const sent: PublishDiagnosticsParams[] = [];
  const board = new DiagnosticsBoard((params) => sent.push(params));
  const shown = () =>
    sent
      .splice(0)
      .map(({ uri, diagnostics }) => [uri, ...diagnostics.map(({ message }) => message)]);
  return { board, shown, sent };
}

describe('what stands in the Problems view', () => {
  it('holds what the text and what each system has to say, the text first', () => {
    const { board, shown } = boardWithLog();
    board.setFindings('root', new Map([['a', [diagnostic('can miss')]]]));
    board.setText('a', [diagnostic('typo')]);
    board.publish();
    expect(shown()).toEqual([['a', 'typo', 'can miss']]);
  });

  it('keeps the findings when the text changes, and the text when the findings do', () => {
    const { board, shown } = boardWithLog();
    board.setText('a', [diagnostic('typo')]);
    board.setFindings('root', new Map([['a', [diagnostic('can miss')]]]));
    board.publish();
    board.setText('a', []);
    board.publish();
    board.setText('a', [diagnostic('another typo')]);
    board.setFindings('root', new Map());
    board.publish();
    expect(shown()).toEqual([
      ['a', 'typo', 'can miss'],
      ['a', 'can miss'],
      ['a', 'another typo'],
    ]);
  });

  it('takes findings away from the documents where they no longer stand', () => {
    const { board, shown } = boardWithLog();
    board.setFindings('root', new Map([['a', [diagnostic('here')]]]));
    board.publish();
    board.setFindings('root', new Map([['b', [diagnostic('there')]]]));
    board.publish();
    expect(shown()).toEqual([['a', 'here'], ['a'], ['b', 'there']]);
  });

  it('shows what two systems find alike once, and drops the findings of systems that are gone', () => {
    const { board, shown } = boardWithLog();
    board.setFindings('one', new Map([['shared', [diagnostic('both')]]]));
    board.setFindings('two', new Map([['shared', [diagnostic('both'), diagnostic('only two')]]]));
    board.publish();
    board.keepSystems(new Set(['one']));
    board.publish();
    expect(shown()).toEqual([
      ['shared', 'both', 'only two'],
      ['shared', 'both'],
    ]);
  });

  it('sends nothing anew that is shown already', () => {
    const { board, shown } = boardWithLog();
    board.setText('a', [diagnostic('typo')]);
    board.setText('clean', []);
    board.publish();
    board.setText('a', [diagnostic('typo')]);
    board.publish();
    expect(shown()).toEqual([['a', 'typo']]);
  });

  it('sends it anew for a new version: the editor has moved what it showed', () => {
    const { board, sent } = boardWithLog();
    for (const version of [1, 2]) {
      board.setText('a', [diagnostic('typo')]);
      board.publish(() => version);
    }
    expect(sent.map(({ version }) => version)).toEqual([1, 2]);
  });
});
