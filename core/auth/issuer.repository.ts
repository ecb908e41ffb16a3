import type { ClaimMap } from '#domain/auth/claim-map';
import type { Tx } from '#core/kernel/tx';

export interface IssuerRow {
  id: number;
  organization_id: number | null;
  issuer: string;
  audience: string;
  jwks_uri: string | null;
  claim_map: ClaimMap;
  allowed_origins: string[];
}

const columns = 'id, organization_id, issuer, audience, jwks_uri, claim_map, allowed_origins';

export async function findIssuer(tx: Tx, issuer: string): Promise<IssuerRow | null> {
  return tx.maybeOne<IssuerRow>(`select ${columns} from issuers where issuer = $1 and status = 'active'`, [issuer]);
}

export interface IssuerSettings {
  issuer: string;
  audience: string;
  jwksUri: string | null;
  claimMap: Readonly<Record<string, string>>;
}

export async function saveIssuer(tx: Tx, settings: IssuerSettings): Promise<void> {
  await tx.execute(
    `insert into issuers (issuer, audience, jwks_uri, claim_map) values ($1, $2, $3, $4::jsonb)
     on conflict (issuer) do update set audience = excluded.audience, jwks_uri = excluded.jwks_uri, claim_map = excluded.claim_map, status = 'active'`,
    [settings.issuer, settings.audience, settings.jwksUri, JSON.stringify(settings.claimMap)],
  );
}

/** Issuers that are not configured any more stop being believed. */
export async function disableIssuersExcept(tx: Tx, issuers: readonly string[]): Promise<number> {
  return tx.execute(`update issuers set status = 'disabled' where status = 'active' and not (issuer = any($1))`, [issuers]);
}
