import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Response } from './response.ts';

/** Answers one request; may throw. */
export type Handler = (event: APIGatewayProxyEventV2) => Promise<Response>;
