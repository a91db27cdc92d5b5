// A picture as large as the window.

import { el, icon, ICONS } from './dom.js';

export function showPicture(url, alternative) {
  const node = el('dialog', { class: 'lightbox', 'aria-label': alternative },
    el('img', { src: url, alt: alternative, referrerpolicy: 'no-referrer' }),
    el('div', { class: 'lightbox-foot' }, el('a', { class: 'textual', href: url, target: '_blank', rel: 'noopener noreferrer', text: 'Open in browser' })),
    el('button', { type: 'button', class: 'round lightbox-close', 'aria-label': 'Close the picture', onclick: () => node.close() }, icon(ICONS.close, 24)));
  node.addEventListener('click', (event) => event.target === node && node.close());
  node.addEventListener('close', () => node.remove());
  document.body.append(node);
  node.showModal();
}
