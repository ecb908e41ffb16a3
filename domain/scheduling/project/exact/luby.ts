/** 1, 1, 2, 1, 1, 2, 4 …: lengths of runs between restarts, for index 1, 2, 3 … Source: Luby, Sinclair, Zuckerman, IPL 47 (1993). */
export function lubyTerm(index: number): number {
  let rest = index;
  for (;;) {
    const bits = 32 - Math.clz32(rest);
    if (rest === 2 ** bits - 1) return 2 ** (bits - 1);
    rest -= 2 ** (bits - 1) - 1;
  }
}
