// Small windows that ask one thing, and words that go away by themselves.

import { el, byId } from './dom.js';

const LONG_ENOUGH = 6000;

function dialog(title, ...children) {
  const node = el('dialog', { class: 'modal small', 'aria-label': title });
  node.append(el('header', { class: 'modal-head' }, el('h2', { text: title })), ...children);
  node.addEventListener('close', () => node.remove());
  document.body.append(node);
  node.showModal();
  return node;
}

const foot = (...buttons) => el('footer', { class: 'modal-foot' }, buttons);
const cancel = (node) => el('button', { type: 'button', class: 'button plain', onclick: () => node().close(), text: 'Cancel' });

// Asks for one line; what is wrong with it is said in the window.
export function prompt(title, { label, about = '', value = '', button = 'Done', maxlength = 100, type = 'text', extra = null, optional = false }, done) {
  const field = el('input', { type, name: 'answer', required: !optional, maxlength, autocomplete: 'off' });
  field.value = value;
  const error = el('p', { class: 'modal-error', role: 'alert', hidden: true });
  const form = el('form', { method: 'dialog' }, about && el('p', { class: 'modal-about', text: about }),
    el('label', { class: 'modal-field' }, el('span', { text: label }), field), extra, error,
    foot(cancel(() => node), el('button', { type: 'submit', class: 'button primary', text: button })));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await done(field.value.trim(), form);
      node.close();
    } catch (refusal) {
      error.textContent = refusal.message;
      error.hidden = false;
    }
  });
  const node = dialog(title, form);
  field.select();
}

// Asks before something that cannot be undone.
export function confirm(title, about, button, done, kind = 'danger') {
  const sure = el('button', { type: 'button', class: `button ${kind}`, text: button, onclick: () => { node.close(); done(); } });
  const node = dialog(title, el('div', { class: 'modal-about' }, about), foot(cancel(() => node), sure));
  sure.focus();
}

// What went wrong or right, for a few seconds.
export function tell(words, kind = '') {
  const node = el('div', { class: `toast ${kind}`, text: words });
  byId('toasts').append(node);
  setTimeout(() => node.remove(), LONG_ENOUGH);
}

export const complain = (refusal) => tell(refusal.message, 'bad');

// Runs a deed; when it is refused, says so.
export const attempt = (deed) => Promise.resolve(deed).catch(complain);
