// The audit log: who changed what, the newest first.

import { draw, el } from './dom.js';
import { avatar } from './people.js';
import { PERMISSIONS } from './permissions.js';
import { createdAt, fullOf, stampOf } from './time.js';
import { hex, nameOf, state } from './state.js';

const ACTIONS = {
  1: 'updated the server', 10: 'created channel', 11: 'updated channel', 12: 'removed channel', 13: 'created permissions in', 14: 'updated permissions in', 15: 'removed permissions in',
  20: 'kicked', 21: 'pruned members', 22: 'banned', 23: 'removed the ban of', 24: 'updated', 25: 'updated roles of', 26: 'moved', 27: 'disconnected', 28: 'added the app',
  30: 'created role', 31: 'updated role', 32: 'removed role', 40: 'created invite', 41: 'updated invite', 42: 'removed invite', 50: 'created webhook', 51: 'updated webhook', 52: 'removed webhook',
  60: 'created emoji', 61: 'updated emoji', 62: 'removed emoji', 72: 'removed messages of', 73: 'removed many messages in', 74: 'pinned a message of', 75: 'unpinned a message of',
  110: 'created thread', 111: 'updated thread', 112: 'removed thread', 121: 'updated permissions of the command',
};
const KINDS = { 20: 'bad', 22: 'bad', 12: 'bad', 32: 'bad', 42: 'bad', 52: 'bad', 62: 'bad', 72: 'bad', 73: 'bad', 112: 'bad', 10: 'good', 23: 'good', 28: 'good', 30: 'good', 40: 'good', 50: 'good', 60: 'good', 110: 'good' };
const WORDS = { communication_disabled_until: 'the timeout until', nick: 'the nickname' };
const MOST = 100;
const chosen = { user: '', action: '' };
// What is gone was called so when the log last spoke of its name.
let lastNames = new Map();

export function auditLog(entries) {
  const newest = entries.toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? 1 : -1));
  lastNames = new Map(entries.flatMap(({ target_id: id, changes = [] }) => changes.filter(({ key }) => key === 'name').map((change) => [id, change.new_value ?? change.old_value])));
  const list = el('ul', { class: 'settings-list audit' });
  const fill = () => {
    const fitting = newest.filter((entry) => (!chosen.user || entry.user_id === chosen.user) && (!chosen.action || String(entry.action_type) === chosen.action));
    draw(list, fitting.slice(0, MOST).map(line), !fitting.length && el('li', { class: 'nothing', text: 'Nothing has been changed.' }));
  };
  const filter = (label, key, options) => {
    const node = el('select', { 'aria-label': label, onchange: () => { chosen[key] = node.value; fill(); } }, el('option', { value: '', text: 'All' }), options.map(([value, text]) => el('option', { value, text })));
    node.value = options.some(([value]) => value === chosen[key]) ? chosen[key] : '';
    chosen[key] = node.value;
    return el('label', { class: 'audit-filter' }, el('span', { text: label }), node);
  };
  const unique = (key, text) => [...new Map(newest.map((entry) => [String(entry[key]), text(entry[key])]))];
  const filters = el('div', { class: 'audit-filters' }, filter('Filter by user', 'user', unique('user_id', named)), filter('Filter by action', 'action', unique('action_type', (action) => ACTIONS[action] ?? `action ${action}`)));
  fill();
  return [filters, list];
}

// A person, role or channel by its id; what is gone keeps its id.
function named(id) {
  const user = state.users.get(id);
  if (user) return nameOf(user);
  const role = state.roles.get(id);
  if (role) return role.name;
  const channel = state.channels.get(id);
  return channel ? `#${channel.name}` : id === state.guild.id ? state.guild.name : id ?? '';
}

function line(entry) {
  const user = state.users.get(entry.user_id);
  const date = createdAt(entry.id);
  const target = state.users.has(entry.target_id) || state.roles.has(entry.target_id) || state.channels.has(entry.target_id) ? named(entry.target_id) : lastNames.get(entry.target_id) ?? named(entry.target_id);
  const changes = (entry.changes ?? []).map(change);
  const more = entry.reason || changes.length > 0;
  const head = [user && avatar(user, 32), el('span', { class: 'settings-words' },
    el('span', {}, el('b', { text: named(entry.user_id) }), ` ${ACTIONS[entry.action_type] ?? `did ${entry.action_type} to`} `, el('b', { text: target })),
    el('small', { title: fullOf(date), text: stampOf(date) }))];
  return el('li', { class: `audit-entry ${KINDS[entry.action_type] ?? ''}`, 'data-action': entry.action_type },
    more ? el('details', {}, el('summary', { class: 'settings-line' }, head), el('ol', { class: 'audit-changes' }, changes, entry.reason && el('li', {}, 'With reason ', el('b', { text: entry.reason })))) : el('div', { class: 'settings-line' }, head));
}

function change({ key, old_value: before, new_value: after }) {
  if (key === '$add' || key === '$remove') return el('li', {}, key === '$add' ? 'Added ' : 'Removed ', el('b', { text: after.map((role) => role.name).join(', ') }));
  if (key === 'permissions' && before !== undefined && after !== undefined) return permissions(BigInt(before), BigInt(after));
  const words = WORDS[key] ?? key.replaceAll('_', ' ');
  if (before === undefined) return el('li', {}, `Set ${words} to `, el('b', { text: shown(key, after) }));
  if (after === undefined) return el('li', {}, `Took ${words} away, which was `, el('b', { text: shown(key, before) }));
  return el('li', {}, `Changed ${words} from `, el('b', { text: shown(key, before) }), ' to ', el('b', { text: shown(key, after) }));
}

// By their names: what was granted and what was taken.
function permissions(before, after) {
  const names = (bits) => PERMISSIONS.filter(([bit]) => bits & (1n << BigInt(bit))).map(([, name]) => name).join(', ');
  return [['Granted ', after & ~before], ['Denied ', before & ~after]].filter(([, bits]) => bits).map(([words, bits]) => el('li', {}, words, el('b', { text: names(bits) })));
}

function shown(key, value) {
  if (key === 'communication_disabled_until') return stampOf(new Date(value));
  if (key === 'color') return value ? hex(value) : 'none';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
