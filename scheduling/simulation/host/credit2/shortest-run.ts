/** The shortest run between two decisions: `CSCHED2_MIN_TIMER`. */
export const SHORTEST_RUN = 500_000;
