// A password of one's own, for who was invited or has forgotten theirs.
import { acceptInvitation } from '../session.js';
import { entryPage, NEW_PASSWORD } from './entry.js';

export default entryPage({
    title: 'Choose your password',
    intro: 'This link works once. Afterwards you sign in with your name and this password.',
    fields: NEW_PASSWORD,
    action: 'Go on',
    send: (form, props) => acceptInvitation(props.params.token ?? '', form.password),
});
