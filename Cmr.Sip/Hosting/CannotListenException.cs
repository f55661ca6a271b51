using System.Net.Sockets;

namespace Cmr.Sip.Hosting;

/// <summary>A socket cannot be opened.</summary>
/// <param name="address">Transport, address and port.</param>
/// <param name="refusal">What the operating system said.</param>
internal sealed class CannotListenException(string address, SocketException refusal) : Exception(refusal.Message, refusal)
{
    /// <summary>Transport, address and port.</summary>
    public string Address { get; } = address;
}
