import { createTaxonomyTerm } from '#core/exercise-library/create-taxonomy-term';
import { listTaxonomy } from '#core/exercise-library/list-taxonomy';
import { renameTaxonomyTerm } from '#core/exercise-library/rename-taxonomy-term';
import type { TaxonomyKind } from '#core/exercise-library/taxonomy.types';
import { defineRoute, type Route } from '../http/route';
import { CreateTaxonomyTermBody, RenameTaxonomyTermBody, TaxonomyDto, TaxonomyTermDto } from './exercise.dto';
import { presentTaxonomyTerm } from './exercise.presenter';

function taxonomy(kind: TaxonomyKind, path: string, plural: string): Route[] {
  const tag = 'Exercise library';
  return [
    defineRoute({
      method: 'GET',
      path,
      tag,
      summary: `List ${plural}, global and own`,
      permission: 'exercise:read',
      response: TaxonomyDto,
      rate: 'read',
      handler: async (ctx) => ({ body: { items: (await listTaxonomy(ctx, kind)).map(presentTaxonomyTerm) } }),
    }),
    defineRoute({
      method: 'POST',
      path,
      tag,
      summary: `Add to the clinic's ${plural}`,
      permission: 'exercise:write',
      body: CreateTaxonomyTermBody,
      response: TaxonomyTermDto,
      status: 201,
      idempotent: true,
      refusals: ['already_exists'],
      rate: 'write',
      handler: async (ctx, { body }) => ({ body: presentTaxonomyTerm(await createTaxonomyTerm(ctx, { kind, name: body.name })) }),
    }),
    defineRoute({
      method: 'PATCH',
      path: `${path}/:id`,
      tag,
      summary: `Rename one of the clinic's own ${plural}`,
      permission: 'exercise:write',
      params: { id: 'id' },
      body: RenameTaxonomyTermBody,
      response: TaxonomyTermDto,
      ifMatch: true,
      refusals: ['already_exists'],
      rate: 'write',
      handler: async (ctx, { params, body, rev }) => {
        const term = await renameTaxonomyTerm(ctx, { kind, id: params.id, rev, name: body.name });
        return { body: presentTaxonomyTerm(term), etag: term.rev };
      },
    }),
  ];
}

export const taxonomyRoutes = [
  ...taxonomy('category', '/v1/exercise-categories', 'exercise categories'),
  ...taxonomy('body_region', '/v1/exercise-body-regions', 'body regions'),
  ...taxonomy('equipment', '/v1/exercise-equipment', 'equipment'),
];
