/** SHA-256 in JavaScript, for a Node built without OpenSSL, which Lambda's is not. */
export class Sha256Js {}
