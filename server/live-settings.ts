import type { ConfigurationProvider } from 'langium';
import { Emitter, type Event } from 'vscode-languageserver-protocol';
import type { Guarantee } from '../scheduling/model/model.ts';
import {
  type AnalysisSettings,
  analysisSettings,
  guaranteeSetting,
  type SeveritySettings,
  severitySettings,
} from './client-settings.ts';

interface Settings {
  readonly severity: SeveritySettings;
  readonly guarantee: Guarantee;
  readonly analysis: AnalysisSettings;
}

/** The client's settings that work without being asked for, as they are now. */
export class LiveSettings {
  readonly #changed = new Emitter<void>();
  #current: Settings = {
    severity: severitySettings(undefined),
    guarantee: guaranteeSetting(undefined),
    analysis: analysisSettings(undefined),
  };
  readonly onChange: Event<void> = this.#changed.event;

  get severity(): SeveritySettings {
    return this.#current.severity;
  }

  get guarantee(): Guarantee {
    return this.#current.guarantee;
  }

  get analysis(): AnalysisSettings {
    return this.#current.analysis;
  }

  /** Reads the settings from the client, and tells if some have changed. */
  async read(configuration: ConfigurationProvider): Promise<void> {
    const [severity, guarantee, analysis] = await Promise.all([
      configuration.getConfiguration('hypersched', 'severity'),
      configuration.getConfiguration('hypersched', 'guarantee'),
      configuration.getConfiguration('hypersched', 'analysis'),
    ]);
    const before = JSON.stringify(this.#current);
    this.#current = {
      severity: severitySettings(severity),
      guarantee: guaranteeSetting(guarantee),
      analysis: analysisSettings(analysis),
    };
    if (JSON.stringify(this.#current) !== before) this.#changed.fire();
  }
}
