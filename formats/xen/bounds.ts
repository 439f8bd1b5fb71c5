/** The bounds of what a host can have; an output beyond them is damaged. */
export const mostProcessors = 4096;
export const mostVcpus = 1024;
/** The longest line that is looked at. */
export const longestLine = 4096;
