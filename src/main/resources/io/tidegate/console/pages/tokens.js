import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Tokens',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Tokens' }, () => h('p', 'This page is not there yet.')),
};
