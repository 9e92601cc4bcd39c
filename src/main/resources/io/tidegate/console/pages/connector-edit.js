import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Set up a connector',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Set up a connector' }, () => h('p', 'This page is not there yet.')),
};
