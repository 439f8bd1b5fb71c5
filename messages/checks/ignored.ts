import { t } from '@vscode/l10n';
import type { WhyIgnored } from '../../scheduling/model/policies.ts';
import { codes } from '../text/lists.ts';

/** An attribute that a machine's policy does not read. */
export interface IgnoredAttribute {
  readonly attribute: string;
  readonly machine: string;
  readonly policy: string;
  /** The policy's own kind of server; empty if it has none. */
  readonly server: string;
  /** The policies that read it. */
  readonly readers: readonly string[];
}

const sentences: Readonly<Record<WhyIgnored, (ignored: IgnoredAttribute) => string>> = {
  'owns-core': ({ attribute, machine, policy }) =>
    t('`{attribute}` means nothing under {policy} on `{machine}`: each VCPU owns a core.', {
      attribute,
      machine,
      policy,
    }),
  'windows-rule': ({ attribute, machine, policy }) =>
    t('`{attribute}` means nothing under {policy} on `{machine}`: windows say when it runs.', {
      attribute,
      machine,
      policy,
    }),
  'weights-rule': ({ attribute, machine, policy }) =>
    t(
      '`{attribute}` means nothing under {policy} on `{machine}`: weights and caps say what it gets.',
      { attribute, machine, policy },
    ),
  'any-core': ({ attribute, machine, policy }) =>
    t(
      '`{attribute}` means nothing under {policy} on `{machine}`: every VCPU may run on every core.',
      { attribute, machine, policy },
    ),
  'one-server': ({ attribute, policy, server }) =>
    t('`{attribute}` means nothing under {policy}: its servers are always {server}.', {
      attribute,
      policy,
      server,
    }),
  'no-servers': ({ attribute, policy }) =>
    t('`{attribute}` means nothing under {policy}: it has no servers.', { attribute, policy }),
  'no-windows': ({ machine, policy, readers }) =>
    t(
      'Windows belong to {readers}, and `{machine}` schedules {policy}: change its scheduler, or leave the window out.',
      { machine, policy, readers: codes(readers.map((reader) => `scheduler ${reader}`)) },
    ),
  'no-weights': ({ attribute, machine, policy, readers }) =>
    t(
      '`{attribute}` means nothing here: `{machine}` schedules {policy}; it belongs to {readers}.',
      {
        attribute,
        machine,
        policy,
        readers: codes(readers),
      },
    ),
  'no-priorities': ({ attribute, machine, policy }) =>
    t('`{attribute}` means nothing under {policy} on `{machine}`: it has no priorities of VCPUs.', {
      attribute,
      machine,
      policy,
    }),
  'no-extratime': ({ attribute, machine, policy, readers }) =>
    t(
      '`{attribute}` means nothing under {policy} on `{machine}`: unused time is given away under {readers} only.',
      { attribute, machine, policy, readers: codes(readers) },
    ),
  'any-phasing': ({ attribute, machine, policy, readers }) =>
    t(
      '`{attribute}` means nothing under {policy} on `{machine}`: a release can be in step with a frame or a core of its own only, under {readers}.',
      { attribute, machine, policy, readers: codes(readers) },
    ),
};

/** The reason why an attribute means nothing at its place. */
export function attributeIgnored(why: WhyIgnored, ignored: IgnoredAttribute): string {
  return sentences[why](ignored);
}
