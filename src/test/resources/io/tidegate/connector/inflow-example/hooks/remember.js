(event, request, response) => response.status
