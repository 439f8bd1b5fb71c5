import type { Event, LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
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
