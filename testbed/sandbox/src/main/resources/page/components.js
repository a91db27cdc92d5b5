// Buttons and selects below a message or inside its layout, and what pressing them does.

import { el, icon, ICONS } from './dom.js';
import { answerTo } from './answers.js';
import { choice, SELECTS } from './choice.js';
import { emojiSign } from './emoji.js';
import { act } from './live.js';
import { place, state } from './state.js';

const BUTTON = 2;
const LINK = 5;
const PREMIUM = 6;
const STYLES = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' };
const pending = new Map();

export function rows(message) {
  return el('div', { class: 'components' }, message.components.map((each) => row(message, each)), failureOf(message));
}

export const row = (message, { components = [] }) => el('div', { class: 'component-row' }, components.map((each) => component(message, each)));

export function failureOf(message) {
  const failed = state.failedComponents.get(message.id);
  return failed && el('div', { class: 'failed', role: 'alert', text: failed });
}

const keyOf = (message, data) => `${message.id} ${data.custom_id}`;

export function component(message, data) {
  if (data.type === BUTTON) return button(message, data);
  if (!SELECTS.has(data.type)) return null;
  return choice(data, { busy: pending.has(keyOf(message, data)), done: (values, head) => use(message, data, { values }, head) }).node;
}

function button(message, data) {
  const label = [data.emoji && el('span', { class: 'button-emoji' }, emojiSign(data.emoji)), data.label && el('span', { text: data.label })];
  if (data.style === LINK) {
    return el('a', { class: 'button link', href: data.url, target: '_blank', rel: 'noopener noreferrer', 'aria-disabled': data.disabled || null }, label, icon(ICONS.link, 16));
  }
  if (data.style === PREMIUM) return el('button', { class: 'button primary', type: 'button', disabled: true, text: 'Subscribe' });
  const busy = pending.has(keyOf(message, data));
  return el('button', {
    class: `button ${STYLES[data.style]}${busy ? ' busy' : ''}`,
    type: 'button',
    'data-custom-id': data.custom_id,
    'aria-busy': busy ? 'true' : null,
    'aria-label': data.label ?? data.emoji?.name ?? 'Button without a label',
    disabled: data.disabled,
    onclick: (event) => use(message, data, {}, event.currentTarget),
  }, el('span', { class: 'button-label' }, label), el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')));
}

async function use(message, data, more, element) {
  if (pending.has(keyOf(message, data))) return;
  if (state.failedComponents.delete(message.id)) element.closest('.message')?.querySelector('.failed')?.remove();
  pending.set(keyOf(message, data), true);
  element.classList.add('busy');
  try {
    const { interactionId } = await act({ kind: 'component', ...place(message.channel_id), messageId: message.id, customId: data.custom_id, componentType: data.type, ...more });
    const { state: outcome } = await answerTo(interactionId);
    settle(message, data, outcome === 'FAILED' ? 'This interaction failed' : null);
  } catch (refusal) {
    settle(message, data, refusal.message);
  }
}

// The component has its answer; with words, it failed. A list that is open meanwhile stays open.
function settle(message, data, failure) {
  pending.delete(keyOf(message, data));
  if (failure) {
    state.failedComponents.set(message.id, failure);
    document.dispatchEvent(new CustomEvent('redraw', { detail: message }));
    return;
  }
  for (const node of document.querySelectorAll(`[data-message-id="${message.id}"] .busy`)) if (node.dataset.customId === data.custom_id) node.classList.remove('busy');
}
