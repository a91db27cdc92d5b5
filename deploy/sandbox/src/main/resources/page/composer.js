// The message box: plain text, until a command is picked.

import { Command } from './command.js';
import { el, icon, ICONS } from './dom.js';
import { act } from './live.js';
import { avatar } from './people.js';
import { Picker } from './picker.js';
import { channelOf, inGuild, may, nameOf, partnerOf, place, state, usableCommands } from './state.js';

const SEND_MESSAGES = 11;

export class Composer {
  constructor(node) {
    this.node = node;
    this.picker = new Picker('picker', 'Suggestions');
    this.reply = el('div', { class: 'reply-bar', hidden: true });
    this.error = el('div', { class: 'composer-error', role: 'alert', hidden: true });
    this.box = el('div', { class: 'box' });
    node.append(this.picker.node, this.error, this.reply, this.box);
    document.addEventListener('reply', ({ detail }) => this.#answer(detail));
  }

  // The empty message box of the open channel.
  draw() {
    this.picker.hide();
    this.#complain('');
    this.#answer(null);
    const channel = channelOf(state.channelId);
    const place = inGuild() ? `#${channel.name}` : `@${nameOf(partnerOf(channel))}`;
    const silent = !may(SEND_MESSAGES);
    this.text = el('textarea', {
      id: 'composer-input', rows: 1, maxlength: 2000, disabled: silent, spellcheck: 'false', autocomplete: 'off', role: 'combobox',
      'aria-autocomplete': 'list', 'aria-controls': 'picker', 'aria-expanded': 'false', 'aria-label': `Message ${place}`,
      placeholder: silent ? 'You do not have permission to send messages in this channel.' : `Message ${place}`,
      oninput: () => this.#typed(), onkeydown: (event) => this.#key(event), onblur: () => this.picker.hide(),
    });
    this.picker.field = this.text;
    const slash = el('button', { type: 'button', class: 'round', 'aria-label': 'Use a command', title: 'Use a command', disabled: silent, onclick: () => this.#begin() }, icon(ICONS.slash, 22));
    this.box.className = 'box';
    this.box.replaceChildren(slash, this.text);
  }

  focus() {
    this.text?.focus();
  }

  #begin() {
    this.text.value = '/';
    this.text.focus();
    this.#typed();
  }

  #answer(message) {
    state.replyTo = message;
    this.reply.hidden = !message;
    if (!message) return;
    this.reply.replaceChildren('Replying to ', el('b', { text: nameOf(message.author) }),
      el('button', { type: 'button', class: 'round', 'aria-label': 'Stop replying', onclick: () => this.#answer(null) }, icon(ICONS.close, 16)));
    this.text.focus();
  }

  #complain(words) {
    this.error.textContent = words;
    this.error.hidden = !words;
  }

  #typed() {
    this.#complain('');
    this.text.style.height = 'auto';
    this.text.style.height = `${Math.min(this.text.scrollHeight, 240)}px`;
    const typed = /^\/([^\n]*)$/.exec(this.text.value)?.[1];
    if (typed === undefined) this.picker.hide();
    else this.#offer(typed.toLowerCase());
    this.text.setAttribute('aria-expanded', String(this.picker.open));
  }

  #offer(typed) {
    const all = usableCommands();
    const entries = all.filter(({ path }) => path.startsWith(typed)).concat(all.filter(({ path }) => !path.startsWith(typed) && path.includes(typed)));
    const title = entries.length ? state.application.name : all.length ? `No command fits “/${typed}”` : 'The bot has no commands here yet';
    this.picker.show(title, entries.slice(0, 60).map((entry) => ({ value: entry, node: this.#command(entry) })), (entry) => this.#choose(entry));
  }

  #command(entry) {
    const options = entry.options.map((option) => el('span', { class: option.required ? 'hint required' : 'hint', text: option.name }));
    return el('span', { class: 'picker-command' }, avatar(state.application.bot, 28),
      el('span', { class: 'picker-words' }, el('span', { class: 'picker-path' }, el('b', { text: `/${entry.path}` }), ...options), el('small', { text: entry.description })));
  }

  #key(event) {
    if (event.isComposing || this.picker.key(event)) return;
    if (event.key === 'Escape') {
      if (!this.picker.node.hidden) this.picker.hide();
      else this.#answer(null);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    }
  }

  async #send() {
    const content = this.text.value.trim();
    if (!content) return;
    if (content.startsWith('/') && usableCommands().length) {
      this.#complain('That is no command. Pick one from the list.');
      return;
    }
    const messageId = state.replyTo?.id;
    this.text.value = '';
    this.#typed();
    this.#answer(null);
    try {
      await act({ kind: 'message', content, messageId, ...place() });
    } catch (refusal) {
      this.#complain(refusal.message);
      this.text.value = content;
    }
  }

  // From here on the box holds the command's fields.
  #choose(entry) {
    this.picker.hide();
    const command = this.command = new Command(entry, this.picker, (words) => this.#complain(words), () => this.#leave());
    this.box.className = 'box commanding';
    this.box.replaceChildren(avatar(state.application.bot, 24), command.node,
      el('button', { type: 'button', class: 'round', 'aria-label': 'Cancel the command', onclick: () => this.#leave() }, icon(ICONS.close, 18)),
      el('button', { type: 'button', class: 'button primary send', onclick: () => command.run(), text: 'Send' }));
    command.focus();
  }

  #leave() {
    this.command.end();
    this.draw();
    this.focus();
  }
}
