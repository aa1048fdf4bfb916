// Says the caller's words aloud where the browser can, sentence after sentence.

const tag = (language: string): string => (language.toLowerCase().startsWith("en") ? "en-US" : "zh-CN");

export class Speaker {
  muted = false;
  private pending = 0;
  private round = 0;

  constructor(private readonly changed: () => void) {}

  get speaking(): boolean {
    return this.pending > 0;
  }

  say(text: string, language: string): void {
    if (this.muted || !("speechSynthesis" in window)) return;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = tag(language);
    const { round } = this;
    utterance.onend = utterance.onerror = () => this.ended(round);
    this.pending += 1;
    speechSynthesis.speak(utterance);
    this.changed();
  }

  /** Barge-in, hang-up, mute: fall silent at once. */
  stop(): void {
    this.round += 1;
    this.pending = 0;
    if ("speechSynthesis" in window) speechSynthesis.cancel();
    this.changed();
  }

  toggleMute(): void {
    this.muted = !this.muted;
    this.stop();
  }

  private ended(round: number): void {
    if (round !== this.round) return; // Cut off earlier; already counted.
    this.pending = Math.max(0, this.pending - 1);
    this.changed();
  }
}
