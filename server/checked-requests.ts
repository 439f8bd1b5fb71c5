import * as v from 'valibot';
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  type HandlerResult,
  type RequestType,
  ResponseError,
} from 'vscode-languageserver';

/**
 * Answers a request of the project's own protocol if its parameters are valid. Other requests are
 * refused with the fault.
 */
export function onChecked<P, R>(
  connection: Connection,
  type: RequestType<P, R, void>,
  schema: v.GenericSchema<unknown, P>,
  answer: (params: P, token: CancellationToken) => HandlerResult<R, void>,
): void {
  connection.onRequest(type.method, (params: unknown, token: CancellationToken) => {
    const read = v.safeParse(schema, params);
    return read.success
      ? answer(read.output, token)
      : new ResponseError(ErrorCodes.InvalidParams, `${type.method}: ${v.summarize(read.issues)}`);
  });
}
