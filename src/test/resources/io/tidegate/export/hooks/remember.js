function remember(event, request, response) {
    return { url: request.url, status: response.status };
}
