namespace Cmr.Contracts.MediaControl;

/// <summary>First frame, from the SIP node.</summary>
/// <param name="Version">Version of this contract, <see cref="CurrentVersion"/>.</param>
/// <param name="ControllerId">Names the SIP process; a new one after each start. A session belongs to the controller that opened it, over whatever connection it comes.</param>
/// <param name="Nonce">16 random octets of the controller.</param>
public sealed record Hello(int Version, Guid ControllerId, ReadOnlyMemory<byte> Nonce) : ControlMessage
{
    /// <summary>The version spoken here.</summary>
    public const int CurrentVersion = 2;
}
