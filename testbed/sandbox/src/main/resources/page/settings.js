// The server settings: overview, roles (in a file of their own), members, bans and the audit log.

import { draw, el, icon, ICONS } from './dom.js';
import { auditLog } from './audit.js';
import { attempt, prompt } from './dialogs.js';
import { act, rest } from './live.js';
import { avatar, botTag, crown, guildSign } from './people.js';
import { dot } from './profile.js';
import { roles } from './roles.js';
import { createdAt, dayOf, relativeTo } from './time.js';
import { BITS, may, nameOf, rolesOf, silentUntil, state } from './state.js';

const TABS = { overview: ['Overview', overview], roles: ['Roles', () => roles(drawAll)], members: ['Members', members], bans: ['Bans', bans], audit: ['Audit Log', audit] };
const view = { node: null, body: null, tab: 'overview', typed: '', report: { bans: [], audit_log_entries: [] } };

export async function openSettings(tab = 'overview') {
  view.tab = tab;
  view.typed = '';
  if (!view.node) build();
  drawAll();
  await read();
}

// Something in the server changed: what is open is drawn again.
export function changed() {
  if (!view.node) return;
  if (state.guild) read();
  else view.node.close();
}

async function read() {
  const guildId = state.guild.id;
  const answer = await fetch('/sandbox/state?messages=0&interactions=0&members=0');
  if (!answer.ok) return;
  const { guilds } = await answer.json();
  view.report = guilds.find((guild) => guild.id === guildId) ?? view.report;
  if (view.node && !view.node.contains(document.activeElement?.closest('input, select'))) drawAll();
}

function build() {
  view.tabs = el('nav', { class: 'settings-tabs', 'aria-label': 'Server settings' });
  view.body = el('section', { class: 'settings-body', tabindex: -1 });
  view.node = el('dialog', { class: 'settings', 'aria-label': 'Server settings' }, view.tabs, view.body,
    el('button', { type: 'button', class: 'settings-close', 'aria-label': 'Close the settings', onclick: () => view.node.close() }, icon(ICONS.close, 18), el('small', { 'aria-hidden': 'true', text: 'ESC' })));
  view.node.addEventListener('close', () => {
    view.node.remove();
    view.node = null;
  });
  document.body.append(view.node);
  view.node.showModal();
}

function drawAll() {
  const focused = document.activeElement?.dataset?.tab;
  draw(view.tabs, el('h2', { text: state.guild.name }), Object.entries(TABS).map(([key, [title]]) => el('button', {
    type: 'button', class: `settings-tab${key === view.tab ? ' current' : ''}`, 'data-tab': key, 'aria-current': key === view.tab ? 'page' : null, onclick: () => show(key), text: title,
  })));
  const [title, part] = TABS[view.tab];
  draw(view.body, el('h1', { text: title }), part());
  if (focused) view.tabs.querySelector(`[data-tab="${focused}"]`)?.focus();
  else if (document.activeElement === document.body) view.body.focus();
}

function show(tab) {
  view.tab = tab;
  view.typed = '';
  drawAll();
  view.tabs.querySelector(`[data-tab="${tab}"]`).focus();
}

// The server's name and picture.
function looks(guild) {
  const path = `/guilds/${guild.id}`;
  const file = el('input', { type: 'file', accept: 'image/png,image/jpeg,image/gif,image/webp', hidden: true, 'aria-label': 'A picture for the server', onchange: () => attempt(dataOf(file.files[0]).then((icon) => rest('PATCH', path, { icon }))) });
  const rename = () => prompt('Rename the server', { label: 'Server name', value: guild.name, button: 'Save Changes' }, (name) => rest('PATCH', path, { name }));
  return el('div', { class: 'looks' }, guildSign(guild, 80), file, el('button', { type: 'button', class: 'button primary', onclick: () => file.click(), text: 'Change Server Icon' }),
    guild.icon && el('button', { type: 'button', class: 'button plain', onclick: () => attempt(rest('PATCH', path, { icon: null })), text: 'Remove Icon' }),
    el('button', { type: 'button', class: 'button', onclick: rename, text: 'Rename Server' }));
}

function dataOf(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new Error('That file cannot be read.'));
    reader.readAsDataURL(file);
  });
}

const fact = (name, value) => [el('dt', { text: name }), el('dd', {}, value)];

function overview() {
  const { guild } = state;
  const owner = state.users.get(guild.owner_id);
  const welcome = guild.channels.get(guild.system_channel_id);
  const people = [...guild.members.values()];
  return [may(BITS.MANAGE_GUILD) && looks(guild), el('dl', { class: 'facts' },
    fact('Server name', guild.name), fact('Owner', owner ? nameOf(owner) : guild.owner_id), fact('Created', dayOf(createdAt(guild.id))),
    fact('Members', `${people.length}, ${people.filter(({ user }) => user.bot).length} of them apps`), fact('Roles', guild.roles.size - 1), fact('Channels you see', guild.channels.size),
    fact('System messages', welcome ? `#${welcome.name}` : 'nowhere you see'), fact('Language', guild.preferred_locale), fact('Id', el('code', { text: guild.id })))];
}

function search(label) {
  const field = el('input', { type: 'search', class: 'settings-search', placeholder: label, 'aria-label': label });
  field.value = view.typed;
  return field;
}

function found(label, list, name, line, empty) {
  const field = search(label);
  const lines = el('ul', { class: 'settings-list' });
  const fill = () => {
    view.typed = field.value;
    const typed = field.value.trim().toLowerCase();
    const fitting = list.filter((each) => name(each).toLowerCase().includes(typed)).slice(0, 200);
    draw(lines, fitting.map(line), !fitting.length && el('li', { class: 'nothing', text: typed ? 'Nobody of that name.' : empty }));
  };
  field.addEventListener('input', fill);
  fill();
  return [field, lines];
}

function members() {
  const all = [...state.members.values()].sort((one, other) => new Date(other.joined_at) - new Date(one.joined_at));
  return found('Search by name', all, ({ user }) => `${nameOf(user)} ${user.username} ${user.id}`, member, 'Nobody is here.');
}

function member({ user, joined_at: joined }) {
  const until = silentUntil(user.id);
  return el('li', { class: 'settings-line', 'data-line': user.id }, avatar(user, 32),
    el('span', { class: 'settings-words' }, el('span', { class: 'settings-name' }, el('button', { type: 'button', class: 'plain-name', 'data-profile': user.id, text: nameOf(user) }), user.bot && botTag(), state.guild.owner_id === user.id && crown()), el('small', { text: user.username })),
    el('span', { class: 'settings-when', text: `joined ${relativeTo(new Date(joined))}` }),
    el('span', { class: 'settings-roles' }, rolesOf(user.id).slice(0, 4).map((role) => el('span', { class: 'role-pill' }, dot(role), el('span', { text: role.name }))),
      until && el('span', { class: 'role-pill out' }, icon(ICONS.timer, 12), el('span', { text: `timed out, ends ${relativeTo(until)}` }))));
}

function bans() {
  return [el('p', { class: 'muted', text: 'Who is banned cannot join again until the ban is revoked.' }),
    ...found('Search bans', view.report.bans ?? [], ({ user }) => `${user.global_name ?? ''} ${user.username} ${user.id}`, ban, 'Nobody is banned.')];
}

function ban({ user, reason }) {
  const revoke = () => attempt(act({ kind: 'unban', userId: state.me, guildId: state.guild.id, targetId: user.id }).then(read));
  const name = user.global_name ?? user.username;
  return el('li', { class: 'settings-line', 'data-line': user.id }, avatar(user, 32),
    el('span', { class: 'settings-words' }, el('span', { class: 'settings-name', text: name }), el('small', { text: user.username })),
    el('span', { class: 'settings-reason', text: reason || 'No reason given' }),
    el('button', { type: 'button', class: 'button danger', disabled: !may(BITS.BAN), 'aria-label': `Revoke the ban of ${name}`, onclick: revoke, text: 'Revoke Ban' }));
}

function audit() {
  return auditLog(view.report.audit_log_entries ?? []);
}
