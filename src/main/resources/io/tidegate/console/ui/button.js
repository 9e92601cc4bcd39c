// Button {kind = 'secondary', icon, href, busy, disabled, type = 'button', small, label, pressed}, on click; the text is the slot.
// kind: primary (one a page), secondary, danger, quiet. label: for screen readers, when there is only an icon.
//
//   h(Button, { kind: 'primary', icon: 'plus', onClick: add, busy: adding.value }, () => 'Add')
import { h } from '../lib/vue.js';
import { Icon } from './icon.js';

export const Button = (props, { slots, attrs }) => {
    const inside = [
        props.busy ? h('span', { class: 'tg-spin', 'aria-hidden': 'true' }) : props.icon ? h(Icon, { name: props.icon }) : null,
        slots.default?.(),
    ];
    const look = {
        'aria-label': props.label,
        title: slots.default ? undefined : props.label,
        ...attrs,
        class: ['btn', 'tg-button', `tg-${props.kind ?? 'secondary'}`, { 'tg-small': props.small, 'tg-icon-only': !slots.default }, attrs.class],
    };
    if (props.href) {
        return h('a', { ...look, href: props.href }, inside);
    }
    // A busy one is not disabled: that would take the focus away from who works with the keyboard.
    const idle = props.busy ? { onClick: (event) => event.preventDefault(), 'aria-busy': 'true', 'aria-disabled': 'true' } : {};
    return h('button', { ...look, ...idle, type: props.type ?? 'button', disabled: props.disabled, 'aria-pressed': props.pressed }, inside);
};
Button.props = ['kind', 'icon', 'href', 'busy', 'disabled', 'type', 'small', 'label', 'pressed'];
Button.inheritAttrs = false;
