import { compileCalendar, type CompiledCalendar } from './compile-calendar';
import type { CalendarRange, CentreCalendar, ResourceCalendar } from './resource-calendar';

interface Entry {
  readonly resourceVersion: number;
  readonly centreVersion: number;
  readonly compiled: CompiledCalendar;
}

/**
 * Compiled calendars of one centre and range. A resource is compiled again only when its version or the centre's is another than
 * before, so a change of one resource costs one compilation. One store per version of the time-zone data.
 */
export class CalendarStore {
  private readonly entries = new Map<string, Entry>();
  private compiled = 0;

  constructor(readonly range: CalendarRange) {}

  /** How often a calendar was compiled. */
  get compilations(): number {
    return this.compiled;
  }

  /** O(1) when nothing changed, else one compilation. */
  get(resource: ResourceCalendar, centre: CentreCalendar): CompiledCalendar {
    const known = this.entries.get(resource.resourceId);
    if (known?.resourceVersion === resource.version && known.centreVersion === centre.version) return known.compiled;
    const compiled = compileCalendar(resource, centre, this.range);
    this.compiled += 1;
    this.entries.set(resource.resourceId, {
      resourceVersion: resource.version,
      centreVersion: centre.version,
      compiled,
    });
    return compiled;
  }

  /** Forgets a resource that left the centre. */
  drop(resourceId: string): void {
    this.entries.delete(resourceId);
  }
}
