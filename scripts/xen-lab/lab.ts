import { type Dom0, dom0 } from './dom0.ts';
import { guest } from './guest.ts';
import { debianHypervisor, hypervisor } from './hypervisor.ts';
import { type Packages, packages } from './packages.ts';
import { needTools } from './tools.ts';

/** A Xen that boots in an emulated computer, see boot.ts. */
export interface Lab extends Dom0, Pick<Packages, 'headers' | 'root'> {
  /** Xen with all its schedulers. */
  readonly hypervisor: string;
  readonly debianHypervisor: string;
  /** The guest that runs periodic tasks. */
  readonly guest: string;
}

/** The lab, from the user's cache; each part that is not there is made, in some minutes in all. */
export function lab(): Lab {
  needTools();
  const found = packages();
  return {
    hypervisor: hypervisor(found),
    debianHypervisor: debianHypervisor(found),
    guest: guest(found),
    ...dom0(found),
    headers: found.headers,
    root: found.root,
  };
}
