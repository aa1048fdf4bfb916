// Hears the callee where the browser has speech recognition (prefixed in most); typing is always there besides.

interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  start(): void;
  abort(): void;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onspeechstart: (() => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
}

type RecognitionClass = new () => Recognition;

function recognitionClass(): RecognitionClass | undefined {
  const w = window as unknown as Record<string, RecognitionClass | undefined>;
  return w["SpeechRecognition"] ?? w["webkitSpeechRecognition"];
}

export interface ListenerPorts {
  heard(text: string): void;
  /** The callee began to speak. */
  began(): void;
  changed(): void;
}

export class Listener {
  readonly available = recognitionClass() !== undefined;
  /** The callee wants to speak rather than type. */
  on = false;
  private active: Recognition | undefined;

  constructor(private readonly ports: ListenerPorts) {}

  toggle(): void {
    this.on = !this.on;
    if (!this.on) this.stop();
    this.ports.changed();
  }

  stop(): void {
    this.active?.abort();
    this.active = undefined;
  }

  /** Listen for one utterance, unless already doing so. */
  listen(language: string): void {
    const Class = recognitionClass();
    if (!this.on || this.active || !Class) return;
    const recognition = new Class();
    recognition.lang = language.toLowerCase().startsWith("en") ? "en-US" : "zh-CN";
    recognition.onspeechstart = () => this.ports.began();
    recognition.onresult = (event) => this.ports.heard(event.results[0]?.[0]?.transcript.trim() ?? "");
    recognition.onerror = ({ error }) => {
      if (error === "not-allowed" || error === "service-not-allowed" || error === "network") this.on = false;
    };
    recognition.onend = () => {
      this.active = undefined;
      this.ports.changed();
    };
    this.active = recognition;
    recognition.start();
  }
}
