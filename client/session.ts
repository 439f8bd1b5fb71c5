import type { Event, LogOutputChannel } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { FileResult } from '../server/protocol.ts';

/** The services that commands and views share. */
export interface Session {
  readonly client: BaseLanguageClient;
  readonly log: LogOutputChannel;
  /**
   * Fires after each analysis of a file. The client itself allows one listener for each
   * notification.
   */
  readonly onAnalysis: Event<FileResult>;
}

/** Whether the server answers. A start that is under way is awaited: a person may be faster. */
export async function serverAnswers({ client }: Pick<Session, 'client'>): Promise<boolean> {
  // The failure of a start is told by whoever has begun it.
  if (client.state === State.Starting) await client.start().catch(() => undefined);
  return client.state === State.Running;
}
