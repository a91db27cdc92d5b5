// Files that wait above the message box until the message is sent.

import { el, icon, ICONS } from './dom.js';
import { sized } from './embeds.js';
import { upload } from './live.js';

const MOST = 10;
const LARGEST = 10 * 1024 * 1024;

export class Tray {
  #files = [];

  constructor(complain) {
    this.complain = complain;
    this.input = el('input', { type: 'file', multiple: true, hidden: true, tabindex: -1, 'aria-label': 'Files to send', onchange: () => this.#chosen() });
    this.list = el('ul', { class: 'tray', 'aria-label': 'Files to send' });
    this.node = el('div', { class: 'tray-box', hidden: true }, this.list, this.input);
  }

  get empty() {
    return this.#files.length === 0;
  }

  choose() {
    this.input.click();
  }

  #chosen() {
    this.add([...this.input.files]);
    this.input.value = '';
  }

  add(files) {
    for (const file of files) {
      if (this.#files.length >= MOST) this.complain(new Error(`You can only send ${MOST} files at a time.`));
      else if (file.size > LARGEST) this.complain(new Error('Your files are too powerful: 10 MiB is the most.'));
      else this.#files.push({ file, preview: file.type.startsWith('image/') ? URL.createObjectURL(file) : null });
    }
    this.#draw();
  }

  clear() {
    for (const { preview } of this.#files) if (preview) URL.revokeObjectURL(preview);
    this.#files = [];
    this.#draw();
  }

  // Sends what waits; the ids by which a message names the files.
  async sent() {
    const kept = await Promise.all(this.#files.map(({ file }) => upload(file)));
    return kept.length ? kept.map(({ id }) => id) : undefined;
  }

  #draw() {
    this.node.hidden = this.empty;
    this.list.replaceChildren(...this.#files.map((each) => el('li', { class: 'tray-file' },
      el('button', { type: 'button', class: 'tray-off', 'aria-label': `Remove ${each.file.name}`, title: 'Remove', onclick: () => this.#remove(each) }, icon(ICONS.bin, 18)),
      el('div', { class: 'tray-sign' }, each.preview ? el('img', { src: each.preview, alt: '' }) : icon(ICONS.file, 56)),
      el('span', { class: 'tray-name', text: each.file.name }), el('small', { text: sized(each.file.size) }))));
  }

  #remove(each) {
    if (each.preview) URL.revokeObjectURL(each.preview);
    this.#files = this.#files.filter((other) => other !== each);
    this.#draw();
  }
}
