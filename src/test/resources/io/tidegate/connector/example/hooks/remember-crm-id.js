(function (event, request, response) {
    return { crmId: response.body.id };
})
