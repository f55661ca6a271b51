namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Fills all of <paramref name="octets"/> with random octets.</summary>
public delegate void RandomFill(Span<byte> octets);
