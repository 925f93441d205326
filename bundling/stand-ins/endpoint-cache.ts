/** Nothing is ever asked of it: no command that is used here discovers its endpoint. */
export class EndpointCache {}
