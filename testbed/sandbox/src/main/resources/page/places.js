// Channels made, changed and deleted by those who may.

import { el, icon, ICONS } from './dom.js';
import { attempt, confirm, prompt } from './dialogs.js';
import { menu } from './layer.js';
import { rest } from './live.js';
import { BITS, channelOf, may, state } from './state.js';

const TEXT = 0;
const VOICE = 2;
const CATEGORY = 4;

const check = (label, name, type = 'checkbox', more = {}) => el('label', { class: 'modal-check' }, el('input', { type, name, ...more }), el('span', { text: label }));

export function makeChannel(category) {
  const kinds = el('fieldset', { class: 'modal-kinds' }, el('legend', { text: 'Channel type' }), check('Text', 'type', 'radio', { value: TEXT, checked: true }), check('Voice', 'type', 'radio', { value: VOICE }));
  prompt('Create Channel', { label: 'Channel name', button: 'Create Channel', about: category ? `in ${category.name}` : '', extra: [kinds, check('Private channel', 'closed')] }, async (name, form) => {
    const closed = form.closed.checked ? [{ id: state.guild.id, type: 0, deny: '1024' }, { id: state.me, type: 1, allow: '1024' }] : undefined;
    const made = await rest('POST', `/guilds/${state.guild.id}/channels`, { name, type: Number(form.type.value), parent_id: category?.id, permission_overwrites: closed });
    document.dispatchEvent(new CustomEvent('wanted', { detail: made.id }));
  });
}

export function makeCategory() {
  prompt('Create Category', { label: 'Category name', button: 'Create Category' }, (name) => rest('POST', `/guilds/${state.guild.id}/channels`, { name, type: CATEGORY }));
}

function change(channel) {
  const topic = el('textarea', { name: 'topic', rows: 3, maxlength: 1024 });
  topic.value = channel.topic ?? '';
  const slow = el('input', { name: 'slow', type: 'number', min: 0, max: 21_600 });
  slow.value = channel.rate_limit_per_user ?? 0;
  const written = channel.type !== VOICE && channel.type !== CATEGORY;
  prompt(`Edit ${channel.name}`, { label: 'Name', value: channel.name, button: 'Save Changes', extra: written && [el('label', { class: 'modal-field' }, el('span', { text: 'Topic' }), topic), el('label', { class: 'modal-field' }, el('span', { text: 'Slowmode, seconds' }), slow)] },
    (name) => rest('PATCH', `/channels/${channel.id}`, { name, ...(written ? { topic: topic.value, rate_limit_per_user: Number(slow.value) } : {}) }));
}

function remove(channel) {
  const kind = channel.type === CATEGORY ? 'Category' : 'Channel';
  confirm(`Delete ${kind}`, el('p', { text: `Are you sure you want to delete ${channel.type === CATEGORY ? '' : '#'}${channel.name}? This cannot be undone.` }), `Delete ${kind}`, () => attempt(rest('DELETE', `/channels/${channel.id}`)));
}

export function channelMenu(id, anchor) {
  const channel = channelOf(id) ?? state.channels.get(id);
  if (!channel?.guild_id) return null;
  const manages = may(BITS.MANAGE_CHANNELS);
  return menu(channel.name, [
    { label: 'Mark as Read', run: () => document.dispatchEvent(new CustomEvent('read', { detail: id })) },
    manages && null,
    manages && { label: channel.type === CATEGORY ? 'Edit Category' : 'Edit Channel', icon: icon(ICONS.pencil, 18), run: () => change(channel) },
    manages && channel.type === CATEGORY && { label: 'Create Channel', icon: icon(ICONS.plus, 18), run: () => makeChannel(channel) },
    manages && { label: channel.type === CATEGORY ? 'Delete Category' : 'Delete Channel', danger: true, icon: icon(ICONS.bin, 18), run: () => remove(channel) },
    null,
    { label: 'Copy Channel ID', icon: icon(ICONS.id, 18), run: () => attempt(navigator.clipboard?.writeText(id)) },
  ].filter((item) => item !== false), anchor);
}
