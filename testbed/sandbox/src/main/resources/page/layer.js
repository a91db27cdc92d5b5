// What lies above the page and goes away by a press beside it or Escape: menus, cards, the emoji picker.

import { el } from './dom.js';

const EDGE = 8;
let open = null;

// Shows the node at a point ({x, y}) or beside an element; the keyboard goes back there when it closes.
export function float(node, anchor, { side = 'right' } = {}) {
  const back = document.activeElement;
  close();
  node.popover = 'auto';
  // Beside an open window everything is inert.
  ([...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body).append(node);
  node.addEventListener('toggle', ({ newState }) => {
    if (newState !== 'closed') return;
    const inside = node.contains(document.activeElement) || document.activeElement === document.body;
    node.remove();
    if (open === node) open = null;
    if (inside && back?.isConnected) back.focus();
  });
  node.showPopover();
  open = node;
  place(node, anchor, side);
  return node;
}

export function close() {
  if (open?.matches(':popover-open')) open.hidePopover();
  open = null;
}

function place(node, anchor, side) {
  const box = anchor.getBoundingClientRect?.() ?? { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  const { offsetWidth: width, offsetHeight: height } = node;
  const gap = anchor.getBoundingClientRect ? EDGE : 0;
  let x = { right: box.right + gap, left: box.left - width - gap, below: box.left, above: box.right - width }[side];
  let y = { below: box.bottom + gap, above: box.top - height - gap }[side] ?? box.top;
  if (x + width > innerWidth - EDGE) x = side === 'right' ? box.left - width - gap : innerWidth - width - EDGE;
  if (y < EDGE && side === 'above') y = box.bottom + gap;
  x = Math.max(EDGE, Math.min(x, innerWidth - width - EDGE));
  y = Math.max(EDGE, Math.min(y, innerHeight - height - EDGE));
  node.style.left = `${x}px`;
  node.style.top = `${y}px`;
}

// Items are {label, icon?, danger?, checked?, run} or {label, items} or null for a line.
export function menu(label, items, anchor, options) {
  const node = el('div', { class: 'menu', role: 'menu', 'aria-label': label }, list(items));
  node.addEventListener('keydown', (event) => keys(event, node));
  node.addEventListener('contextmenu', (event) => event.preventDefault());
  node.addEventListener('mouseover', (event) => matchMedia('(hover: hover)').matches && event.target.closest?.('.menu-item:not(:disabled)')?.focus());
  node.tabIndex = -1;
  float(node, anchor, options);
  // A press of the mouse marks nothing before it points at something.
  (anchor.getBoundingClientRect ? entries(node)[0] ?? node : node).focus();
  return node;
}

// Lines only between entries.
const tidy = (items) => items.filter((item, at) => item || (at > 0 && items[at - 1] && items.slice(at).some(Boolean)));

function list(items) {
  return tidy(items).map((item) => {
    if (!item) return el('div', { class: 'menu-line', role: 'separator' });
    if (item.items) return sub(item);
    return entry(item, () => {
      close();
      item.run();
    });
  });
}

function entry(item, run, more = {}) {
  return el('button', {
    type: 'button', class: `menu-item${item.danger ? ' danger' : ''}`, tabindex: -1, disabled: item.disabled,
    role: item.checked === undefined ? 'menuitem' : 'menuitemcheckbox', 'aria-checked': item.checked === undefined ? null : String(item.checked), onclick: run, ...more,
  }, el('span', { text: item.label }), item.icon, item.checked === undefined ? null : el('i', { class: 'menu-check', text: item.checked ? '✓' : '' }));
}

function sub(item) {
  const inner = el('div', { class: 'menu sub', role: 'menu', 'aria-label': item.label, hidden: true }, list(item.items));
  const head = entry(item, () => show(true), { 'aria-haspopup': 'menu', 'aria-expanded': 'false' });
  head.classList.add('deeper');
  const node = el('div', { class: 'menu-deeper', role: 'none' }, head, inner);
  const show = (on, focus = true) => {
    inner.hidden = !on;
    head.setAttribute('aria-expanded', String(on));
    if (!on) return;
    inner.classList.toggle('leftwards', head.getBoundingClientRect().right + inner.offsetWidth > innerWidth - EDGE);
    const beyond = inner.getBoundingClientRect().bottom - innerHeight + EDGE;
    inner.style.marginTop = beyond > 0 ? `-${beyond}px` : '';
    if (focus) inner.querySelector('button')?.focus();
  };
  node.addEventListener('mouseenter', () => matchMedia('(hover: hover)').matches && show(true, false));
  node.addEventListener('mouseleave', () => matchMedia('(hover: hover)').matches && show(false));
  node.addEventListener('keydown', (event) => {
    const within = inner.contains(document.activeElement);
    if (event.key === 'ArrowRight' && !within) show(true);
    else if ((event.key === 'ArrowLeft' || event.key === 'Escape') && within) {
      show(false);
      head.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return node;
}

const entries = (node) => [...node.children].map((child) => (child.matches('.menu-item') ? child : child.querySelector(':scope > .menu-item'))).filter((each) => each && !each.disabled);

function keys(event, node) {
  const around = entries(document.activeElement.closest('.menu'));
  const at = around.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? around.length - 1 : at - 1, Home: 0, End: around.length - 1 }[event.key];
  if (to !== undefined) around[(to + around.length) % around.length]?.focus();
  else if (event.key === 'Tab') close();
  else return;
  event.preventDefault();
}
