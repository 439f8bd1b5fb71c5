import type { LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** What a command or a view may use. */
export interface Session {
  readonly client: BaseLanguageClient;
  readonly log: LogOutputChannel;
}
