// A select: its list, searched by typing, one or several values.

import { el, icon, ICONS } from './dom.js';
import { emojiSign } from './emoji.js';
import { avatar } from './people.js';
import { dot } from './profile.js';
import { channelOf, inGuild, nameOf, partnerOf, state } from './state.js';

export const SELECTS = new Set([3, 5, 6, 7, 8]);
const SEARCHED = new Set([5, 6, 7, 8]);
const MOST_SHOWN = 50;

function users() {
  const channel = channelOf(state.channelId);
  const all = inGuild() ? [...state.members.values()].map((member) => member.user) : [state.users.get(state.me), partnerOf(channel)];
  return all.map((user) => ({ label: nameOf(user), value: user.id, description: user.username, sign: () => avatar(user, 20) }));
}

const roles = () => [...state.roles.values()].sort((one, other) => other.position - one.position).map((role) => ({ label: role.name, value: role.id, sign: () => dot(role) }));

function channels(types) {
  const shown = [...state.channels.values()].filter((channel) => !types?.length || types.includes(channel.type));
  return shown.map((channel) => ({ label: channel.name, value: channel.id, sign: () => icon(ICONS.hash, 18) }));
}

function offered(data) {
  switch (data.type) {
    case 5: return users();
    case 6: return roles();
    case 7: return [...users(), ...roles()];
    case 8: return channels(data.channel_types);
    default: return data.options.map((option) => ({ ...option, sign: () => option.emoji && el('span', { class: 'button-emoji' }, emojiSign(option.emoji)) }));
  }
}

const chosenAtFirst = (data) => (data.type === 3 ? data.options.filter((option) => option.default).map((option) => option.value) : (data.default_values ?? []).map((each) => each.id));

// `done(values, head)` is called when a choice is made; `settled` when the list closes with one that fits.
export function choice(data, { busy = false, done, label }) {
  const options = offered(data);
  const least = data.min_values ?? 1;
  const most = data.max_values ?? 1;
  const many = most > 1;
  const before = chosenAtFirst(data);
  const chosen = new Set(before);
  const name = label ?? data.placeholder ?? 'Make a selection';
  const shown = el('span', { class: 'select-shown' });
  const lines = el('ul', { class: 'select-list', role: 'listbox', 'aria-label': name, 'aria-multiselectable': many || null });
  const search = SEARCHED.has(data.type) && el('input', { class: 'select-search', type: 'search', placeholder: 'Search', 'aria-label': `Search in ${name}`, autocomplete: 'off' });
  const hint = many && el('div', { class: 'select-hint', text: least === most ? `Choose ${most}` : `Choose ${least} to ${Math.min(most, options.length)}` });
  const panel = el('div', { class: 'select-panel', hidden: true }, search, hint, lines);
  const head = el('button', {
    class: `select-head${busy ? ' busy' : ''}`, type: 'button', disabled: data.disabled, 'data-custom-id': data.custom_id,
    'aria-haspopup': 'listbox', 'aria-expanded': 'false', 'aria-label': name, onclick: () => toggle(panel.hidden),
  }, shown, icon(ICONS.arrow, 18));

  const write = () => {
    const picked = options.filter((option) => chosen.has(option.value));
    shown.className = picked.length ? 'select-value' : 'select-placeholder';
    shown.replaceChildren(...(picked.length ? picked.map((option) => el('span', { class: 'select-pill' }, option.sign(), el('span', { text: option.label }))) : [data.placeholder || 'Make a selection']));
    head.setAttribute('aria-label', picked.length ? `${name}: ${picked.map((option) => option.label).join(', ')}` : name);
    for (const entry of lines.children) entry.setAttribute('aria-selected', String(chosen.has(entry.dataset.value)));
    if (hint) hint.classList.toggle('wrong', chosen.size > 0 && chosen.size < least);
  };
  const changed = () => chosen.size !== before.length || before.some((value) => !chosen.has(value));
  const toggle = (open) => {
    panel.hidden = !open;
    head.setAttribute('aria-expanded', String(open));
    if (open) {
      if (search) search.value = '';
      fill();
      panel.classList.toggle('downwards', head.getBoundingClientRect().top < 320);
      (search && matchMedia('(hover: hover)').matches ? search : lines.querySelector('li'))?.focus();
    } else if (many && changed() && chosen.size >= least) done([...chosen], head);
  };
  const pick = (value) => {
    if (!many) {
      const same = chosen.has(value) && least === 0;
      chosen.clear();
      if (!same) chosen.add(value);
      panel.hidden = true;
      head.setAttribute('aria-expanded', 'false');
      write();
      head.focus();
      done([...chosen], head);
      return;
    }
    if (!chosen.delete(value) && chosen.size < most) chosen.add(value);
    write();
  };
  const fill = () => {
    const typed = search ? search.value.trim().toLowerCase() : '';
    const fitting = options.filter((option) => option.label.toLowerCase().includes(typed) || option.description?.toLowerCase().includes(typed)).slice(0, MOST_SHOWN);
    lines.replaceChildren(...fitting.map((option) => el('li', { role: 'option', tabindex: -1, 'data-value': option.value, 'aria-selected': String(chosen.has(option.value)), onclick: () => pick(option.value) },
      option.sign(), el('span', { class: 'select-words' }, el('span', { class: 'select-label', text: option.label }), option.description && el('small', { text: option.description })))));
    if (!fitting.length) lines.append(el('li', { class: 'nothing', role: 'option', 'aria-disabled': 'true', text: 'Nothing fits.' }));
  };
  if (search) search.addEventListener('input', fill);
  panel.addEventListener('keydown', (event) => keys(event, lines, search, pick, () => { toggle(false); head.focus(); }));
  const node = el('div', { class: 'select' }, head, panel);
  node.addEventListener('focusout', (event) => !node.contains(event.relatedTarget) && !panel.hidden && toggle(false));
  fill();
  write();
  return { node, values: () => [...chosen], fits: () => (chosen.size >= least && chosen.size <= most) || (chosen.size === 0 && data.required === false) };
}

function keys(event, lines, search, pick, close) {
  const active = document.activeElement;
  if (event.key === 'Escape') close();
  else if (event.key === 'ArrowDown') (active === search ? lines.firstElementChild : active.nextElementSibling)?.focus();
  else if (event.key === 'ArrowUp') (active.previousElementSibling ?? search)?.focus?.();
  else if (event.key === 'Enter' && active === search) lines.querySelector('[data-value]')?.click();
  else if ((event.key === 'Enter' || event.key === ' ') && active.dataset.value) pick(active.dataset.value);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
