import { acceptInvitation, inspectInvitation } from '#core/auth/accept-invitation';
import { listDemoPeople, signInAsDemoPerson } from '#core/auth/demo';
import { requestPasswordReset } from '#core/auth/invite';
import { signOut } from '#core/auth/me';
import { beginSecondFactorSetup, completeSecondFactor, confirmSecondFactorSetup } from '#core/auth/second-factor';
import { requestSignInCode, verifySignInCode, verifySignInLink } from '#core/auth/sign-in-code';
import { signInWithPassword } from '#core/auth/sign-in-with-password';
import { randomToken } from '#core/kernel/crypto';
import { page } from '../http/pagination';
import { defineRoute, type Route } from '../http/route';
import { presentInvitation } from './auth.presenter';
import { BROWSER_COOKIE, browserCookie, sessionCookies, signedOutCookies, STEP_COOKIE, stepCookie } from './cookies';
import {
  AcceptInvitationBody,
  CodeRequestBody,
  CodeRequested,
  CodeVerifyBody,
  DemoPerson,
  DemoSignInBody,
  InvitationView,
  PasswordSignInBody,
  RecoveryCodes,
  SecondFactorBody,
  SecondFactorSetup,
  SignInStep,
  TokenBody,
} from './sign-in.dto';

const tag = 'auth';
const open = 'Signing in is how one becomes known.';
const signedIn = { next: 'signed_in' };

const password = defineRoute({
  method: 'POST',
  path: '/v1/auth/password',
  tag,
  summary: 'Sign in with password, first step for staff',
  public: open,
  rate: 'sign_in',
  rateKey: (body) => body.email,
  body: PasswordSignInBody,
  response: SignInStep,
  refusals: ['sign_in_failed'],
  handler: async (ctx, { body }) => {
    const { next, half } = await signInWithPassword(ctx, body);
    return { body: { next }, cookies: [stepCookie(half)] };
  },
});

const secondFactor = defineRoute({
  method: 'POST',
  path: '/v1/auth/second-factor',
  tag,
  summary: 'Second step: authenticator code or recovery code',
  public: open,
  rate: 'sign_in',
  body: SecondFactorBody,
  response: SignInStep,
  refusals: ['sign_in_failed', 'unauthenticated', 'second_factor_setup_required'],
  handler: async (ctx, { body, request }) => {
    const session = await completeSecondFactor(ctx, request.cookie(STEP_COOKIE), body.code);
    return { body: signedIn, cookies: sessionCookies(session) };
  },
});

const setup = defineRoute({
  method: 'POST',
  path: '/v1/auth/second-factor/setup',
  tag,
  summary: 'A secret for the authenticator app',
  public: open,
  rate: 'sign_in',
  response: SecondFactorSetup,
  refusals: ['unauthenticated', 'conflict'],
  handler: async (ctx, { request }) => {
    const { secret, otpauthUrl, qrSvg } = await beginSecondFactorSetup(ctx, request.cookie(STEP_COOKIE));
    return { body: { secret, otpauth_url: otpauthUrl, qr_svg: qrSvg } };
  },
});

const confirm = defineRoute({
  method: 'POST',
  path: '/v1/auth/second-factor/confirm',
  tag,
  summary: 'Confirm the authenticator with its first code; signs in and gives the recovery codes',
  public: open,
  rate: 'sign_in',
  body: SecondFactorBody,
  response: RecoveryCodes,
  refusals: ['sign_in_failed', 'unauthenticated', 'conflict'],
  handler: async (ctx, { body, request }) => {
    const { session, recoveryCodes } = await confirmSecondFactorSetup(ctx, request.cookie(STEP_COOKIE), body.code);
    return { body: { recovery_codes: recoveryCodes }, cookies: sessionCookies(session) };
  },
});

const code = defineRoute({
  method: 'POST',
  path: '/v1/auth/code',
  tag,
  summary: 'Ask for a sign-in code by mail; the answer is the same for every address',
  public: open,
  rate: 'sign_in',
  rateKey: (body) => body.email,
  body: CodeRequestBody,
  response: CodeRequested,
  status: 202,
  handler: async (ctx, { body, request }) => {
    const browser = knownBrowser(request.cookie(BROWSER_COOKIE)) ?? randomToken();
    const { challenge, expiresAt } = await requestSignInCode(ctx, body.email, browser);
    return { body: { challenge, expires_at: expiresAt.toISOString() }, cookies: [browserCookie(browser)] };
  },
});

function knownBrowser(token: string | null): string | null {
  return token !== null && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : null;
}

const verifyCode = defineRoute({
  method: 'POST',
  path: '/v1/auth/code/verify',
  tag,
  summary: 'Sign in with the code of the mail',
  public: open,
  rate: 'sign_in',
  body: CodeVerifyBody,
  response: SignInStep,
  refusals: ['sign_in_failed', 'code_expired'],
  handler: async (ctx, { body }) => ({ body: signedIn, cookies: sessionCookies(await verifySignInCode(ctx, body)) }),
});

const link = defineRoute({
  method: 'POST',
  path: '/v1/auth/link',
  tag,
  summary: 'Sign in with the link of the mail, after the confirming click, in the browser that asked',
  public: open,
  rate: 'sign_in',
  body: TokenBody,
  response: SignInStep,
  refusals: ['sign_in_failed', 'code_expired', 'wrong_browser'],
  handler: async (ctx, { body, request }) => {
    const session = await verifySignInLink(ctx, { token: body.token, browserToken: request.cookie(BROWSER_COOKIE) });
    return { body: signedIn, cookies: sessionCookies(session) };
  },
});

const passwordReset = defineRoute({
  method: 'POST',
  path: '/v1/auth/password-reset',
  tag,
  summary: 'Ask for a link to choose a new password; the answer is the same for every address',
  public: open,
  rate: 'sign_in',
  rateKey: (body) => body.email,
  body: CodeRequestBody,
  handler: async (ctx, { body }) => {
    await requestPasswordReset(ctx, body.email);
    return {};
  },
});

const invitation = defineRoute({
  method: 'POST',
  path: '/v1/auth/invitation',
  tag,
  summary: 'What the link of an invitation, reset or set-up asks for',
  public: open,
  rate: 'sign_in',
  readOnly: true,
  body: TokenBody,
  response: InvitationView,
  refusals: ['code_expired', 'invitation_used'],
  handler: async (ctx, { body }) => ({ body: presentInvitation(await inspectInvitation(ctx, body.token)) }),
});

const accept = defineRoute({
  method: 'POST',
  path: '/v1/auth/invitation/accept',
  tag,
  summary: 'Use the link of an invitation, reset or set-up',
  public: open,
  rate: 'sign_in',
  body: AcceptInvitationBody,
  response: SignInStep,
  refusals: ['code_expired', 'invitation_used', 'conflict', 'sign_in_failed'],
  handler: async (ctx, { body }) => {
    const { next, session } = await acceptInvitation(ctx, {
      token: body.token,
      displayName: body.display_name ?? null,
      password: body.password ?? null,
      email: body.email ?? null,
      organization:
        body.organization === undefined
          ? null
          : { name: body.organization.name, slug: body.organization.slug, timeZone: body.organization.time_zone },
    });
    return { body: { next }, cookies: next === 'signed_in' ? sessionCookies(session) : [stepCookie(session)] };
  },
});

const leave = defineRoute({
  method: 'POST',
  path: '/v1/auth/sign-out',
  tag,
  summary: 'Sign out: the session is worthless from now on',
  session: 'any',
  tenant: 'optional',
  impersonation: 'allowed',
  rate: 'write',
  handler: async (ctx, { principal }) => {
    await signOut(ctx, principal?.sessionId ?? null);
    return { cookies: signedOutCookies() };
  },
});

const demo = defineRoute({
  method: 'GET',
  path: '/v1/demo',
  tag,
  summary: 'The people of a demo installation; 404 elsewhere',
  public: 'The sign-in page of a demo shows whom one can be.',
  rate: 'read',
  response: page(DemoPerson),
  refusals: ['not_in_demo'],
  handler: async (ctx) => {
    const people = await listDemoPeople(ctx);
    const items = people.map((row) => ({
      person: row.demo_key,
      display_name: row.display_name,
      organization_name: row.organization_name,
      roles: [...row.roles],
    }));
    return { body: { items, next_cursor: null } };
  },
});

const demoSignIn = defineRoute({
  method: 'POST',
  path: '/v1/demo/sign-in',
  tag,
  summary: 'Sign in as a person of the demo with one click; 404 elsewhere',
  public: 'Only made-up people of a demo installation on this machine.',
  rate: 'write',
  body: DemoSignInBody,
  response: SignInStep,
  refusals: ['not_in_demo', 'sign_in_failed'],
  handler: async (ctx, { body }) => ({ body: signedIn, cookies: sessionCookies(await signInAsDemoPerson(ctx, body.person)) }),
});

export const signInRoutes: readonly Route[] = [
  password,
  secondFactor,
  setup,
  confirm,
  code,
  verifyCode,
  link,
  passwordReset,
  invitation,
  accept,
  leave,
  demo,
  demoSignIn,
];
