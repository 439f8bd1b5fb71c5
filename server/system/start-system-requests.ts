import { isOperationCancelled, URI } from 'langium';
import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { lower } from '../../language/lowering/lower.ts';
import { canceled } from '../answers.ts';
import { onChecked } from '../checked-requests.ts';
import {
  ChooseWindows,
  ComparePlacements,
  DescribeSystem,
  EditAttributes,
  WriteOverheads,
} from '../protocol.ts';
import {
  compareParamsSchema,
  editParamsSchema,
  systemParamsSchema,
  writeOverheadsParamsSchema,
} from '../protocol-schemas.ts';
import type { ServerServices } from '../services.ts';
import { chooseWindows } from './choose-windows.ts';
import { comparePlacements } from './compare-placements.ts';
import { describeSystem } from './describe-system.ts';
import { editAttributes } from './edit-attributes.ts';
import { writeOverheads } from './write-overheads.ts';

/** Answers requests for the system of a file, for simulations, and for edits of its numbers. */
export function startSystemRequests(
  connection: Connection,
  { shared, language, results, worker }: ServerServices,
): void {
  const { LangiumDocuments, WorkspaceLock, WorkspaceManager } = shared.workspace;

  /** The answer for a document after all changes of the text have been built. */
  async function ofDocument<T>(
    uri: string,
    canceled: () => boolean,
    answer: (document: NonNullable<ReturnType<typeof LangiumDocuments.getDocument>>) => T,
  ): Promise<T | null | ResponseError> {
    await WorkspaceManager.ready;
    let result: T | null = null;
    await WorkspaceLock.read(() => {
      const document = LangiumDocuments.getDocument(URI.parse(uri));
      if (document !== undefined && !canceled()) result = answer(document);
    });
    return canceled() ? new ResponseError(LSPErrorCodes.RequestCancelled, 'canceled') : result;
  }

  onChecked(connection, DescribeSystem.type, systemParamsSchema, ({ uri }, token) =>
    ofDocument(
      uri,
      () => token.isCancellationRequested,
      (document) => describeSystem(document, language, results.get(document.uri.toString())),
    ),
  );
  onChecked(connection, ChooseWindows.type, systemParamsSchema, ({ uri }, token) =>
    orCanceled(chooseWindows(uri, { results, worker, documents: LangiumDocuments }, token)),
  );
  onChecked(connection, ComparePlacements.type, compareParamsSchema, (params, token) =>
    orCanceled(comparePlacements(params, { results, worker }, token)),
  );
  onChecked(connection, EditAttributes.type, editParamsSchema, ({ uri, changes }, token) =>
    ofDocument(
      uri,
      () => token.isCancellationRequested,
      (document) => editAttributes(lower(document, language).places, changes),
    ),
  );
  onChecked(connection, WriteOverheads.type, writeOverheadsParamsSchema, (params, token) =>
    ofDocument(
      params.uri,
      () => token.isCancellationRequested,
      (document) => writeOverheads(document, params),
    ),
  );
}

async function orCanceled<T>(work: Promise<T>): Promise<T | ResponseError> {
  try {
    return await work;
  } catch (error) {
    if (!isOperationCancelled(error)) throw error;
    return canceled();
  }
}
