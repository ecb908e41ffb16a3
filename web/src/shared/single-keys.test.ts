import { isSingleKey, singleKeys } from './single-keys';

const page = (html: string): void => {
  document.body.innerHTML = html;
};
/** Presses a key in the element of that id and says whether it may act. */
const acts = (id: string, more: KeyboardEventInit = {}): boolean => {
  let answer = false;
  const listen = (event: KeyboardEvent): void => {
    answer = isSingleKey(event);
  };
  window.addEventListener('keydown', listen, { once: true });
  document.getElementById(id)?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, ...more }));
  return answer;
};

afterEach(() => {
  singleKeys.value = true;
});

describe('single letters', () => {
  it('act on a page and on a link of it', () => {
    page('<main id="main"><a href="#" id="link">Request</a></main>');
    expect([acts('main'), acts('link')]).toEqual([true, true]);
  });

  it('are letters in every field, in a menu and while a dialog is open', () => {
    page('<input id="a"><textarea id="b"></textarea><select id="c"></select><div role="menu"><button id="d"></button></div>');
    expect(['a', 'b', 'c', 'd'].map((id) => acts(id))).toEqual([false, false, false, false]);
    page('<main id="main"></main><dialog open></dialog>');
    expect(acts('main')).toBe(false);
  });

  it('do nothing with a modifier or held down', () => {
    page('<main id="main"></main>');
    expect([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }].map((more) => acts('main', more))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('do nothing for somebody who switched them off', () => {
    page('<main id="main"></main>');
    singleKeys.value = false;
    expect(acts('main')).toBe(false);
  });
});
