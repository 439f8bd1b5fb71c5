import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { type BootOptions, boot, type Host } from '../../../scripts/xen-lab/boot.ts';

/** The path at which Dom0 finds the guest that runs periodic tasks. */
export const guestKernel = '/host/guest';

/**
 * The word of Xen's command line where times count. Else it sets no timer sooner than 50 µs after
 * the one before it (`timer_slop` in xen/common/timer.c), and ends budgets and windows that late.
 */
export const promptTimers = 'timer_slop=0';

/**
 * The lateness in ns with which budgets and windows may end then: some 7 µs by themselves, 25 µs
 * after an interrupt, and more after a hypercall, which Xen does not leave.
 */
export const lateness = 50_000;

/**
 * Boots a Xen for the tests of a file, with the guest's kernel, and turns it off after them; with
 * `debian` the Xen that Debian ships.
 */
export function booted(options: BootOptions & { readonly debian?: true }): () => Host {
  let host: Host | undefined;
  beforeAll(async () => {
    const lab = inject('lab');
    const hypervisor = options.debian === true ? lab.debianHypervisor : lab.hypervisor;
    host = await boot({ ...lab, hypervisor }, options);
    copyFileSync(lab.guest, join(host.folder, 'guest'));
  });
  afterAll(() => host?.off());
  return () => {
    if (host === undefined) throw new Error('The Xen of these tests is not booted');
    return host;
  };
}

/** Runs a command in Dom0 that has to succeed, and gives what it printed. */
export async function succeed(host: Host, command: string): Promise<string> {
  const { status, out, err } = await host.dom0(command);
  if (status !== 0) throw new Error(`In Dom0, with status ${status}: ${command}\n${out}${err}`);
  return out;
}
