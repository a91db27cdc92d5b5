// A command that was picked: its options as fields, checked before they are sent.

import { el } from './dom.js';
import { isPicture } from './embeds.js';
import { act, upload } from './live.js';
import { complete, nested, picksFromList, suggestions, TYPES, valueOf } from './options.js';
import { place } from './state.js';
import { named } from './usable.js';

export class Command {
  #fields = [];
  #turn = 0;

  constructor(entry, picker, complain, leave) {
    this.entry = entry;
    this.picker = picker;
    this.complain = complain;
    this.leave = leave;
    this.#fields = entry.options.filter((option) => option.required).map((option) => this.#field(option));
    this.more = this.#rest();
    this.node = el('div', { class: 'command', role: 'group', 'aria-label': `/${entry.path}` },
      el('span', { class: 'command-name', text: `/${entry.path}` }), ...this.#fields.map((field) => field.node), this.more);
  }

  // Nothing is complained about any more.
  end() {
    this.ended = true;
  }

  focus() {
    (this.#fields[0]?.input ?? this.more).focus();
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
        this.run();
      } else if (event.key === 'Backspace' && !node.value) {
        event.preventDefault();
        this.#back(this.#fields.length);
      } else if (this.picker.key(event, node.value ? ['Enter', 'Tab'] : ['Tab'])) return;
      else if (event.key === 'Escape') this.leave();
    });
    return node;
  }

  #offerOptions() {
    this.picker.field = this.more;
    const used = new Set(this.#fields.map((field) => field.option.name));
    const left = this.entry.options.filter((option) => !used.has(option.name) && option.name.includes(this.more.value.trim().toLowerCase()));
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
    if (!field) this.leave();
    else field.input.focus();
  }

  #field(option) {
    const input = el('input', {
      'data-option': option.name, 'aria-label': `${option.name}: ${option.description}`, autocomplete: 'off', spellcheck: 'false', role: 'combobox', 'aria-controls': 'picker',
      'aria-expanded': 'false', 'aria-required': option.required || null, inputmode: option.type === 4 || option.type === 10 ? 'decimal' : null, maxlength: option.max_length ?? 6000,
    });
    const field = { option, input, picked: null, node: el('label', { class: 'option' }, el('span', { class: 'option-name', text: option.name }), input) };
    if (option.type === 11) return this.#file(field);
    const fit = () => { input.style.width = `${Math.min(Math.max(input.value.length + 1, 4), 40)}ch`; };
    input.addEventListener('focus', () => this.#suggest(field));
    input.addEventListener('blur', () => {
      this.picker.hide();
      this.#check(field);
    });
    input.addEventListener('input', () => {
      field.picked = null;
      field.node.classList.remove('wrong');
      this.complain('');
      fit();
      this.#suggest(field);
    });
    input.addEventListener('keydown', (event) => this.#fieldKey(event, field));
    field.pick = ({ label, value }) => {
      input.value = label;
      field.picked = value;
      field.node.classList.remove('wrong');
      this.complain('');
      fit();
      this.#next(field);
    };
    return field;
  }

  // A file is sent when it is chosen, and shown; the option then holds its id.
  #file(field) {
    const { input, node } = field;
    const name = el('span', { class: 'option-file', text: 'Choose a file' });
    input.type = 'file';
    node.classList.add('file');
    node.append(name);
    input.addEventListener('focus', () => this.#suggest(field));
    input.addEventListener('blur', () => this.picker.hide());
    input.addEventListener('keydown', (event) => event.key !== 'Enter' && this.#fieldKey(event, field));
    input.addEventListener('change', async () => {
      const [file] = input.files;
      field.picked = null;
      node.classList.remove('wrong');
      this.complain('');
      name.textContent = file?.name ?? 'Choose a file';
      if (!file) return;
      try {
        const sent = await upload(file);
        field.picked = sent.id;
        if (isPicture(sent)) name.replaceChildren(el('img', { src: sent.url, alt: '', height: 24 }), sent.filename);
        this.#next(field);
      } catch (refusal) {
        node.classList.add('wrong');
        this.complain(`${field.option.name}: ${refusal.message}`);
      }
    });
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
    const found = await complete(this.entry, [...others.filter((each) => each.value !== undefined), { name: option.name, type: option.type, value: input.value, focused: true }]).catch(() => []);
    if (turn === this.#turn && document.activeElement === input) show(found);
  }

  #fieldKey(event, field) {
    if (event.isComposing) return;
    const choosing = picksFromList(field.option) && field.picked === null && field.input.value !== '';
    if (this.picker.key(event, choosing || (field.option.autocomplete && field.picked === null) ? ['Enter', 'Tab'] : picksFromList(field.option) && field.picked === null ? ['Tab'] : [])) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.run();
    } else if (event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      this.#next(field);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.leave();
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
    if (this.ended) return;
    const { error } = this.#read(field);
    const wrong = error && field.input.value;
    field.node.classList.toggle('wrong', Boolean(wrong));
    if (wrong) this.complain(`${field.option.name}: ${error}`);
  }

  async run() {
    const values = [];
    for (const field of this.#fields) {
      const { value, error } = this.#read(field);
      if (error) {
        field.input.focus();
        field.node.classList.add('wrong');
        this.complain(`${field.option.name}: ${error}`);
        return;
      }
      if (value !== undefined) values.push({ name: field.option.name, type: field.option.type, value });
    }
    const entry = this.entry;
    try {
      await act({ kind: 'command', name: entry.command.name, type: 1, options: nested(entry, values), ...named(entry.command), ...place() });
      this.leave();
    } catch (refusal) {
      this.complain(refusal.message);
    }
  }
}
