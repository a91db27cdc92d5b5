// Buttons and selects under messages.

import { el, icon, ICONS } from './dom.js';
import { answerTo } from './answers.js';
import { act } from './live.js';
import { state, channelOf, nameOf } from './state.js';

const STYLES = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' };
const pending = new Map();

export function rows(message) {
  const node = el('div', { class: 'components' });
  for (const row of message.components) {
    node.append(el('div', { class: 'component-row' }, (row.components ?? []).map((each) => component(message, each))));
  }
  const failed = state.failedComponents.get(message.id);
  if (failed) node.append(el('div', { class: 'failed', role: 'alert', text: failed }));
  return node;
}

const keyOf = (message, component) => `${message.id} ${component.custom_id}`;

function component(message, data) {
  if (data.type === 2) return button(message, data);
  return select(message, data);
}

function button(message, data) {
  const label = [data.emoji?.name && el('span', { class: 'button-emoji', text: data.emoji.name }), data.label && el('span', { text: data.label })];
  if (data.style === 5) {
    return el('a', { class: 'button link', href: data.url, target: '_blank', rel: 'noopener noreferrer', 'aria-disabled': data.disabled }, label, icon(ICONS.link, 16));
  }
  const busy = pending.has(keyOf(message, data));
  return el('button', {
    class: `button ${STYLES[data.style]}${busy ? ' busy' : ''}`,
    type: 'button',
    'data-custom-id': data.custom_id,
    'aria-busy': busy || null,
    'aria-label': data.label ?? data.emoji?.name,
    disabled: data.disabled,
    onclick: (event) => use(message, data, {}, event.currentTarget),
  }, el('span', { class: 'button-label' }, label), el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')));
}

function offered(data) {
  if (data.type === 3) return data.options;
  const guild = state.guild;
  const users = [...state.members.values()].map(({ user }) => ({ label: nameOf(user), value: user.id, description: user.username }));
  const roles = [...state.roles.values()].filter((role) => role.id !== guild?.id).map((role) => ({ label: role.name, value: role.id }));
  const channels = [...state.channels.values()].map((channel) => ({ label: `#${channel.name}`, value: channel.id }));
  return { 5: users, 6: roles, 7: [...users, ...roles], 8: channels }[data.type] ?? [];
}

function select(message, data) {
  const options = offered(data);
  const chosen = new Set(options.filter((option) => option.default).map((option) => option.value));
  const many = data.max_values > 1;
  const words = () => options.filter((option) => chosen.has(option.value)).map((option) => option.label).join(', ');
  const shown = el('span', { class: chosen.size ? 'select-value' : 'select-placeholder', text: words() || data.placeholder || 'Make a selection' });
  const list = el('ul', { class: 'select-list', role: 'listbox', 'aria-multiselectable': many || null, hidden: true });
  const head = el('button', {
    class: `select-head${pending.has(keyOf(message, data)) ? ' busy' : ''}`, type: 'button', disabled: data.disabled, 'data-custom-id': data.custom_id,
    'aria-haspopup': 'listbox', 'aria-expanded': 'false', 'aria-label': data.placeholder ?? 'Make a selection',
    onclick: () => toggle(list.hidden),
  }, shown, icon(ICONS.arrow, 18));
  const toggle = (open) => {
    list.hidden = !open;
    head.setAttribute('aria-expanded', String(open));
    if (open) list.querySelector('li')?.focus();
    else if (many && chosen.size >= data.min_values) use(message, data, { values: [...chosen] }, head);
  };
  const pick = (value) => {
    if (!many) {
      toggle(false);
      use(message, data, { values: [value] }, head);
      return;
    }
    if (!chosen.delete(value) && chosen.size < data.max_values) chosen.add(value);
    for (const entry of list.children) entry.setAttribute('aria-selected', String(chosen.has(entry.dataset.value)));
    shown.textContent = words() || data.placeholder || 'Make a selection';
  };
  for (const option of options) {
    list.append(el('li', {
      role: 'option', tabindex: -1, 'data-value': option.value, 'aria-selected': String(chosen.has(option.value)), onclick: () => pick(option.value),
    }, option.emoji?.name && el('span', { class: 'button-emoji', text: option.emoji.name }),
    el('span', { class: 'select-words' }, el('span', { class: 'select-label', text: option.label }), option.description && el('small', { text: option.description }))));
  }
  list.addEventListener('keydown', (event) => keys(event, list, pick, () => { toggle(false); head.focus(); }));
  const node = el('div', { class: 'select' }, head, list);
  node.addEventListener('focusout', (event) => !node.contains(event.relatedTarget) && !list.hidden && toggle(false));
  return node;
}

function keys(event, list, pick, close) {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
  if (step) document.activeElement[step]?.focus();
  else if (event.key === 'Enter' || event.key === ' ') pick(document.activeElement.dataset.value);
  else if (event.key === 'Escape') close();
  else return;
  event.preventDefault();
}

async function use(message, data, more, element) {
  if (pending.has(keyOf(message, data))) return;
  const channel = channelOf(message.channel_id);
  state.failedComponents.delete(message.id);
  pending.set(keyOf(message, data), true);
  element.classList.add('busy');
  try {
    const { interactionId } = await act({
      kind: 'component', userId: state.me, channelId: channel.id, guildId: channel.guild_id,
      messageId: message.id, customId: data.custom_id, componentType: data.type, ...more,
    });
    const { state: outcome } = await answerTo(interactionId);
    settle(message, data, outcome === 'FAILED' ? 'This interaction failed' : null);
  } catch (refusal) {
    settle(message, data, refusal.message);
  }
}

// The component has its answer; with words, it failed.
function settle(message, data, failure) {
  pending.delete(keyOf(message, data));
  if (failure) state.failedComponents.set(message.id, failure);
  document.dispatchEvent(new CustomEvent('redraw', { detail: message }));
}
