import { LANGUAGES, MOST_LANGUAGES } from '#domain/specialists/languages';
import { ListQuery } from '../http/pagination';
import { Bool, Id, IdList, Instant, Int, ListOf, Nullable, OneOf, OneOfList, Optional, Slug, Text } from '../http/fields';

export class SpecialtyView {
  @Id()
  id!: number;

  /** Shared by all organizations; cannot be changed here. */
  @Bool()
  global!: boolean;

  @Slug()
  slug!: string;

  @Text({ max: 120 })
  name!: string;
}

export class CreateSpecialtyBody {
  @Slug()
  slug!: string;

  @Text({ max: 120 })
  name!: string;
}

export class UpdateSpecialtyBody {
  @Text({ max: 120 })
  name!: string;
}

export class SpecialistView {
  @Id()
  id!: number;

  @Id()
  user_id!: number;

  @Text({ max: 120 })
  display_name!: string;

  @Text({ max: 120, min: 0 })
  title!: string;

  @Text({ max: 4000, min: 0 })
  biography!: string;

  /** Languages somebody treats in, ISO 639-1, the first one first. */
  @OneOfList(LANGUAGES, { max: MOST_LANGUAGES })
  languages!: string[];

  @ListOf(() => SpecialtyView, { max: 50 })
  specialties!: SpecialtyView[];

  @OneOf(['active', 'archived'])
  status!: string;

  @Nullable()
  @Instant()
  away_until!: string | null;

  @Int({ min: 1, max: 2_000_000_000 })
  rev!: number;
}

export class SpecialistListQuery extends ListQuery {
  @Optional()
  @OneOf(['active', 'archived'])
  status?: string;

  @Optional()
  @Id()
  specialty_id?: number;
}

/** What people say of themselves; specialties are the clinic's to give. */
export class UpdateOwnSpecialistBody {
  @Optional()
  @Text({ max: 120, min: 0 })
  title?: string;

  @Optional()
  @Text({ max: 4000, min: 0 })
  biography?: string;

  @Optional()
  @OneOfList(LANGUAGES, { max: MOST_LANGUAGES })
  languages?: string[];
}

export class CreateSpecialistBody extends UpdateOwnSpecialistBody {
  /** A member of the organization with the role specialist or medical director. */
  @Id()
  user_id!: number;

  @Optional()
  @IdList({ max: 20 })
  specialty_ids?: number[];
}

export class UpdateSpecialistBody extends UpdateOwnSpecialistBody {
  @Optional()
  @IdList({ max: 20 })
  specialty_ids?: number[];

  @Optional()
  @OneOf(['active', 'archived'])
  status?: string;
}
