// A list above the message box that is walked with the arrow keys.

import { el } from './dom.js';

export class Picker {
  #items = [];
  #at = 0;

  constructor(id, label) {
    this.list = el('div', { class: 'picker-list', role: 'listbox', id, 'aria-label': label });
    this.node = el('div', { class: 'picker', hidden: true }, this.title = el('div', { class: 'picker-title' }), this.list);
  }

  get open() {
    return !this.node.hidden && this.#items.length > 0;
  }

  get current() {
    return this.#items[this.#at];
  }

  // Items are {node, value, group?}; picking one calls back with its value.
  show(title, items, onPick) {
    this.#items = items;
    this.#at = 0;
    this.onPick = onPick;
    this.title.textContent = title;
    this.list.replaceChildren(...items.map((item, at) => {
      const entry = el('div', { class: 'picker-item', role: 'option', id: `${this.list.id}-${at}` }, item.node);
      // A press must not take the focus from the text field.
      entry.addEventListener('mousedown', (event) => event.preventDefault());
      entry.addEventListener('click', () => onPick(item.value));
      entry.addEventListener('mousemove', () => this.#mark(at, false));
      return entry;
    }));
    this.node.hidden = items.length === 0 && !title;
    this.#mark(0, true);
  }

  hide() {
    this.node.hidden = true;
    this.#items = [];
    this.field?.removeAttribute('aria-activedescendant');
  }

  #mark(at, scroll) {
    this.#at = at;
    [...this.list.children].forEach((entry, index) => entry.setAttribute('aria-selected', String(index === at)));
    const entry = this.list.children[at];
    if (scroll) entry?.scrollIntoView({ block: 'nearest' });
    if (entry) this.field?.setAttribute('aria-activedescendant', entry.id);
    else this.field?.removeAttribute('aria-activedescendant');
  }

  // True when the key was for the list.
  key(event, picks = ['Enter', 'Tab']) {
    if (!this.open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#mark((this.#at + step + this.#items.length) % this.#items.length, true);
    else if (picks.includes(event.key) && !event.shiftKey) this.onPick(this.current.value);
    else return false;
    event.preventDefault();
    return true;
  }
}
