// The roles of a server: made, changed, ordered, given and taken away by those who may.

import { el, icon, ICONS } from './dom.js';
import { attempt, confirm } from './dialogs.js';
import { menu } from './layer.js';
import { rest } from './live.js';
import { avatar } from './people.js';
import { PERMISSIONS } from './permissions.js';
import { dot } from './profile.js';
import { BITS, hex, may, mayTouch, nameOf, state } from './state.js';

const COLORS = ['#1abc9c', '#2ecc71', '#3498db', '#9b59b6', '#e91e63', '#f1c40f', '#e67e22', '#e74c3c', '#95a5a6', '#607d8b'];
const MEMBERS_SHOWN = 30;
const view = { open: null, draft: null, typed: '' };

const path = (role) => `/guilds/${state.guild.id}/roles${role ? `/${role.id}` : ''}`;
const everyone = (role) => role.id === state.guild.id;
const holders = (role) => [...state.members.values()].filter((member) => everyone(role) || member.roles.includes(role.id));

export function roles(redraw) {
  const all = [...state.roles.values()].sort((one, other) => other.position - one.position);
  const role = all.find((each) => each.id === view.open) ?? all[0];
  if (view.draft?.id !== role?.id) view.draft = null;
  const open = (id) => {
    view.open = id;
    view.draft = null;
    redraw();
    document.querySelector('.role-line[aria-pressed="true"]')?.focus();
  };
  const make = () => attempt(rest('POST', path(), {}).then(({ id }) => { view.open = id; redraw(); }));
  return el('div', { class: 'roles' }, el('div', {},
    may(BITS.MANAGE_ROLES) && el('button', { type: 'button', class: 'button primary role-new', onclick: make, text: 'Create Role' }),
    el('ul', { class: 'role-list', 'aria-label': 'Roles, the highest first' }, all.map((each, at) => line(each, { above: all[at - 1], place: all.length - 1 - at }, each === role, open)))), role && sheet(role, redraw));
}

// `place` is how many roles stand below it.
function line(role, { above, place }, pressed, open) {
  const touches = mayTouch(role) && !everyone(role);
  const move = (words, sign, by) => el('button', {
    type: 'button', class: `round role-move ${words}`, 'aria-label': `Move ${role.name} ${words}`, title: `Move ${words}`,
    onclick: () => attempt(rest('PATCH', path(), [{ id: role.id, position: place + by }])),
  }, icon(sign, 14));
  return el('li', { class: 'role-item' }, el('button', { type: 'button', class: 'role-line', 'aria-pressed': String(pressed), onclick: () => open(role.id) },
    dot(role), el('span', { class: 'role-name', text: role.name }), el('small', { text: holders(role).length })),
  touches && above && mayTouch(above) && move('up', ICONS.arrow, 1), touches && place > 1 && move('down', ICONS.arrow, -1));
}

function sheet(role, redraw) {
  const can = mayTouch(role);
  const draft = () => (view.draft ??= { id: role.id, name: role.name, color: role.color, hoist: role.hoist, mentionable: role.mentionable, permissions: BigInt(role.permissions) });
  const bar = saveBar(role, redraw);
  const change = (field, value) => {
    draft()[field] = value;
    bar.hidden = false;
  };
  return el('form', { class: 'role-sheet', onsubmit: (event) => event.preventDefault() },
    el('h2', { color: role.color ? hex(role.color) : null, text: role.name }),
    el('p', { class: 'muted', text: [`Position ${role.position}`, role.managed && 'managed by an app', !can && 'you may only look at it'].filter(Boolean).join(' · ') }),
    !everyone(role) && looks(view.draft ?? role, can, change),
    people(role, can),
    permissions(view.draft ?? role, can, (bit, on) => change('permissions', on ? draft().permissions | bit : draft().permissions & ~bit)),
    can && !everyone(role) && !role.managed && el('button', { type: 'button', class: 'button danger role-gone', onclick: () => remove(role), text: 'Delete Role' }), bar);
}

function remove(role) {
  confirm('Delete Role', el('p', { text: `Are you sure you want to delete the ${role.name} role? It is taken from everybody who has it.` }), 'Delete Role', () => attempt(rest('DELETE', path(role))));
}

function saveBar(role, redraw) {
  const save = async () => {
    const { id: _, ...body } = view.draft;
    if (everyone(role)) for (const field of ['name', 'color', 'hoist', 'mentionable']) delete body[field];
    await rest('PATCH', path(role), { ...body, permissions: String(body.permissions) });
    view.draft = null;
    redraw();
  };
  return el('div', { class: 'save-bar', role: 'status', hidden: !view.draft }, el('span', { text: 'Careful — you have unsaved changes!' }),
    el('button', { type: 'button', class: 'button plain', onclick: () => { view.draft = null; redraw(); }, text: 'Reset' }),
    el('button', { type: 'submit', class: 'button success', onclick: () => attempt(save()), text: 'Save Changes' }));
}

function looks(role, can, change) {
  const name = el('input', { class: 'settings-search', name: 'role-name', maxlength: 100, disabled: !can, autocomplete: 'off', oninput: () => change('name', name.value) });
  name.value = role.name;
  const own = el('input', { type: 'color', class: 'swatch', disabled: !can, 'aria-label': 'A colour of your own', title: 'A colour of your own', oninput: () => pick(own.value) });
  own.value = role.color ? hex(role.color) : '#99aab5';
  const swatch = (color, label) => {
    const node = el('button', { type: 'button', class: 'swatch', disabled: !can, 'aria-label': label, title: label, 'data-color': color, 'aria-pressed': String(parseInt(color.slice(1), 16) === role.color), onclick: () => pick(color) });
    node.style.background = color === '#000000' ? '#99aab5' : color;
    return node;
  };
  const swatches = el('div', { class: 'swatches', role: 'group', 'aria-label': 'Role colour' }, swatch('#000000', 'No colour'), COLORS.map((color) => swatch(color, `Colour ${color}`)), own);
  const pick = (color) => {
    for (const each of swatches.querySelectorAll('button')) each.setAttribute('aria-pressed', String(each.dataset.color === color));
    change('color', parseInt(color.slice(1), 16));
  };
  return [el('h3', {}, 'Role name'), el('label', {}, el('span', { class: 'said', text: 'Role name' }), name), el('h3', { text: 'Role colour' }), swatches,
    toggle('Display role members separately from online members', role.hoist, can, (on) => change('hoist', on)),
    toggle('Allow anyone to @mention this role', role.mentionable, can, (on) => change('mentionable', on))];
}

function toggle(label, on, can, change) {
  const box = el('input', { type: 'checkbox', role: 'switch', class: 'switch', disabled: !can, onchange: () => change(box.checked) });
  box.checked = on;
  return el('label', { class: 'toggle' }, el('span', { text: label }), box);
}

function people(role, can) {
  const some = holders(role);
  const held = (user) => `/guilds/${state.guild.id}/members/${user.id}/roles/${role.id}`;
  const gives = can && !everyone(role) && !role.managed;
  const others = [...state.members.values()].filter((member) => !some.includes(member));
  return [el('h3', { text: `Members — ${some.length}` }), el('div', { class: 'role-members' },
    some.slice(0, MEMBERS_SHOWN).map(({ user }) => el('span', { class: 'role-pill' }, el('button', { type: 'button', class: 'plain-name', 'data-profile': user.id }, avatar(user, 16), ' ', nameOf(user)),
      gives && el('button', { type: 'button', class: 'role-off', 'aria-label': `Take ${role.name} from ${nameOf(user)}`, onclick: () => attempt(rest('DELETE', held(user))) }, icon(ICONS.close, 12)))),
    gives && others.length > 0 && el('button', {
      type: 'button', class: 'role-pill add', 'aria-label': 'Add members', title: 'Add members',
      onclick: (event) => menu('Add members', others.slice(0, MEMBERS_SHOWN).map(({ user }) => ({ label: nameOf(user), run: () => attempt(rest('PUT', held(user))) })), event.currentTarget, { side: 'below' }),
    }, icon(ICONS.plus, 14)))];
}

function permissions(role, can, change) {
  const bits = BigInt(role.permissions);
  const list = el('div', { class: 'permissions' }, PERMISSIONS.map(([bit, label]) => toggle(label, (bits & (1n << BigInt(bit))) !== 0n, can, (on) => change(1n << BigInt(bit), on))));
  const search = el('input', { type: 'search', class: 'settings-search', placeholder: 'Search permissions', 'aria-label': 'Search permissions', autocomplete: 'off' });
  const fill = () => {
    view.typed = search.value;
    for (const each of list.children) each.hidden = !each.textContent.toLowerCase().includes(search.value.trim().toLowerCase());
  };
  search.value = view.typed;
  search.addEventListener('input', fill);
  fill();
  return [el('h3', { text: 'Permissions' }), search, list];
}
