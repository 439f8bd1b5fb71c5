import * as v from 'valibot';
import {
  type Disposable,
  env,
  type TextEditor,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { State } from 'vscode-languageclient';
import { painted, systemNotRead } from '../../messages/client/log.ts';
import { fileGone, numbersNotWritten, pageRequestFailed } from '../../messages/client/panel.ts';
import { type Element, elementKey } from '../../scheduling/model/element.ts';
import {
  type AttributeChange,
  DescribeSystem,
  EditAttributes,
  type SystemDescription,
} from '../../server/protocol.ts';
import { elementAt } from '../element-at.ts';
import { fileNameOf } from '../file-name.ts';
import type { Session } from '../session.ts';
import { shownIn, showPlace } from '../show-place.ts';
import type { LaneAction, ToPage, ViewName } from '../timeline/messages.ts';
import { fromPageSchema } from './from-page-schema.ts';
import { openPage } from './open-page.ts';
import { reasonOf, savedBeside } from './save-beside.ts';

export const simulatePanelType = 'hypersched.timeline';

/** The page's first view. */
export interface Opening {
  readonly view: ViewName;
  readonly element?: Element;
}

/** One timeline: the page, its file, and the messages between the page and the extension. */
export class SimulatePanel implements Disposable {
  readonly uri: Uri;
  readonly #session: Session;
  readonly #panel: WebviewPanel;
  readonly #disposables: Disposable[] = [];
  readonly #waiting: ToPage[] = [];
  #system: SystemDescription | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ready = false;
  /**
   * The element whose text the page just selected. That selection must not select it in the page
   * again.
   */
  #revealing: string | undefined;

  constructor(
    session: Session,
    panel: WebviewPanel,
    uri: Uri,
    extension: Uri,
    onClose: () => void,
  ) {
    this.#session = session;
    this.#panel = panel;
    this.uri = uri;
    this.#disposables.push(
      panel.webview.onDidReceiveMessage((message: unknown) =>
        this.#receive(message).catch((error: unknown) => this.#fail(error)),
      ),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.languageId === 'hypersched' && contentChanges.length > 0) this.#refreshSoon();
      }),
      session.onAnalysis(({ uri: analyzed }) => {
        if (Uri.parse(analyzed).toString() === uri.toString()) this.#refreshSoon();
      }),
      session.client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.#refreshSoon();
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#selectAt(textEditor)),
      panel.onDidDispose(() => {
        onClose();
        this.dispose();
      }),
    );
    const horizon = workspace.getConfiguration('hypersched', uri).get('simulation.horizon', '');
    openPage(panel, { extension, uri, horizon });
    void this.#refresh();
  }

  show({ view, element }: Opening): void {
    this.#panel.reveal(undefined, false);
    this.#send({ type: 'show', view, ...(element === undefined ? {} : { element }) });
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  /** Does what a person chose in the context menu of a lane. */
  act(action: LaneAction, element: Element): void {
    this.#send({ type: 'lane', action, element });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables.splice(0)) disposable.dispose();
  }

  #send(message: ToPage): void {
    if (this.#ready) void this.#panel.webview.postMessage(message);
    else this.#waiting.push(message);
  }

  #refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), 100);
  }

  async #refresh(): Promise<void> {
    const { client, log } = this.#session;
    if (client.state !== State.Running) return;
    try {
      const system = await client.sendRequest(DescribeSystem.type, {
        uri: client.code2ProtocolConverter.asUri(this.uri),
      });
      if (system === null) {
        this.#send({ type: 'unavailable', reason: fileGone() });
        return;
      }
      const changed =
        this.#system === undefined ||
        this.#system.errors !== system.errors ||
        JSON.stringify(this.#system.model) !== JSON.stringify(system.model);
      const { model, completed, searched, errors } = system;
      const told = JSON.stringify(this.#system?.searched) !== JSON.stringify(searched);
      this.#system = system;
      const name = fileNameOf(this.uri);
      if (changed) this.#send({ type: 'system', name, model, completed, searched, errors });
      else if (told) this.#send({ type: 'searched', machines: searched });
    } catch (error) {
      log.error(systemNotRead(this.uri.toString(), String(error)));
    }
  }

  async #receive(said: unknown): Promise<void> {
    const message = v.parse(fromPageSchema, said);
    switch (message.type) {
      case 'ready':
        if (this.#ready) {
          // VS Code has loaded the page anew, as for a window of its own: it knows nothing.
          this.#system = undefined;
          this.#refreshSoon();
        }
        this.#ready = true;
        for (const waiting of this.#waiting.splice(0)) this.#send(waiting);
        return;
      case 'reveal':
        return this.#reveal(message.element, message.focus);
      case 'apply':
        return this.#apply(message.changes);
      case 'save':
        return this.#save(message.name, message.content);
      case 'copy':
        await env.clipboard.writeText(message.text);
        return;
      case 'painted':
        this.#session.log.debug(painted(message.milliseconds.toFixed(0)));
        return;
    }
    message satisfies never;
  }

  /** The page is told: nothing it asked for goes without an answer. */
  #fail(error: unknown): void {
    const reason = pageRequestFailed(reasonOf(error));
    this.#session.log.error(`${this.uri}: ${reason}`);
    this.#send({ type: 'failed', reason });
  }

  async #apply(changes: readonly AttributeChange[]): Promise<void> {
    let done = false;
    try {
      const { client } = this.#session;
      const edit = await client.sendRequest(EditAttributes.type, {
        uri: client.code2ProtocolConverter.asUri(this.uri),
        changes,
      });
      const converted =
        edit === null ? undefined : await client.protocol2CodeConverter.asWorkspaceEdit(edit);
      done = converted !== undefined && (await workspace.applyEdit(converted));
    } catch (error) {
      this.#session.log.error(`${this.uri}: ${reasonOf(error)}`);
    }
    this.#send({ type: 'applied', done });
    if (!done) void window.showErrorMessage(numbersNotWritten(workspace.asRelativePath(this.uri)));
  }

  async #reveal(element: Element, focus: boolean): Promise<void> {
    const key = elementKey(element);
    const place = this.#system?.places.find((each) => elementKey(each.element) === key);
    if (place === undefined) return;
    const uri = this.#session.client.protocol2CodeConverter.asUri(place.uri);
    if (shownIn(uri) === undefined && !focus) return;
    this.#revealing = key;
    await showPlace(uri, place.name, !focus);
  }

  #selectAt({ document, selection }: TextEditor): void {
    if (document.languageId !== 'hypersched' || this.#system === undefined) return;
    const uri = document.uri.toString();
    const places = this.#system.places.filter((place) => Uri.parse(place.uri).toString() === uri);
    const element = elementAt(places, selection.active);
    if (element === undefined) return;
    const own = elementKey(element) === this.#revealing;
    this.#revealing = undefined;
    if (!own) this.#send({ type: 'select', element });
  }

  async #save(name: string, content: string | ArrayBuffer): Promise<void> {
    this.#send({ type: 'saved', path: await savedBeside(this.uri, name, content) });
  }
}
