import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import type { Element as ModelElement } from '../../../scheduling/model/element.ts';
import { elementKey } from '../../../scheduling/model/element.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { formatDuration } from '../../../scheduling/text/duration.ts';
import type { AttributeChange } from '../../../server/protocol.ts';
import { type Theme, themeFrom } from '../drawing/theme.ts';
import { centred, showing, whole } from '../drawing/view.ts';
import type { ExportKind } from '../export/export-kind.ts';
import { changedModel, withChange } from '../knobs/changed-model.ts';
import { fullName } from '../lanes/layout.ts';
import { RunData } from '../lanes/run-data.ts';
import type { FromPage, ToPage, ViewName } from '../messages.ts';
import { type RunLink, startWorker } from '../run/run-link.ts';
import type { FromWorker, RunChoice } from '../run/run-messages.ts';
import { emptyState, type PageState } from '../state/page-state.ts';
import { restored, saved } from '../state/restore.ts';
import { supplyAndDemand } from '../why/supply-and-demand.ts';
import { vcpuInQuestion, vcpuOf } from '../why/why-view.ts';
import { worstHorizon } from '../why/worst-run.ts';
import type { Actions } from './actions.ts';
import { cssColour } from './css-colour.ts';
import { Page } from './page.ts';

/** What VS Code gives a webview. */
export interface Host {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

export interface Addresses {
  /** The worker's script. */
  readonly worker: string;
  /** The file that is simulated. */
  readonly uri: string;
}

/** What the page shows and does: holds the state, talks to the extension and to the worker. */
export class App implements Actions {
  readonly #host: Host;
  readonly #addresses: Addresses;
  readonly #page: Page;
  #state: PageState;
  #theme: Theme;
  #link: RunLink | undefined;
  #question = 0;
  /** While a run is under way for a knob that is being turned, the next one waits. */
  #running = false;
  #again = false;
  #worstKey = '';
  #asked = 0;
  #painted = false;

  constructor(root: HTMLElement, host: Host, addresses: Addresses) {
    this.#host = host;
    this.#addresses = addresses;
    this.#state = restored(emptyState, host.getState());
    this.#theme = currentTheme();
    this.#page = new Page(root, this, (change) => this.update(change));
  }

  start(): void {
    window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => this.#hear(data));
    new MutationObserver(() => {
      this.#theme = currentTheme();
      this.#render();
    }).observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
    startWorker(this.#addresses.worker, (message) => this.#answer(message)).then(
      (link) => {
        this.#link = link;
        this.#run();
      },
      (error: unknown) => this.update({ failure: error instanceof Error ? error.message : String(error) }),
    );
    this.#render();
    this.#tell({ type: 'ready' });
  }

  get state(): PageState {
    return this.#state;
  }

  get theme(): Theme {
    return this.#theme;
  }

  /** Changes what is shown. */
  update(change: Partial<PageState>): void {
    this.#state = { ...this.#state, ...change };
    if (Object.keys(change).some((key) => !passing.has(key))) {
      this.#host.setState({ uri: this.#addresses.uri, ...saved(this.#state) });
    }
    this.#render();
  }

  choose(choice: RunChoice): void {
    this.update({ choice, view: null });
    this.#run();
  }

  stop(): void {
    this.#link?.send({ type: 'stop' });
  }

  show(tab: ViewName): void {
    this.update({ tab, said: '' });
    this.#askWorst();
  }

  select(key: string | null, tellEditor: boolean): void {
    const lane = this.#state.data?.lanes.find((each) => each.key === key);
    const slice = this.#state.slice?.lane === key ? this.#state.slice : null;
    this.update({ selected: key, slice });
    if (lane !== undefined && tellEditor) this.#tell({ type: 'reveal', element: lane.element, focus: false });
  }

  reveal(element: ModelElement): void {
    this.#tell({ type: 'reveal', element, focus: true });
  }

  toggleCollapsed(key: string): void {
    this.update({ collapsed: toggled(this.#state.collapsed, key) });
  }

  togglePinned(key: string): void {
    this.update({ pinned: toggled(this.#state.pinned, key) });
  }

  filter(text: string): void {
    this.update({ filter: text });
  }

  nextMiss(forward: boolean): void {
    const { data } = this.#state;
    if (data === null) return;
    const view = this.#page.view ?? whole(data.run.end, 1000);
    const here = this.#page.cursor ?? view.start;
    const found = forward
      ? (data.missAfter(here) ?? data.misses[0])
      : (data.missBefore(here) ?? data.misses.at(-1));
    const lane = found === undefined ? undefined : data.laneOfTask(found.task);
    if (found === undefined || lane === undefined) {
      this.say('No deadline is missed in this run.');
      return;
    }
    const { period, deadline } = data.run.names.tasks[found.task] ?? { period: 0, deadline: 0 };
    const wide = view.scale * view.width > 20 * period;
    const near = wide ? showing(view, found.time - deadline, found.time + period, data.run.end) : view;
    const job = data.run.events.job[found.row] ?? 0;
    this.#page.cursor = found.time;
    this.#expandTo(lane.key);
    this.update({
      tab: 'timeline',
      view: wide ? near : centred(near, found.time, data.run.end),
      selected: lane.key,
      slice: null,
      said: `Job ${job} of ${fullName(lane)} misses its deadline at ${formatDuration(found.time)}.`,
    });
    this.#page.scrollTo(lane.key);
    this.#tell({ type: 'reveal', element: lane.element, focus: false });
  }

  turn(change: AttributeChange): void {
    this.#asked = performance.now();
    this.update({ changes: withChange(this.#state.changes, change), said: '' });
    this.#run();
  }

  apply(): void {
    this.#tell({ type: 'apply', changes: this.#state.changes });
  }

  reset(): void {
    this.update({ changes: [] });
    this.#run();
  }

  toggleKnobs(): void {
    this.update({ knobs: !this.#state.knobs });
  }

  toggleHelp(): void {
    this.update({ help: !this.#state.help });
  }

  clearRange(): void {
    this.update({ range: null });
  }

  copy(text: string): void {
    this.#tell({ type: 'copy', text });
    this.say('Copied.');
  }

  save(name: string, content: string | ArrayBuffer): void {
    this.#tell({ type: 'save', name, content });
  }

  say(text: string): void {
    this.update({ said: text });
  }

  exportAs(kind: ExportKind): void {
    const model = this.#model();
    const name = this.#state.name.replace(/\.hsched$/, '');
    if (model === null || this.#link === undefined) return;
    if (kind === 'csv' || kind === 'perfetto') {
      this.#link.send({
        type: 'export',
        id: ++this.#question,
        model,
        choice: this.#state.choice,
        format: kind,
      });
      return;
    }
    this.#page.exportAs(kind, name, this.#state, this.#theme).then(
      (content) => {
        if (content !== null) this.save(`${name}.${kind}`, content);
      },
      (error: unknown) => this.update({ failure: String(error) }),
    );
  }

  pickVcpu(vcpu: VcpuName): void {
    this.update({ questioned: vcpu });
    this.#askWorst();
  }

  #hear(message: ToPage): void {
    switch (message.type) {
      case 'system':
        this.#asked = performance.now();
        this.update({
          name: message.name,
          model: message.model,
          errors: message.errors,
          unavailable: null,
          failure: null,
        });
        this.#run();
        return;
      case 'unavailable':
        this.update({ unavailable: message.reason });
        return;
      case 'select':
        this.#selectElement(message.element);
        return;
      case 'show':
        this.#open(message.view, message.element);
        return;
      case 'applied':
        if (message.done) this.update({ changes: [], said: 'The text has the new numbers.' });
        else this.say('The numbers could not be written into the text.');
        return;
      case 'saved':
        if (message.path !== null) this.say(`Saved as ${message.path}.`);
        return;
    }
  }

  /** Shows a view of what was asked for; without an element, of what is selected. */
  #open(view: ViewName, element: ModelElement | undefined): void {
    const { data, selected, choice } = this.#state;
    if (element?.kind === 'scenario' && choice.scenario !== element.scenario) {
      this.choose({ ...choice, scenario: element.scenario });
    }
    if (element !== undefined) this.#selectElement(element);
    const about = element ?? data?.lanes.find(({ key }) => key === selected)?.element;
    const questioned = about === undefined ? null : vcpuOf(about, this.#state);
    if (questioned !== null) this.update({ questioned });
    this.show(view);
  }

  #answer(message: FromWorker): void {
    if (message.type !== 'exported' && message.type !== 'worst' && message.id !== this.#question) return;
    switch (message.type) {
      case 'analysed':
        this.update({ analysis: message.analysis, failure: null });
        return;
      case 'progress':
        this.update({ progress: message.now / Math.max(message.horizon, 1) });
        return;
      case 'ran': {
        const data = new RunData(message.run);
        const fits = this.#state.view !== null && this.#state.view.start < data.run.end;
        const selected = data.lanes.some(({ key }) => key === this.#state.selected)
          ? this.#state.selected
          : null;
        this.update({
          data,
          statistics: message.statistics,
          progress: null,
          slice: null,
          range: null,
          selected,
          ...(fits ? {} : { view: null }),
        });
        this.#ended();
        this.#askWorst();
        this.#reportPainted();
        this.#page.flush();
        return;
      }
      case 'worst':
        this.update({ worst: { key: this.#worstKey, data: new RunData(message.run) } });
        return;
      case 'exported':
        this.save(exportName(this.#state.name, message.format), message.content);
        return;
      case 'failed':
        if (message.question === 'run') this.#ended();
        this.update({ failure: message.reason, progress: null });
        return;
    }
  }

  #model(): SystemModel | null {
    const { model, changes } = this.#state;
    return model === null ? null : changedModel(model, changes);
  }

  /** Runs what the text says with the knobs as they are. While a knob is turned, one run follows the other. */
  #run(): void {
    const model = this.#model();
    if (model === null || this.#link === undefined) return;
    if (this.#running && this.#state.changes.length > 0 && this.#state.progress === null) {
      this.#again = true;
      return;
    }
    const choice = usable(this.#state.choice, model);
    this.#running = true;
    this.#again = false;
    this.#link.send({ type: 'run', id: ++this.#question, model, choice });
  }

  #ended(): void {
    this.#running = false;
    if (this.#again) this.#run();
  }

  /** The run under the curves, when they are seen and it is not there yet. */
  #askWorst(): void {
    const { analysis, tab, questioned } = this.#state;
    const model = this.#model();
    const vcpu = vcpuInQuestion(this.#state, questioned);
    if (tab !== 'why' || analysis === null || model === null || vcpu === null || this.#link === undefined)
      return;
    const curves = supplyAndDemand(analysis, vcpu);
    const key = JSON.stringify([vcpu, model]);
    if (curves === null || key === this.#worstKey) return;
    this.#worstKey = key;
    const completed = analysis.completed.machines
      .flatMap(({ domains }) => domains)
      .find(({ name }) => name === vcpu.domain)
      ?.vcpus.find(({ name }) => name === vcpu.vcpu);
    const horizon = worstHorizon(curves.end, completed?.period ?? 0);
    this.#link.send({ type: 'worst', id: this.#question, model, vcpu, horizon });
  }

  #selectElement(element: ModelElement): void {
    const key = elementKey(element);
    const lanes = this.#state.data?.lanes ?? [];
    const lane =
      lanes.find((each) => each.key === key) ??
      lanes.find(
        ({ element: own }) =>
          element.kind === 'domain' && own.kind === 'vcpu' && own.domain === element.domain,
      );
    if (lane === undefined) {
      this.update({ selected: key });
      return;
    }
    this.#expandTo(lane.key);
    this.select(lane.key, false);
    this.#page.scrollTo(lane.key);
  }

  /** Opens everything that hides a lane. */
  #expandTo(key: string): void {
    const lanes = this.#state.data?.lanes ?? [];
    const collapsed = new Set(this.#state.collapsed);
    for (let lane = lanes.find((each) => each.key === key); lane?.parent != null; ) {
      const parent = lane.parent;
      collapsed.delete(parent);
      lane = lanes.find((each) => each.key === parent);
    }
    if (collapsed.size !== this.#state.collapsed.size) this.update({ collapsed });
  }

  #reportPainted(): void {
    this.#page.afterPaint(() => {
      const milliseconds = performance.now() - this.#asked;
      document.body.dataset.paintedAt = performance.now().toFixed(1);
      if (!this.#painted) this.#tell({ type: 'painted', milliseconds });
      this.#painted = true;
    });
  }

  #render(): void {
    this.#page.render(this.#state, this.#theme);
  }

  #tell(message: FromPage): void {
    this.#host.postMessage(message);
  }
}

/** What comes and goes, and is not kept across a reload. */
const passing: ReadonlySet<string> = new Set(['hover', 'said', 'progress'] satisfies (keyof PageState)[]);

function currentTheme(): Theme {
  const style = getComputedStyle(document.body);
  return themeFrom(
    (property) => style.getPropertyValue(property).trim(),
    cssColour,
    document.body.classList.contains('vscode-high-contrast') ||
      document.body.classList.contains('vscode-high-contrast-light'),
  );
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const copy = new Set(set);
  if (!copy.delete(key)) copy.add(key);
  return copy;
}

/** Without a scenario or a VCPU that the text does not have any more. */
function usable(choice: RunChoice, model: SystemModel): RunChoice {
  const { scenario, supply, ...rest } = choice;
  const hasScenario = model.scenarios.some(({ name }) => name === scenario);
  const hasVcpu = model.machines.some(({ domains }) =>
    domains.some(
      ({ name, vcpus }) => name === supply?.domain && vcpus.some((each) => each.name === supply.vcpu),
    ),
  );
  return {
    ...rest,
    ...(hasScenario && scenario !== undefined ? { scenario } : {}),
    ...(hasVcpu && supply !== undefined ? { supply } : {}),
  };
}

function exportName(name: string, format: 'csv' | 'perfetto'): string {
  return `${name.replace(/\.hsched$/, '')}.${format === 'csv' ? 'csv' : 'pftrace'}`;
}
