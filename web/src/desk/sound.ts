// A soft two-note chime; off until the agent turns it on.

const KEY = "careline.desk.sound";

export class Chime {
  on = localStorage.getItem(KEY) === "on";
  private audio: AudioContext | undefined;

  toggle(): void {
    this.on = !this.on;
    localStorage.setItem(KEY, this.on ? "on" : "off");
    this.ring();
  }

  ring(): void {
    if (!this.on) return;
    this.audio ??= new AudioContext();
    [660, 880].forEach((pitch, i) => this.note(pitch, i * 0.14));
  }

  private note(pitch: number, delay: number): void {
    if (!this.audio) return;
    const start = this.audio.currentTime + delay;
    const tone = new OscillatorNode(this.audio, { frequency: pitch });
    const volume = new GainNode(this.audio, { gain: 0 });
    volume.gain.linearRampToValueAtTime(0.08, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.35);
    tone.connect(volume).connect(this.audio.destination);
    tone.start(start);
    tone.stop(start + 0.4);
  }
}
