import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { disableIssuersExcept, saveIssuer } from './issuer.repository';
import { ownAudience, ownIssuer } from './own-issuer';

/** Brings the table of issuers to what is configured: our own provider and those of OIDC_ISSUERS. Called once at start. */
export async function syncIssuers(kernel: Kernel): Promise<void> {
  const { config } = kernel;
  await inSystemTx(systemCtx(kernel, null, new Date()), async (tx) => {
    const outside = config.oidc.issuers.map(({ issuer, audience, jwksUri, claims }) => ({
      issuer,
      audience,
      jwksUri,
      claimMap: claims,
    }));
    const own = {
      issuer: ownIssuer(config),
      audience: ownAudience(config),
      jwksUri: null,
      claimMap: { organization: 'organization' },
    };
    for (const settings of [own, ...outside]) await saveIssuer(tx, settings);
    await disableIssuersExcept(tx, [own.issuer, ...outside.map(({ issuer }) => issuer)]);
  });
}
