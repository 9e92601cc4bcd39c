// Card {title, flush}: a box with a heading (h2); slots default, actions. flush: no padding, for tables.
//
//   h(Card, { title: 'Attempts' }, { default: () => …, actions: () => h(Button, …) })
import { h } from '../lib/vue.js';

export const Card = (props, { slots }) =>
    h('section', { class: ['card', 'tg-card'] }, [
        props.title || slots.actions
            ? h('div', { class: 'card-header tg-card-head' }, [
                  props.title ? h('h2', { class: 'card-title' }, props.title) : null,
                  slots.actions ? h('div', { class: 'tg-actions' }, slots.actions()) : null,
              ])
            : null,
        h('div', { class: props.flush === undefined || props.flush === false ? 'card-body' : 'tg-flush' }, slots.default?.()),
    ]);
Card.props = ['title', 'flush'];
