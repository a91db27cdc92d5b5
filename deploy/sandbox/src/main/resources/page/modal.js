// A modal that the bot opened.

import { el, byId } from './dom.js';
import { answerTo } from './answers.js';
import { act } from './live.js';
import { avatar } from './people.js';
import { channelOf, state } from './state.js';

export function openModal(interaction) {
  const dialog = byId('modal');
  const { custom_id: customId, title, components } = interaction.shown;
  const inputs = components.flatMap((row) => row.components ?? []);
  const error = el('div', { class: 'modal-error', role: 'alert', hidden: true });
  const form = el('form', { method: 'dialog' },
    el('header', { class: 'modal-head' }, avatar(state.application.bot, 24), el('h2', { id: 'modal-title', text: title })),
    el('p', { class: 'modal-warning', text: `This form will be submitted to ${state.application.name}. Do not share passwords.` }),
    ...inputs.map(input), error,
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
    form.classList.add('busy');
    const fields = Object.fromEntries([...form.querySelectorAll('[name]')].map((field) => [field.name, field.value]));
    const channel = channelOf(interaction.channelId);
    try {
      const { interactionId } = await act({ kind: 'modal', customId, fields, userId: state.me, channelId: channel.id, guildId: channel.guild_id });
      const { state: outcome } = await answerTo(interactionId);
      if (outcome === 'FAILED') fail('Something went wrong. Try again.');
      else dialog.close();
    } catch (refusal) {
      fail(refusal.message);
    }
  });
  dialog.replaceChildren(form);
  if (!dialog.open) dialog.showModal();
}

function input(data) {
  const attributes = {
    name: data.custom_id, required: data.required !== false, placeholder: data.placeholder, minlength: data.min_length || null, maxlength: data.max_length,
  };
  const field = data.style === 2 ? el('textarea', { ...attributes, rows: 4 }) : el('input', { ...attributes, type: 'text' });
  field.value = data.value ?? '';
  return el('label', { class: 'modal-field' }, el('span', {}, data.label, data.required !== false && el('i', { text: ' *' })), field);
}
