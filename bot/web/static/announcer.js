// Has a screen reader say each reply once. What was said is taken out again, so that it is not met twice when reading.

const STAYS_MS = 7000; // long enough for slow readers to pick it up

export class Announcer {
  #region;

  constructor(region) {
    this.#region = region;
  }

  say(words) {
    const line = document.createElement("p");
    line.textContent = words;
    this.#region.append(line);
    setTimeout(() => line.remove(), STAYS_MS);
  }
}
