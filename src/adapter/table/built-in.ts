/** A table that comes with rxtape, or a folder of them, by its name below `data/`. */
export const builtIn = (name: string): URL => new URL(`../../../data/${name}`, import.meta.url);
