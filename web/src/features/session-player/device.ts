const KEY = 'pathwell.device';
let forThisPage: string | null = null;

/** A random name for this browser, so that the server can tell two devices apart; it says nothing about the person. */
export const deviceId = (): string => {
  if (forThisPage !== null) return forThisPage;
  try {
    forThisPage = localStorage.getItem(KEY);
    if (forThisPage === null) {
      forThisPage = crypto.randomUUID();
      localStorage.setItem(KEY, forThisPage);
    }
  } catch {
    // Without storage the name lasts as long as the page.
    forThisPage ??= crypto.randomUUID();
  }
  return forThisPage;
};
