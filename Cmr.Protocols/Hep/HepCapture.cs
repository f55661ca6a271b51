using System.Net;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Hep;

/// <summary>A SIP message that was seen, for a capture server such as HOMER.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="Destination">Who got it; of the same address family.</param>
/// <param name="Transport">How it travelled.</param>
/// <param name="At">When it was seen.</param>
/// <param name="Payload">The message.</param>
/// <param name="CorrelationId">What ties messages of several Call-IDs together; empty: left out.</param>
public readonly record struct HepCapture(IPEndPoint Source, IPEndPoint Destination, HepTransport Transport, DateTimeOffset At, ReadOnlyMemory<byte> Payload, Utf8Text CorrelationId);
