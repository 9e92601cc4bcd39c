// What the CRM called the contact becomes the delivery's result, shown by ./tidegate deliveries and in the API.
function rememberCrmId(event, request, response) {
    return { crmId: response.body.id };
}
