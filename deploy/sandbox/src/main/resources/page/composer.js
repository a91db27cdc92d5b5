// The message box: plain text, or a command with its options as fields.

import { el, icon, ICONS } from './dom.js';
import { act } from './live.js';
import { avatar } from './people.js';
import { Picker } from './picker.js';
import { complete, nested, picksFromList, suggestions, TYPES, valueOf } from './options.js';
import { channelOf, inGuild, may, nameOf, partnerOf, state, usableCommands } from './state.js';

const SEND_MESSAGES = 11;

export class Composer {
  #entry = null;
  #fields = [];
  #turn = 0;

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
    this.#entry = null;
    this.#fields = [];
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
      await act({ kind: 'message', content, messageId, ...this.#place() });
    } catch (refusal) {
      this.#complain(refusal.message);
      this.text.value = content;
    }
  }

  #place() {
    const channel = channelOf(state.channelId);
    return { userId: state.me, channelId: channel.id, guildId: channel.guild_id };
  }

  // From here on the box holds the command's fields.
  #choose(entry) {
    this.#entry = entry;
    this.picker.hide();
    this.#fields = entry.options.filter((option) => option.required).map((option) => this.#field(option));
    this.strip = el('div', { class: 'command', role: 'group', 'aria-label': `/${entry.path}` },
      el('span', { class: 'command-name', tabindex: -1, text: `/${entry.path}` }), ...this.#fields.map((field) => field.node), this.more = this.#rest());
    this.box.className = 'box commanding';
    this.box.replaceChildren(avatar(state.application.bot, 24), this.strip,
      el('button', { type: 'button', class: 'round', 'aria-label': 'Cancel the command', onclick: () => this.#leave() }, icon(ICONS.close, 18)),
      el('button', { type: 'button', class: 'button primary send', onclick: () => this.#run(), text: 'Send' }));
    (this.#fields[0]?.input ?? this.more).focus();
    if (!this.#fields.length) this.#offerOptions();
  }

  #leave() {
    this.draw();
    this.focus();
  }

  // The place after the last field, where more options are picked and Enter sends.
  #rest() {
    const node = el('input', { class: 'rest', 'aria-label': 'More options; Enter sends the command', autocomplete: 'off', role: 'combobox', 'aria-controls': 'picker', 'aria-expanded': 'false' });
    node.addEventListener('focus', () => this.#offerOptions());
    node.addEventListener('input', () => this.#offerOptions());
    node.addEventListener('blur', () => this.picker.hide());
    node.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !node.value) {
        event.preventDefault();
        this.#run();
      } else if (event.key === 'Backspace' && !node.value) {
        event.preventDefault();
        this.#back(this.#fields.length);
      } else if (this.picker.key(event, node.value ? ['Enter', 'Tab'] : ['Tab'])) return;
      else if (event.key === 'Escape') this.#leave();
    });
    return node;
  }

  #offerOptions() {
    this.picker.field = this.more;
    const used = new Set(this.#fields.map((field) => field.option.name));
    const left = this.#entry.options.filter((option) => !used.has(option.name) && option.name.includes(this.more.value.trim().toLowerCase()));
    if (!left.length) {
      this.picker.hide();
      return;
    }
    this.picker.show('Options — Tab picks, Enter sends', left.map((option) => ({ value: option, node: this.#optionLine(option) })), (option) => {
      const field = this.#field(option);
      this.#fields.push(field);
      this.more.value = '';
      this.more.before(field.node);
      field.input.focus();
    });
  }

  #optionLine(option) {
    return el('span', { class: 'picker-words' }, el('b', { text: option.name }), el('small', { text: option.description }));
  }

  #back(at) {
    const field = this.#fields[at - 1];
    if (!field) this.#leave();
    else field.input.focus();
  }

  #field(option) {
    const input = el('input', {
      'data-option': option.name, 'aria-label': `${option.name}: ${option.description}`, autocomplete: 'off', spellcheck: 'false', role: 'combobox', 'aria-controls': 'picker',
      'aria-expanded': 'false', 'aria-required': option.required || null, inputmode: option.type === 4 || option.type === 10 ? 'decimal' : null, maxlength: option.max_length ?? 6000,
    });
    const field = { option, input, picked: null, node: el('label', { class: 'option' }, el('span', { class: 'option-name', text: option.name }), input) };
    const fit = () => { input.style.width = `${Math.min(Math.max(input.value.length + 1, 4), 40)}ch`; };
    input.addEventListener('focus', () => this.#suggest(field));
    input.addEventListener('blur', () => {
      this.picker.hide();
      this.#check(field);
    });
    input.addEventListener('input', () => {
      field.picked = null;
      field.node.classList.remove('wrong');
      this.#complain('');
      fit();
      this.#suggest(field);
    });
    input.addEventListener('keydown', (event) => this.#fieldKey(event, field));
    field.pick = ({ label, value }) => {
      input.value = label;
      field.picked = value;
      field.node.classList.remove('wrong');
      this.#complain('');
      fit();
      this.#next(field);
    };
    return field;
  }

  async #suggest(field) {
    const { option, input } = field;
    this.picker.field = input;
    const title = `${option.name} — ${option.description} (${TYPES[option.type]})`;
    const show = (found) => this.picker.show(title, found.map((item) => ({ value: item, node: item.node })), field.pick);
    if (!option.autocomplete) {
      show(field.picked === null ? suggestions(option, input.value) : []);
      return;
    }
    const turn = ++this.#turn;
    show([]);
    const others = this.#fields.filter((each) => each !== field && each.input.value).map((each) => ({ name: each.option.name, type: each.option.type, value: this.#read(each).value }));
    const found = await complete(this.#entry, [...others.filter((each) => each.value !== undefined), { name: option.name, type: option.type, value: input.value, focused: true }]).catch(() => []);
    if (turn === this.#turn && document.activeElement === input) show(found);
  }

  #fieldKey(event, field) {
    if (event.isComposing) return;
    const choosing = picksFromList(field.option) && field.picked === null && field.input.value !== '';
    if (this.picker.key(event, choosing || (field.option.autocomplete && field.picked === null) ? ['Enter', 'Tab'] : picksFromList(field.option) && field.picked === null ? ['Tab'] : [])) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#run();
    } else if (event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      this.#next(field);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.#leave();
    } else if (event.key === 'Backspace' && !field.input.value) {
      event.preventDefault();
      this.#removeField(field);
    }
  }

  #removeField(field) {
    const at = this.#fields.indexOf(field);
    if (!field.option.required) {
      this.#fields.splice(at, 1);
      field.node.remove();
    }
    this.#back(at);
  }

  #next(field) {
    const following = this.#fields[this.#fields.indexOf(field) + 1];
    (following?.input ?? this.more).focus();
  }

  #read(field) {
    return field.picked === null ? valueOf(field.option, field.input.value) : { value: field.picked };
  }

  #check(field) {
    const { error } = this.#read(field);
    const wrong = error && field.input.value;
    field.node.classList.toggle('wrong', Boolean(wrong));
    if (wrong) this.#complain(`${field.option.name}: ${error}`);
  }

  async #run() {
    const values = [];
    for (const field of this.#fields) {
      const { value, error } = this.#read(field);
      if (error) {
        field.input.focus();
        field.node.classList.add('wrong');
        this.#complain(`${field.option.name}: ${error}`);
        return;
      }
      if (value !== undefined) values.push({ name: field.option.name, type: field.option.type, value });
    }
    const entry = this.#entry;
    try {
      await act({ kind: 'command', name: entry.command.name, type: 1, options: nested(entry, values), ...this.#place() });
      this.#leave();
    } catch (refusal) {
      this.#complain(refusal.message);
    }
  }
}
