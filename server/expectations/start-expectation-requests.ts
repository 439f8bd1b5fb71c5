import { type LangiumDocument, URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { expectationsOf } from '../../language/expectations/expectation.ts';
import { judge } from '../../language/expectations/judge.ts';
import { judgmentText } from '../../language/expectations/judgment-text.ts';
import { fileVerdict } from '../analysis/file-result.ts';
import { onChecked } from '../checked-requests.ts';
import { Expectations, type FileExpectations } from '../protocol.ts';
import { expectationsParamsSchema } from '../protocol-schemas.ts';
import type { ServerServices } from '../services.ts';

/** Answers requests for the expectations of files and whether they hold. */
export function startExpectationRequests(
  connection: Connection,
  { shared, results }: ServerServices,
): void {
  const { LangiumDocuments } = shared.workspace;

  onChecked(
    connection,
    Expectations.type,
    expectationsParamsSchema,
    async ({ uri }, token): Promise<FileExpectations[]> => {
      await results.settled(token);
      const one = uri === undefined ? undefined : LangiumDocuments.getDocument(URI.parse(uri));
      const documents = uri === undefined ? LangiumDocuments.all.toArray() : one ? [one] : [];
      return documents.flatMap(ofDocument);
    },
  );

  /** The expectations of an imported file are held against the first system that imports it. */
  function ofDocument(document: LangiumDocument): FileExpectations[] {
    const uri = document.uri.toString();
    const expectations = expectationsOf(document);
    const [system] = results.systemsWith(uri);
    if (expectations.length === 0 || system === undefined) return [];
    const verdict = fileVerdict(uri, LangiumDocuments, results);
    const judged = judge(expectations, { ...system, verdict });
    return [
      {
        uri,
        expectations: judged.map((each) => ({
          range: each.expectation.range,
          text: each.expectation.text,
          unmet: judgmentText(each),
        })),
      },
    ];
  }
}
