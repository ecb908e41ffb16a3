import { Int, ListOf, Nullable, Optional, Text } from './fields';
import type { Dto } from './route';

/** Query of every list: `?limit=25&cursor=…`. Extend it for filters. */
export class ListQuery {
  @Optional()
  @Int({ min: 1, max: 100 })
  limit: number = 25;

  /** `next_cursor` of the page before. */
  @Optional()
  @Text({ max: 500 })
  cursor?: string;
}

export interface Page<T> {
  items: T[];
  /** null on the last page. */
  next_cursor: string | null;
}

const pages = new WeakMap<object, Dto>();

/** The response DTO of a list of `item`. The same class for the same item, so the OpenAPI document names it once: `<Item>Page`. */
export function page<T extends object>(item: Dto<T>): Dto<Page<T>> {
  const known = pages.get(item);
  if (known !== undefined) return known as Dto<Page<T>>; // stored below under this very item
  class PageOf {
    @ListOf(() => item, { max: 100 })
    items!: T[];

    @Nullable()
    @Text({ max: 500 })
    next_cursor!: string | null;
  }
  Object.defineProperty(PageOf, 'name', { value: `${item.name}Page` });
  pages.set(item, PageOf);
  return PageOf;
}
