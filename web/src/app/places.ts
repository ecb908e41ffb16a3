/** Whether an address is a place of the navigation or lies below it: `/approvals/7` is in Approvals, `/plans-old` not in Plans. */
export const isIn = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);

/** What a screen reader hears on the link to a place: the page itself, or the part of the app it belongs to. */
export const currentOf = (path: string, places: readonly string[]): 'page' | 'true' | undefined => {
  if (places[0] === path) return 'page';
  return places.some((place) => isIn(path, place)) ? 'true' : undefined;
};
