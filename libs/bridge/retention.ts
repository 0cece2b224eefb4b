/** Days for which an exchange keeps a sealed message where nothing else is set, and a node the key that opens it. */
export const exchangeKeepsDays = 14;
