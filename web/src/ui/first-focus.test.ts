import { firstFocus } from './first-focus';

const dialog = (body: string, footer = ''): HTMLElement => {
  const element = document.createElement('div');
  element.innerHTML = `<header><button id="close"></button></header><div class="body">${body}</div>${
    footer === '' ? '' : `<footer>${footer}</footer>`
  }`;
  return element;
};
const begins = (...parts: [body: string, footer?: string]): string | undefined => firstFocus(dialog(...parts))?.id;
const acts = '<button id="cancel"></button><button id="act"></button>';

describe('where the keyboard begins in a dialog', () => {
  it('is the first field that can be filled, not the button that closes', () => {
    expect(begins('<a href="#" id="more"></a><select id="to"></select><input id="note">', acts)).toBe('to');
    expect(begins('<fieldset disabled><input id="never"></fieldset><textarea id="reason"></textarea>', acts)).toBe('reason');
    expect(begins('<div hidden><input id="unseen"></div><input type="hidden" id="key"><input id="name">', acts)).toBe('name');
  });

  it('is the chosen one of several radio buttons', () => {
    const radios = '<input type="radio" id="first"><input type="radio" id="second" checked>';
    expect(begins(`<fieldset>${radios}</fieldset>`, acts)).toBe('second');
    expect(begins(`<fieldset>${radios.replace(' checked', '')}</fieldset>`, acts)).toBe('first');
  });

  it('is the act that changes nothing where there is only a question', () => {
    expect(begins('<p>Sure?</p>', acts)).toBe('cancel');
  });

  it('is the first thing to press in a dialog without acts, and left to the browser where there is none', () => {
    expect(begins('<a href="tel:112" id="call"></a>')).toBe('call');
    expect(begins('<p>Nothing to do.</p>')).toBeUndefined();
  });

  it('is what asks for it before everything else', () => {
    expect(begins('<input id="search"><button id="begin" data-autofocus></button>', acts)).toBe('begin');
  });
});
