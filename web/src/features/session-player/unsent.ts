const KEY = 'pathwell.unsent';

/** A mark outside the database, so that a page can tell without loading it that something waits to be sent. */
export const markUnsent = (waits: boolean): void => {
  try {
    if (waits) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the player itself sends what waits when it is opened.
  }
};

export const hasUnsent = (): boolean => {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
};
