namespace Cmr.Protocols.Sip.Authentication;

/// <summary>What a nonce is worth.</summary>
public enum NonceState : byte
{
    /// <summary>Not made here, or for somebody else.</summary>
    Foreign,

    /// <summary>Made here for this client, too long ago.</summary>
    Expired,

    /// <summary>Good.</summary>
    Fresh,
}
