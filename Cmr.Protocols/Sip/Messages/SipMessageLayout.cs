namespace Cmr.Protocols.Sip.Messages;

/// <summary>Where the parts of a message lie in its buffer.</summary>
/// <param name="Buffer">Octets, padding, header index.</param>
/// <param name="Length">Octets on the wire.</param>
/// <param name="Index">Where the index is.</param>
/// <param name="HeaderCount">Rows in the index.</param>
/// <param name="BodyStart">First octet of the body.</param>
internal readonly record struct SipMessageLayout(byte[] Buffer, int Length, HeaderIndex Index, int HeaderCount, int BodyStart);
