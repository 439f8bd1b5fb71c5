import type { Connection } from 'vscode-languageserver';

/** Tells a fault of the server itself, with its stack, in the output channel of the editor. */
export type FaultLog = (message: string, fault: unknown) => void;

/** The log of a connection; without one, as Langium allows, nobody reads it. */
export function faultLog(connection: Connection | undefined): FaultLog {
  return (message, fault) => {
    connection?.console.error(`${message}: ${fault instanceof Error ? fault.stack : fault}`);
  };
}
