// The message box: plain text and files, until a command is picked.

import { Command } from './command.js';
import { attempt } from './dialogs.js';
import { el, icon, ICONS } from './dom.js';
import { pickEmoji } from './emoji.js';
import { act } from './live.js';
import { avatar } from './people.js';
import { Picker } from './picker.js';
import { completion, encoded } from './suggest.js';
import { Tray } from './tray.js';
import { relativeTo } from './time.js';
import { BITS, channelOf, inGuild, may, messagesOf, nameOf, partnerOf, place, silentUntil, state } from './state.js';
import { appOf, usableCommands } from './usable.js';

const TYPING_EVERY = 8000;

const isPending = () => inGuild() && state.members.get(state.me)?.pending === true;

const accept = () => attempt(act({ kind: 'accept-rules', userId: state.me, guildId: state.guild.id }));

export class Composer {
  #typedAt = 0;

  constructor(node) {
    this.node = node;
    this.picker = new Picker('picker', 'Suggestions');
    this.reply = el('div', { class: 'reply-bar', hidden: true });
    this.error = el('div', { class: 'composer-error', role: 'alert', hidden: true });
    this.box = el('div', { class: 'box' });
    this.tray = new Tray((refusal) => this.#complain(refusal.message));
    node.append(this.picker.node, this.error, this.reply, this.tray.node, this.box);
    document.addEventListener('reply', ({ detail }) => this.#answer(detail));
  }

  // The empty message box of the open channel; what stands in it stays when nothing about it changed.
  draw() {
    const sign = `${state.me} ${state.channelId} ${may(BITS.SEND)} ${silentUntil(state.me)} ${isPending()}`;
    if (sign === this.sign && this.box.isConnected) return;
    this.sign = sign;
    this.#empty();
  }

  #empty() {
    this.command?.end();
    this.command = null;
    this.picker.hide();
    this.#complain('');
    this.#answer(null);
    this.tray.clear();
    const channel = channelOf(state.channelId);
    const name = inGuild() ? `#${channel.name}` : `@${nameOf(partnerOf(channel))}`;
    const silent = !may(BITS.SEND) || isPending();
    this.text = el('textarea', {
      id: 'composer-input', rows: 1, maxlength: 2000, disabled: silent, spellcheck: 'false', autocomplete: 'off', role: 'combobox',
      'aria-autocomplete': 'list', 'aria-controls': 'picker', 'aria-expanded': 'false', 'aria-label': `Message ${name}`,
      placeholder: silent ? this.#whySilent() : `Message ${name}`,
      oninput: () => this.#typed(), onkeydown: (event) => this.#key(event), onblur: () => this.picker.hide(), onpaste: (event) => this.#paste(event),
    });
    this.picker.field = this.text;
    this.box.className = 'box';
    this.box.replaceChildren(
      this.#button('Add files', ICONS.plusCircle, () => this.tray.choose(), silent || !may(BITS.ATTACH)),
      this.text,
      ...(isPending() ? [el('button', { type: 'button', class: 'button primary', onclick: accept, text: 'Accept the rules' })] : []),
      this.#button('Use a command', ICONS.slash, () => this.#begin(), silent),
      this.#button('Add an emoji', ICONS.smile, (event) => pickEmoji(event.currentTarget, ({ id, name }) => this.insert(id ? `:${name}: ` : name)), silent));
  }

  #button = (label, sign, onclick, disabled) => el('button', { type: 'button', class: 'round', 'aria-label': label, title: label, disabled, onclick }, icon(sign, 22));

  #whySilent() {
    if (isPending()) return 'Accept the rules of this server to talk.';
    const until = silentUntil(state.me);
    return until ? `You are timed out. It ends ${relativeTo(until)}.` : 'You do not have permission to send messages in this channel.';
  }

  focus() {
    if (this.command) this.command.focus();
    else this.text?.focus();
  }

  // Puts words where the cursor is.
  insert(words) {
    if (this.command || this.text.disabled) return;
    this.text.setRangeText(words, this.text.selectionStart, this.text.selectionEnd, 'end');
    this.text.focus();
    this.#typed();
  }

  // Begins a command by its whole name.
  pick(path) {
    const entry = usableCommands().find((each) => each.path === path);
    if (entry && !this.text.disabled) this.#choose(entry);
  }

  files(list) {
    if (!this.command && !this.text.disabled && may(BITS.ATTACH)) this.tray.add([...list]);
  }

  #paste(event) {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    this.files(event.clipboardData.files);
  }

  #begin() {
    this.text.value = '/';
    this.text.focus();
    this.#typed();
  }

  #answer(message) {
    for (const each of [state.replyTo, message]) if (each) document.querySelector(`[data-message-id="${each.id}"]`)?.classList.toggle('replying', each === message);
    state.replyTo = message;
    this.quietly = false;
    this.reply.hidden = !message;
    if (!message) return;
    this.reply.replaceChildren('Replying to ', el('b', { text: nameOf(message.author) }), inGuild() && message.author.id !== state.me ? this.#pinging() : '',
      el('button', { type: 'button', class: 'round', 'aria-label': 'Stop replying', onclick: () => { this.#answer(null); this.focus(); } }, icon(ICONS.close, 16)));
    this.text.focus();
  }

  // Whether the reply mentions whom it answers.
  #pinging() {
    const turn = () => {
      this.quietly = !this.quietly;
      node.setAttribute('aria-pressed', String(!this.quietly));
      node.textContent = this.quietly ? '@ OFF' : '@ ON';
      this.focus();
    };
    const node = el('button', { type: 'button', class: 'reply-ping', 'aria-pressed': 'true', 'aria-label': 'Mention them', title: 'Mention them', onclick: turn, text: '@ ON' });
    return node;
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
    if (typed !== undefined) this.#offer(typed.toLowerCase());
    else {
      this.#complete();
      if (this.text.value) this.#tellTyping();
    }
    this.text.setAttribute('aria-expanded', String(this.picker.open));
  }

  #tellTyping() {
    if (Date.now() - this.#typedAt < TYPING_EVERY) return;
    this.#typedAt = Date.now();
    act({ kind: 'type', ...place() }).catch(() => {});
  }

  // People after @, channels after #, emojis after :.
  #complete() {
    const found = completion(this.text.value.slice(0, this.text.selectionStart));
    if (!found) {
      this.picker.hide();
      return;
    }
    this.picker.show(found.title, found.items, (words) => {
      const end = this.text.selectionStart;
      this.text.setRangeText(`${words} `, end - found.typed.length, end, 'end');
      this.picker.hide();
      this.text.setAttribute('aria-expanded', 'false');
    });
  }

  #offer(typed) {
    const all = usableCommands();
    const entries = all.filter(({ path }) => path.startsWith(typed)).concat(all.filter(({ path }) => !path.startsWith(typed) && path.includes(typed)));
    const title = entries.length ? [...new Set(entries.map((entry) => appOf(entry.command).username))].join(', ') : all.length ? `No command fits “/${typed}”` : 'The bot has no commands here yet';
    this.picker.show(title, entries.slice(0, 60).map((entry) => ({ value: entry, node: this.#command(entry) })), (entry) => this.#choose(entry));
  }

  #command(entry) {
    const options = entry.options.map((option) => el('span', { class: option.required ? 'hint required' : 'hint', text: option.name }));
    return el('span', { class: 'picker-command' }, avatar(appOf(entry.command), 28),
      el('span', { class: 'picker-words' }, el('span', { class: 'picker-path' }, el('b', { text: `/${entry.path}` }), ...options), el('small', { text: entry.description })),
      el('span', { class: 'picker-app', text: appOf(entry.command).username }));
  }

  #key(event) {
    if (event.isComposing || this.picker.key(event)) return;
    if (event.key === 'Escape') {
      if (this.picker.open) this.picker.hide();
      else if (state.replyTo) this.#answer(null);
      else document.dispatchEvent(new CustomEvent('present'));
      event.preventDefault();
    } else if (event.key === 'ArrowUp' && !this.text.value) this.#editLast(event);
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    }
  }

  #editLast(event) {
    const last = messagesOf(state.channelId).findLast((message) => message.author.id === state.me && (message.type === 0 || message.type === 19));
    if (!last) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent('edit', { detail: last }));
  }

  async #send() {
    const typed = this.text.value.trim();
    if (!typed && this.tray.empty) return;
    if (typed.startsWith('/') && usableCommands().length) {
      this.#complain('That is no command. Pick one from the list.');
      return;
    }
    const messageId = state.replyTo?.id;
    const replied = state.replyTo;
    const quietly = replied && this.quietly ? true : undefined;
    const where = place();
    try {
      const attachments = await this.tray.sent();
      this.text.value = '';
      this.#typedAt = 0;
      this.#typed();
      this.#answer(null);
      await act({ kind: 'message', content: encoded(typed), attachments, messageId, quietly, ...where });
      this.tray.clear();
    } catch (refusal) {
      this.#complain(refusal.message);
      if (state.channelId !== where.channelId) return;
      if (replied) this.#answer(replied);
      this.text.value ||= typed;
    }
  }

  // From here on the box holds the command's fields.
  #choose(entry) {
    this.picker.hide();
    this.#answer(null);
    const command = this.command = new Command(entry, this.picker, (words) => this.#complain(words), () => this.#leave());
    this.box.className = 'box commanding';
    this.box.replaceChildren(avatar(appOf(entry.command), 24), command.node,
      el('button', { type: 'button', class: 'round', 'aria-label': 'Cancel the command', onclick: () => this.#leave() }, icon(ICONS.close, 18)),
      el('button', { type: 'button', class: 'button primary send', onclick: () => command.run(), text: 'Send' }));
    command.focus();
  }

  #leave() {
    this.#empty();
    this.focus();
  }
}
