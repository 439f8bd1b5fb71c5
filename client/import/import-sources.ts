import { type Uri, window } from 'vscode';
import {
  askForClock,
  type importSources as importTexts,
  noClockGiven,
  typeOf,
} from '../../messages/client/import.ts';
import { activeFile } from '../active-file.ts';
import { fileNameOf } from '../file-name.ts';

export type ImportKind = keyof typeof importTexts;

/** The way in which the result is shown: as a new file, or written into the active one. */
type Result = { readonly kind: 'new' } | { readonly kind: 'overheads'; readonly name: string };

export interface ImportSource {
  readonly many: boolean;
  readonly result: Result;
  /** The arguments of `hypersched import KIND`; undefined if a person gave up on the way. */
  args(files: readonly Uri[]): Promise<readonly string[] | undefined>;
}

/** The name of the block that time stamps become. */
const measured = 'measured';

export const importSources: { readonly [Kind in ImportKind]: ImportSource } = {
  xen: {
    many: true,
    result: { kind: 'new' },
    args: async (files) => files.map(({ fsPath }) => fsPath),
  },
  tsc: {
    many: false,
    result: { kind: 'overheads', name: measured },
    async args(files) {
      const clock = await askClock();
      if (clock === undefined) return undefined;
      return [...files.map(({ fsPath }) => fsPath), '--name', measured, '--clock', clock];
    },
  },
  'lat-ctx': {
    many: true,
    result: { kind: 'new' },
    async args(files) {
      const args: string[] = [];
      for (const file of files) {
        const type = await window.showQuickPick(['dom0', 'pv', 'pvh', 'hvm'], {
          title: typeOf(fileNameOf(file)),
        });
        if (type === undefined) return undefined;
        args.push(`--${type}`, file.fsPath);
      }
      return args;
    },
  },
};

/** The clock in GHz: that of the active file, if it has one, is proposed. */
async function askClock(): Promise<string | undefined> {
  const written = /\bclock\s+(\d+(?:\.\d+)?)\s*GHz/.exec(activeFile()?.getText() ?? '')?.[1];
  const given = await window.showInputBox({
    prompt: askForClock(),
    value: written ?? '',
    validateInput: (text) => (Number(text) > 0 ? null : noClockGiven()),
  });
  return given?.trim();
}
