import type { ServerResponse } from 'node:http'
import type { ApiError } from './api-error.ts'

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

export const sendError = (response: ServerResponse, error: ApiError): void =>
  sendJson(response, error.status, error.body, error.headers)

/** Resolves when the network has taken it, or when there is nobody left to take it. */
export function write(response: ServerResponse, bytes: string | Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.write(bytes, () => resolve())
  })
}
