import { searchAttributeKeys } from '#workflows/shared/search-attributes';

/** What a namespace must know before the first process starts. The same list feeds the embedded server, tests and real servers. */
export const SEARCH_ATTRIBUTES: readonly { name: string; type: string }[] = searchAttributeKeys.map(({ name, type }) => ({
  name,
  type,
}));
