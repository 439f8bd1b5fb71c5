import { t } from '@vscode/l10n';
import type {
  DerivationStep,
  StepData,
  StepSubject,
} from '../../scheduling/explain/derivation-step.ts';
import { type Sayings, say } from '../say.ts';
import { alignedSteps } from './aligned-steps.ts';
import { conclusionSteps } from './conclusion-steps.ts';
import { demandSteps } from './demand-steps.ts';
import { hostSteps } from './host-steps.ts';
import { loadSteps } from './load-steps.ts';
import { responseSteps } from './response-steps.ts';
import { supplySteps } from './supply-steps.ts';
import type { ToldStep } from './told-step.ts';

const steps: Sayings<StepData, ToldStep> = {
  ...supplySteps,
  ...loadSteps,
  ...demandSteps,
  ...responseSteps,
  ...alignedSteps,
  ...hostSteps,
  ...conclusionSteps,
};

/** Puts a step into words and formulas. */
export function tellStep(step: DerivationStep): ToldStep {
  const told = say<StepData, ToldStep>(steps, step);
  return { ...told, title: (step.about ?? []).reduceRight(titleAbout, told.title) };
}

function titleAbout(title: string, subject: StepSubject): string {
  return subject.kind === 'name'
    ? t('{name}: {title}', { name: subject.name, title })
    : t('VCPU {number}: {title}', { number: subject.number, title: title.toLowerCase() });
}
