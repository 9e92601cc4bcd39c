import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Event',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Event' }, () => h('p', 'This page is not there yet.')),
};
