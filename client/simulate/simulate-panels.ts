import * as v from 'valibot';
import { type Disposable, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import { runOf } from '../../messages/client/panel.ts';
import { fileNameOf } from '../file-name.ts';
import type { Session } from '../session.ts';
import { type Opening, SimulatePanel, simulatePanelType } from './simulate-panel.ts';

/** Opens timelines, and restores those that were open when the window was reloaded. */
export class SimulatePanels implements Disposable {
  readonly #session: Session;
  readonly #extension: Uri;
  readonly #panels = new Set<SimulatePanel>();
  readonly #serializer: Disposable;

  constructor(session: Session, extension: Uri) {
    this.#session = session;
    this.#extension = extension;
    this.#serializer = window.registerWebviewPanelSerializer(simulatePanelType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const uri = uriOf(state);
        if (uri === undefined) panel.dispose();
        else this.#adopt(panel, uri);
      },
    });
  }

  /** Shows the open timeline of a file, else a new one beside the editor. */
  open(uri: Uri, opening: Opening, another = false): SimulatePanel {
    const known = [...this.#panels].find((panel) => panel.uri.toString() === uri.toString());
    if (known !== undefined && !another) {
      known.show(opening);
      return known;
    }
    const panel = window.createWebviewPanel(
      simulatePanelType,
      runOf(fileNameOf(uri)),
      { viewColumn: ViewColumn.Beside, preserveFocus: false },
      { enableScripts: true, retainContextWhenHidden: true },
    );
    const made = this.#adopt(panel, uri);
    made.show(opening);
    return made;
  }

  /** The timeline in front. */
  get active(): SimulatePanel | undefined {
    return [...this.#panels].find(({ isActive }) => isActive);
  }

  /** The pages stay open, so that a reload of the window can restore them. */
  dispose(): void {
    this.#serializer.dispose();
    for (const panel of this.#panels) panel.dispose();
  }

  #adopt(panel: WebviewPanel, uri: Uri): SimulatePanel {
    panel.iconPath = Uri.joinPath(this.#extension, 'images', 'icon.png');
    const made = new SimulatePanel(this.#session, panel, uri, this.#extension, () =>
      this.#panels.delete(made),
    );
    this.#panels.add(made);
    return made;
  }
}

const stateSchema = v.object({ uri: v.string() });

function uriOf(state: unknown): Uri | undefined {
  const read = v.safeParse(stateSchema, state);
  return read.success ? Uri.parse(read.output.uri) : undefined;
}
