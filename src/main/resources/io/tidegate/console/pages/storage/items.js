// Everything that the console leaves in a browser. A test compares it with what a browser holds: whoever stores more says so here.
//   name, domain, type, age (in words), feature, description
export const ITEMS = [
    {
        name: '__Host-tidegate', domain: 'the console’s own', type: 'cookie, over HTTPS', age: '12 hours at most',
        feature: 'Signing in', description: 'The session of who is signed in, encrypted. Scripts cannot read it, no other site’s request carries it, and it is cleared on signing out.',
    },
    {
        name: 'tidegate', domain: 'the console’s own', type: 'cookie, over plain HTTP', age: '12 hours at most',
        feature: 'Signing in', description: 'The same session where there is no TLS: browsers refuse names that begin with __Host- there.',
    },
    {
        name: '__Host-tidegate-oidc', domain: 'the console’s own', type: 'cookie, over HTTPS', age: '10 minutes at most',
        feature: 'Signing in by the organisation', description: 'Which sign-in was begun in this browser, encrypted, so that it can be completed in no other; for two minutes why it failed. It is cleared on coming back.',
    },
    {
        name: 'tidegate-oidc', domain: 'the console’s own', type: 'cookie, over plain HTTP', age: '10 minutes at most',
        feature: 'Signing in by the organisation', description: 'The same where there is no TLS.',
    },
    {
        name: 'tidegate.theme', domain: 'the console’s own', type: 'local storage', age: 'until “as the system” is chosen, or the browser’s data is cleared',
        feature: 'Colours', description: 'Whether light or dark was chosen by hand: “light” or “dark”. Without it the system’s choice is followed.',
    },
];
