/** The activities of a core. The numbers from 1 on are one more than those of `segmentKinds`. */
export const NONE = 0;
export const RUN = 1;
export const TASK_SWITCH = 2;
export const SWITCH = 3;
export const SPIN = 4;
export const ADMISSION = 5;
export const KERNEL = 6;
