// A modal that the bot opened, checked before it is sent.

import { el, byId } from './dom.js';
import { answerTo } from './answers.js';
import { choice, SELECTS } from './choice.js';
import { act, upload } from './live.js';
import { markdown } from './markdown.js';
import { avatar } from './people.js';
import { place, state } from './state.js';

const TEXT_INPUT = 4;
const TEXT = 10;
const LABEL = 18;
const FILES = 19;
const PARAGRAPH = 2;

export function openModal(interaction) {
  const dialog = byId('modal');
  const { custom_id: customId, title, components } = interaction.shown;
  const fields = [];
  const body = components.flatMap((each) => parts(each, fields));
  const error = el('div', { class: 'modal-error', role: 'alert', hidden: true });
  const form = el('form', { method: 'dialog', novalidate: true },
    el('header', { class: 'modal-head' }, avatar(state.application.bot, 24), el('h2', { id: 'modal-title', text: title })),
    el('p', { class: 'modal-warning', text: `This form will be submitted to ${state.application.name}. Do not share passwords or other sensitive information.` }),
    ...body, error,
    el('footer', { class: 'modal-foot' },
      el('button', { type: 'button', class: 'button plain', onclick: () => dialog.close(), text: 'Cancel' }),
      el('button', { type: 'submit', class: 'button primary', text: 'Submit' })));
  const fail = (words) => {
    error.textContent = words;
    error.hidden = false;
    form.classList.remove('busy');
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    error.hidden = true;
    const wrong = fields.filter((field) => !field.check());
    if (wrong.length) {
      wrong[0].focus();
      return;
    }
    form.classList.add('busy');
    try {
      const values = {};
      for (const field of fields) values[field.id] = await field.value();
      const { interactionId } = await act({ kind: 'modal', customId, fields: values, ...place(interaction.channelId) });
      const { state: outcome } = await answerTo(interactionId);
      if (outcome === 'FAILED') fail('Something went wrong. Try again.');
      else dialog.close();
    } catch (refusal) {
      fail(refusal.message);
    }
  });
  // What had the keyboard may be gone: the command's fields go when it is sent.
  dialog.onclose = () => {
    const { activeElement: left } = document;
    if (left === document.body || dialog.contains(left)) document.dispatchEvent(new CustomEvent('focus-composer'));
  };
  dialog.replaceChildren(form);
  if (!dialog.open) dialog.showModal();
  fields[0]?.focus();
}

function parts(data, fields) {
  if (data.type === TEXT) return [el('div', { class: 'modal-text markup' }, markdown(data.content))];
  if (data.type === LABEL) return [field(data.component, data.label, data.description, fields)];
  return (data.components ?? []).map((each) => field(each, each.label, null, fields));
}

// Name, control and what is wrong with it, one below the other.
function field(data, label, description, fields) {
  const wrong = el('span', { class: 'modal-wrong', role: 'alert' });
  const control = data.type === TEXT_INPUT ? text(data) : SELECTS.has(data.type) ? picked(data, label) : data.type === FILES ? files(data) : null;
  if (!control) return el('p', { class: 'modal-warning', text: `This page does not know component type ${data.type} in a form.` });
  const needed = data.required !== false;
  fields.push({
    id: data.custom_id, value: control.value, focus: control.focus,
    check: () => {
      const words = control.wrong(needed);
      wrong.textContent = words;
      node.classList.toggle('wrong', Boolean(words));
      return !words;
    },
  });
  const name = el('span', { class: 'modal-label' }, label, needed && el('i', { 'aria-hidden': 'true', text: ' *' }));
  const node = el(data.type === TEXT_INPUT || data.type === FILES ? 'label' : 'div', { class: 'modal-field' }, name, description && el('small', { text: description }), control.node, wrong);
  return node;
}

function text(data) {
  const attributes = {
    name: data.custom_id, 'aria-required': data.required === false ? null : 'true', placeholder: data.placeholder, minlength: data.min_length || null, maxlength: data.max_length ?? 4000,
  };
  const node = data.style === PARAGRAPH ? el('textarea', { ...attributes, rows: 4 }) : el('input', { ...attributes, type: 'text', autocomplete: 'off' });
  node.value = data.value ?? '';
  const wrong = (needed) => {
    const { length } = node.value;
    if (!length) return needed ? 'This field is required.' : '';
    return length < (data.min_length ?? 0) ? `Must be ${data.min_length} or more in length.` : '';
  };
  return { node, wrong, value: () => node.value, focus: () => node.focus() };
}

function picked(data, label) {
  const made = choice(data, { done: () => {}, label });
  const wrong = (needed) => (made.fits() || (!needed && made.values().length === 0) ? '' : `Choose at least ${data.min_values ?? 1}.`);
  return { node: made.node, wrong, value: made.values, focus: () => made.node.querySelector('button').focus() };
}

function files(data) {
  const least = data.min_values ?? 1;
  const node = el('input', { type: 'file', multiple: (data.max_values ?? 1) > 1, name: data.custom_id });
  const wrong = (needed) => {
    const { length } = node.files;
    if (length > (data.max_values ?? 1)) return `At most ${data.max_values ?? 1} files.`;
    return length < least && (needed || length > 0) ? `Choose at least ${least}.` : '';
  };
  return { node, wrong, value: () => Promise.all([...node.files].map((file) => upload(file).then(({ id }) => id))), focus: () => node.focus() };
}
