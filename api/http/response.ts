import { fieldsOf } from './fields';
import type { AnyReply, Dto, Route } from './route';
import { findMismatches } from './validate';

/** Keeps exactly the declared fields of an answer (R12): what a presenter let slip never leaves the house. */
export type Strip = (value: unknown) => unknown;

const strips = new WeakMap<object, Strip>();

/** Compiles the stripper of a response DTO once. Applying it is O(size of the answer). */
export function stripperOf(dto: Dto): Strip {
  const known = strips.get(dto);
  if (known !== undefined) return known;
  const members: [string, Strip | null][] = [];
  const strip: Strip = (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const kept: Record<string, unknown> = {};
    for (const [name, nested] of members) {
      const member: unknown = Reflect.get(value, name);
      if (member !== undefined) kept[name] = nested === null ? member : nested(member);
    }
    return kept;
  };
  strips.set(dto, strip); // before the members: a DTO may contain itself
  for (const [name, info] of fieldsOf(dto)) {
    const inner = info.nested === null ? null : stripperOf(info.nested());
    members.push([name, inner !== null && info.kind === 'list' ? eachOf(inner) : inner]);
  }
  return strip;
}

function eachOf(strip: Strip): Strip {
  return (value) => (Array.isArray(value) ? value.map(strip) : value);
}

/** Thrown in tests when a handler answers what its declaration does not say. */
export class ContractBroken extends Error {
  override readonly name = 'ContractBroken';
}

/**
 * The status and JSON text to send. `complain` is called when the reply breaks its declaration:
 * the tests throw, a running product logs and sends the stripped answer.
 */
export function renderReply(
  route: Route,
  reply: AnyReply,
  complain: ((problem: string) => void) | null,
): { status: number; text: string | null } {
  const status = reply.status ?? route.statuses[0];
  if (complain !== null && !route.statuses.includes(status)) complain(`status ${status} is not declared`);
  if (route.response === null || reply.body === undefined) {
    if (complain !== null && (route.response === null) !== (reply.body === undefined)) {
      complain('body and `response` do not agree');
    }
    return { status, text: null };
  }
  const text = JSON.stringify(stripperOf(route.response)(reply.body));
  if (complain !== null) {
    const plain: unknown = JSON.parse(text);
    const wrong =
      typeof plain === 'object' && plain !== null
        ? findMismatches(route.response, plain)
        : [{ pointer: '', code: 'object', message: '' }];
    // Pointers and codes only: this text reaches the log.
    if (wrong.length > 0) {
      complain(`answer differs from ${route.response.name}: ${wrong.map((one) => `${one.pointer} ${one.code}`).join(', ')}`);
    }
  }
  return { status, text };
}
