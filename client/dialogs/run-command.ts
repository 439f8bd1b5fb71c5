import { type LogOutputChannel, ProgressLocation, window } from 'vscode';
import { commandRunner } from '../../assistants/run-command.ts';

export interface CommandCall {
  /** The path of the command's bundle. */
  readonly command: string;
  readonly args: readonly string[];
  /** The text on standard input. */
  readonly input: string;
  /** The folder that it runs in; the default is that of the extension host. */
  readonly folder: string | undefined;
  /** The title of the notification that shows its progress and can stop it. */
  readonly title: string;
}

/** The end of a command that nobody stopped. `told` has the lines of its standard error. */
export type CommandEnd = { readonly told: readonly string[] } & (
  | { readonly kind: 'done'; readonly out: string }
  | { readonly kind: 'failed'; readonly why: string }
);

/** Runs `hypersched` and logs what it tells; undefined if a person stopped it. */
export async function runCommand(
  { command, args, input, folder = process.cwd(), title }: CommandCall,
  log: LogOutputChannel,
): Promise<CommandEnd | undefined> {
  const ran = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (_, token) =>
      commandRunner({
        command,
        folder,
        isCanceled: (onCancel) => token.onCancellationRequested(onCancel),
      })(args, input),
  );
  if (ran.stopped === 'canceled') return undefined;
  const told = ran.err.split('\n').filter((line) => line !== '');
  for (const line of told) log.info(line);
  if (ran.code === 0) return { kind: 'done', told, out: ran.out };
  // Warnings may stand behind an error.
  const last = told.findLast((line) => /(?:^|: )error: /.test(line)) ?? told.at(-1);
  return { kind: 'failed', told, why: last ?? String(ran.stopped ?? ran.code) };
}
