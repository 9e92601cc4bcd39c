// Phone numbers come as people type them: "+49 (0)30 901820" becomes "+4930901820". One without a country's code is left as it is.
function normalisePhone(event) {
    const phone = event.data.PhoneId;
    if (typeof phone === 'string' && phone.trim().startsWith('+')) {
        event.data.PhoneId = '+' + phone.replace(/\(0\)/g, '').replace(/\D/g, '');
    }
    return event;
}
