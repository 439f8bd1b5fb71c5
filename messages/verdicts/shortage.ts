import { t } from '@vscode/l10n';
import type { Shortage } from '../../scheduling/model/reason.ts';
import { formatDuration } from '../text/duration.ts';

/** The shortage of one VCPU. */
export function shortageText(shortage: Shortage): string {
  switch (shortage.kind) {
    case 'long-run':
      return t('the tasks ask for more than the supply can give in the long run');
    case 'run':
      return runText(shortage);
    case 'aligned':
      return alignedText(shortage);
    case 'window':
      return t(
        'in a window of {time} the VCPU is sure to supply {supply}, {demand} are asked for',
        inWords(shortage),
      );
  }
}

/** The shortage of all VCPUs of a domain together. */
export function jointShortageText(shortage: Shortage): string {
  switch (shortage.kind) {
    case 'long-run':
      return t('the tasks ask for more than all VCPUs together can give in the long run');
    case 'run':
      return runText(shortage);
    case 'aligned':
      return alignedText(shortage);
    case 'window':
      return t(
        'in a window of {time} the VCPUs are sure to supply {supply} that can be used, {demand} are asked for',
        inWords(shortage),
      );
  }
}

/** The shortage of a VCPU with its name. */
export function shortageOf(vcpu: string, shortage: Shortage): string {
  switch (shortage.kind) {
    case 'long-run':
      return t('in the long run its tasks ask for more than {vcpu} is sure to supply', { vcpu });
    case 'run':
      return runText(shortage);
    case 'aligned':
      return t(
        'in step with the frame, {vcpu} gets {supply} from {from} to {to} of the run, {demand} are asked for',
        { vcpu, ...alignedWords(shortage) },
      );
    case 'window':
      return t('in a window of {time} {vcpu} is sure to supply {supply}, {demand} are asked for', {
        vcpu,
        ...inWords(shortage),
      });
  }
}

function runText(shortage: Extract<Shortage, { kind: 'run' }>): string {
  if (shortage.aligned === true) {
    return t(
      'in the run in step with the frame it has had {supply} of {demand} after {time}',
      inWords(shortage),
    );
  }
  return t(
    'in the run in which all tasks are released together it has had {supply} of {demand} after {time}',
    inWords(shortage),
  );
}

type Aligned = Extract<Shortage, { kind: 'aligned' }>;

function alignedText(shortage: Aligned): string {
  return t(
    'in step with the frame, {supply} are supplied from {from} to {to} of the run, {demand} are asked for',
    alignedWords(shortage),
  );
}

function alignedWords({ from, time, demand, supply }: Aligned) {
  return {
    from: formatDuration(from),
    to: formatDuration(from + time),
    demand: formatDuration(demand),
    supply: formatDuration(supply),
  };
}

type Numbers = Pick<Extract<Shortage, { kind: 'run' }>, 'time' | 'demand' | 'supply'>;

function inWords({ time, demand, supply }: Numbers) {
  return {
    time: formatDuration(time),
    demand: formatDuration(demand),
    supply: formatDuration(supply),
  };
}
