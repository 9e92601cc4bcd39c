function after(event, request, response) {
    return { shopId: response.body.id };
}
