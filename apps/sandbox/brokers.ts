const address = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\]):(\d{1,5})$/;

/** The brokers that were named: host:port, with commas between. Throws a sentence where one is not written so. */
export const brokersIn = (given: string): readonly string[] => {
  const brokers = given.split(',').map((broker) => broker.trim());
  for (const broker of brokers) {
    const port = Number(address.exec(broker)?.[1] ?? 0);
    if (port < 1 || port > 65_535)
      throw new Error(`Give --kafka host:port, with commas between; "${broker}" is not written so.`);
  }
  return brokers;
};
