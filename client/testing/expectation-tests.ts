import {
  type CancellationToken,
  type Disposable,
  Location,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  TestRunProfileKind,
  type TestRunRequest,
  tests,
  Uri,
  workspace,
} from 'vscode';
import { checkExpectations, expectationTests } from '../../messages/client/testing.ts';
import {
  type ExpectationResult,
  Expectations,
  type FileExpectations,
} from '../../server/protocol.ts';
import { type Session, serverAnswers } from '../session.ts';

/** The delay in ms between an analysis and the request for its results. */
const PAUSE_MS = 200;

/**
 * The comments `// expect: …` in the Testing view: one test for each, below its file. Tests appear
 * and change with the text; those that run continuously run after each analysis.
 */
export class ExpectationTests implements Disposable {
  readonly #session: Session;
  readonly #controller: TestController;
  readonly #results = new Map<TestItem, ExpectationResult>();
  readonly #continuous = new Set<TestRunRequest>();
  readonly #disposables: readonly Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.#controller = tests.createTestController('hypersched.expectations', expectationTests());
    this.#controller.resolveHandler = () => this.#find();
    this.#controller.refreshHandler = (token) => this.#find(token);
    const profile = this.#controller.createRunProfile(
      checkExpectations(),
      TestRunProfileKind.Run,
      (request, token) => this.#runWhenAsked(request, token),
      true,
      undefined,
      true,
    );
    this.#disposables = [
      this.#controller,
      profile,
      session.onAnalysis(() => this.#findSoon()),
      workspace.onDidDeleteFiles(() => this.#findSoon()),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #findSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      await this.#find();
      for (const request of this.#continuous) this.#report(request);
    }, PAUSE_MS);
  }

  /** Asks for all expectations and shows them as tests. */
  async #find(token?: CancellationToken): Promise<void> {
    if (!(await serverAnswers(this.#session))) return;
    const files = await this.#session.client.sendRequest(Expectations.type, {}, token);
    this.#results.clear();
    this.#controller.items.replace(files.map((file) => this.#fileItem(file)));
  }

  #fileItem({ uri, expectations }: FileExpectations): TestItem {
    const { client } = this.#session;
    const address = client.protocol2CodeConverter.asUri(uri);
    const item = this.#controller.createTestItem(uri, workspace.asRelativePath(address), address);
    const numbers = new Map<string, number>();
    item.children.replace(
      expectations.map((result) => {
        // The text identifies a test, so that it stays the same while lines come and go above it.
        const number = (numbers.get(result.text) ?? 0) + 1;
        numbers.set(result.text, number);
        const id = `${uri} ${number} ${result.text}`;
        const test = this.#controller.createTestItem(id, result.text, address);
        test.range = client.protocol2CodeConverter.asRange(result.range);
        this.#results.set(test, result);
        return test;
      }),
    );
    return item;
  }

  async #runWhenAsked(request: TestRunRequest, token: CancellationToken): Promise<void> {
    if (request.continuous === true) {
      this.#continuous.add(request);
      token.onCancellationRequested(() => this.#continuous.delete(request));
    }
    await this.#find(token);
    if (!token.isCancellationRequested) this.#report(request);
  }

  /** Reports the results of the requested tests, as they were found last. */
  #report(request: TestRunRequest): void {
    const run = this.#controller.createTestRun(request, undefined, false);
    const wanted = new Set(request.include?.map(({ id }) => id));
    const unwanted = new Set(request.exclude?.map(({ id }) => id));
    for (const [test, result] of this.#results) {
      const ids = [test.id, test.parent?.id ?? ''];
      if (wanted.size > 0 && !ids.some((id) => wanted.has(id))) continue;
      if (!ids.some((id) => unwanted.has(id))) report(run, test, result);
    }
    run.end();
  }
}

function report(run: TestRun, test: TestItem, { unmet }: ExpectationResult): void {
  if (unmet === null) {
    run.passed(test);
    return;
  }
  const message = new TestMessage(unmet);
  if (test.uri !== undefined && test.range !== undefined)
    message.location = new Location(Uri.from(test.uri), test.range);
  run.failed(test, message);
}
