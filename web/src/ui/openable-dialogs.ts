/** jsdom knows the dialog element, but not how it opens and closes; what it does in the browser is part of the journey. */
export function openableDialogs(): void {
  const prototype = HTMLDialogElement.prototype;
  prototype.showModal = function showModal(): void {
    this.open = true;
  };
  prototype.close = function close(): void {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
}
