import type { InboxEntry, InboxMessage } from '#embedded/mail-inbox/store';
import { escapeHtml, htmlPage } from '../docs/html';

/** The list: who, what, when. Plain HTML without a script, so that it works in any browser. */
export function inboxPage(entries: readonly InboxEntry[], to: string): string {
  const rows = entries
    .map(
      (entry) =>
        `<tr><td><a href="/inbox/${entry.id}">${escapeHtml(entry.subject || '(no subject)')}</a></td><td>${escapeHtml(entry.to.join(', '))}</td><td><time datetime="${entry.receivedAt}">${escapeHtml(entry.receivedAt.replace('T', ' ').slice(0, 19))} UTC</time></td></tr>`,
    )
    .join('');
  const list =
    entries.length === 0
      ? `<p>${to === '' ? 'No mail yet. Mails of this installation appear here as they are sent.' : 'No mail to this address yet.'}</p>`
      : `<div class="scroll"><table><thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Received</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return htmlPage(
    'Mail inbox',
    `<main class="single" style="max-width:60rem"><p><a href="/">Pathwell</a></p><h1>Mail inbox</h1><p>A demo installation sends its mail here and nowhere else.</p>
<form method="get" action="/inbox/" role="search"><label for="to">Only mail to</label> <input id="to" name="to" type="email" value="${escapeHtml(to)}"> <button>Show</button></form>${list}</main>`,
  );
}

/** One mail: its text with working links, and the HTML part in a frame that may do nothing. */
export function messagePage(mail: InboxMessage): string {
  const html =
    mail.html === null
      ? ''
      : `<details><summary>As the mail looks in a mail program</summary><div><iframe title="HTML part of the mail" src="/inbox/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" style="width:100%;height:28rem;border:0;background:#ffffff"></iframe></div></details>`;
  return htmlPage(
    mail.subject || 'Mail',
    `<main class="single"><p><a href="/inbox/">Mail inbox</a></p><h1>${escapeHtml(mail.subject || '(no subject)')}</h1><p>From ${escapeHtml(mail.from)}<br>To ${escapeHtml(mail.to.join(', '))}<br><time datetime="${mail.receivedAt}">${escapeHtml(mail.receivedAt)}</time></p><pre style="white-space:pre-wrap;font:inherit">${linked(mail.text)}</pre>${html}</main>`,
  );
}

function linked(text: string): string {
  return escapeHtml(text).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}" rel="noreferrer">${url}</a>`);
}
