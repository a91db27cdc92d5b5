// The fault panel: what shall go wrong between the bot and this Discord.

import { el, icon, ICONS } from './dom.js';
import { post } from './live.js';

const FIELDS = [
  ['delayMillis', 'Latency', 'ms for each request, as long as it stands', 60_000],
  ['rateLimited', '429s', 'of the next requests', 1_000_000],
  ['retryAfterMillis', 'Retry after', 'ms that a 429 asks for', 3_600_000],
  ['failed', '5xx', 'of the next requests', 1_000_000],
  ['status', 'Status', 'that they fail with', 599],
  ['cut', 'Cut off', 'of the next requests: nothing is done', 1_000_000],
  ['lost', 'Lost answers', 'of the next requests: done, but nobody hears', 1_000_000],
  ['missedHeartbeats', 'Heartbeats missed', 'of the next ones', 1_000_000],
];
const GATEWAY = [['reconnect', 'Ask to reconnect', 'op 7: the session is resumed'], ['cut', 'Cut the connection', 'without a word'], ['invalidate', 'Invalidate the session', 'op 9: the bot logs in again'], ['heartbeat', 'Ask for a heartbeat', 'op 1'], ['close', 'Close with code', 'the code beside it']];
const PRESETS = [['Slow', { delayMillis: 1500 }], ['Limited', { rateLimited: 5, retryAfterMillis: 2000 }], ['Broken', { failed: 5, status: 503 }], ['Deaf', { missedHeartbeats: 3 }]];
const EVERY = 1000;

export function openFaults() {
  const status = el('p', { class: 'fault-status', role: 'status' });
  const inputs = new Map();
  const path = el('input', { type: 'text', name: 'path', placeholder: '/channels/', maxlength: 200, autocomplete: 'off', 'aria-describedby': 'fault-path' });
  const code = el('input', { type: 'number', name: 'closeCode', min: 1000, max: 4999, value: 4000, 'aria-label': 'Close code' });

  const write = (standing) => {
    path.value = standing.path;
    for (const [name, input] of inputs) input.value = standing[name];
    status.textContent = words(standing);
    status.classList.toggle('standing', broken(standing));
  };
  const send = async (order) => {
    try {
      write(await post('/sandbox/faults', order));
    } catch (refusal) {
      status.textContent = refusal.message;
      status.classList.add('standing');
    }
  };
  const asked = () => ({ ...(path.value ? { path: path.value } : {}), ...Object.fromEntries([...inputs].filter(([, input]) => input.value !== '').map(([name, input]) => [name, Number(input.value)])) });

  const form = el('form', { method: 'dialog', class: 'faults' },
    el('header', { class: 'modal-head' }, el('h2', { text: 'Break something' }), el('button', { type: 'button', class: 'round', 'aria-label': 'Close the fault panel', onclick: () => node.close() }, icon(ICONS.close, 20))),
    el('p', { class: 'modal-about', text: 'What the bot meets from now on. Its people stay connected.' }), status,
    el('div', { class: 'fault-presets', role: 'group', 'aria-label': 'Ready-made troubles' }, PRESETS.map(([name, order]) => el('button', { type: 'button', class: 'button', onclick: () => send({ ...(path.value ? { path: path.value } : {}), ...order }), text: name }))),
    el('div', { class: 'fault-fields' }, FIELDS.map(([name, label, about, most]) => {
      const input = el('input', { type: 'number', name, min: name === 'status' ? 500 : 0, max: most, 'aria-describedby': `fault-${name}` });
      inputs.set(name, input);
      return el('label', { class: 'fault-field' }, el('span', { text: label }), input, el('small', { id: `fault-${name}`, text: about }));
    }), el('label', { class: 'fault-field wide' }, el('span', { text: 'Only paths with' }), path, el('small', { id: 'fault-path', text: 'empty: every request' }))),
    el('h3', { text: 'The gateway connection, at once' }),
    el('div', { class: 'fault-gateway' }, GATEWAY.map(([gateway, label, about]) => el('button', { type: 'button', class: 'button', title: about, 'data-gateway': gateway,
      onclick: () => send({ ...asked(), gateway, ...(gateway === 'close' ? { closeCode: Number(code.value) } : {}) }), text: label })), code),
    el('footer', { class: 'modal-foot' }, el('button', { type: 'button', class: 'button success', onclick: () => send({}), text: 'End all faults' }), el('button', { type: 'submit', class: 'button danger', text: 'Apply' })));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(asked());
  });
  const node = el('dialog', { class: 'modal fault-panel', 'aria-label': 'Break something' }, form);

  // What is used up is counted down while one looks, unless one is writing.
  const look = async (all) => {
    const answer = await fetch('/sandbox/faults').catch(() => null);
    if (!answer?.ok || !node.isConnected) return;
    const standing = await answer.json();
    if (all) write(standing);
    status.textContent = words(standing);
    status.classList.toggle('standing', broken(standing));
  };
  const timer = setInterval(look, EVERY);
  node.addEventListener('close', () => {
    clearInterval(timer);
    node.remove();
  });
  document.body.append(node);
  node.showModal();
  look(true);
}

const COUNTED = { rateLimited: '429s', failed: 'failures', cut: 'cuts', lost: 'lost answers', missedHeartbeats: 'missed heartbeats' };
const broken = (standing) => standing.delayMillis > 0 || Object.keys(COUNTED).some((name) => standing[name] > 0);

function words(standing) {
  if (!broken(standing)) return 'All is well.';
  const left = Object.entries(COUNTED).filter(([name]) => standing[name] > 0).map(([name, word]) => `${standing[name]} ${word}`);
  if (standing.delayMillis > 0) left.unshift(`${standing.delayMillis} ms for each request`);
  return `Standing: ${left.join(', ')}${standing.path ? ` on paths with ${standing.path}` : ''}.`;
}
