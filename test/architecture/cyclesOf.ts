import { dirname } from "node:path";
import type { SourceFile } from "./sourceFiles.js";

/** Which folders each folder imports from. */
export function folderGraph(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  const graph = new Map<string, string[]>();
  for (const { path, imports } of files) {
    const folder = dirname(path);
    const others = imports.map((target) => dirname(target)).filter((target) => target !== folder);
    graph.set(folder, [...(graph.get(folder) ?? []), ...others]);
  }
  return graph;
}

/** The sets of nodes that can reach each other (Tarjan's strongly connected components of more than one node). */
export function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, order.size - 1);
    path.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) {
        visit(target);
      }
      if (path.includes(target)) {
        lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(target) ?? 0));
      }
    }
    if (lowest.get(file) === order.get(file)) {
      const cycle = path.splice(path.indexOf(file));
      if (cycle.length > 1 || graph.get(file)?.includes(file)) {
        cycles.push(cycle);
      }
    }
  };
  for (const file of graph.keys()) {
    if (!order.has(file)) {
      visit(file);
    }
  }
  return cycles;
}
