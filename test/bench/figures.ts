/** Measured figures by name: `belt.ticksPerSecond`. */
export type Figures = Readonly<Record<string, number>>;
