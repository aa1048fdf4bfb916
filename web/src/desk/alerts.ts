// How the desk makes itself heard: a chime, and a note of the desktop while the page is not looked at.
import { Chime } from "./sound";

export class Alerts {
  private readonly chime = new Chime();

  get on(): boolean {
    return this.chime.on;
  }

  /** On, it asks once whether the browser may show notes. */
  toggle(): void {
    this.chime.toggle();
    if (this.chime.on && "Notification" in window && Notification.permission === "default") void Notification.requestPermission();
  }

  /** `about` replaces the earlier note about the same; nothing that a customer wrote is put on the desktop. */
  ring(title: string, about: string, opened: () => void): void {
    this.chime.ring();
    if (!this.on || !document.hidden || !("Notification" in window) || Notification.permission !== "granted") return;
    const note = new Notification(title, { tag: about, icon: "/icon.svg" });
    note.onclick = () => {
      window.focus();
      opened();
      note.close();
    };
  }
}
